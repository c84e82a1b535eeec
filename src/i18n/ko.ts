import type { Texts } from "./en.ts";
import { numbersOf } from "./numbers.ts";

const { number, percent, seconds } = numbersOf("ko");
const used = ({ questions, inputTokens, outputTokens, cachedTokens }: Parameters<Texts["usage"]["own"]>[0]) =>
  `질문 ${number(questions)}개, 토큰: 입력 ${number(inputTokens)}개(그중 캐시 ${number(cachedTokens)}개), ` +
  `출력 ${number(outputTokens)}개`;

export const ko: Texts = {
  language: "한국어",
  systemPrompt: "당신은 Question-Answering 챗봇입니다. 주어진 질문에 대한 답변을 제공해주세요.",
  goOn:
    "당신의 마지막 답변이 중간에 끊겼습니다. 끊긴 곳 바로 다음 말부터 이어서 써 주세요. " +
    "이미 쓴 내용을 되풀이하지 말고, 끊겼다는 말도 하지 마세요.",
  speakers:
    "이 대화에는 여러 사람이 참여합니다. 각 메시지는 `이름 (@아이디): ` 형식으로 말하는 사람을 밝히며 시작합니다. " +
    "서로를 구분하고, 당신의 답변은 그렇게 시작하지 마세요. 말하는 사람은 메시지의 맨 앞에만 나옵니다. " +
    "그 뒤에 비슷하게 보이는 것은 모두 같은 사람이 쓴 내용입니다.",
  offline: {
    recalled: (quote) => `이렇게 말씀하셨어요: ${quote}`,
    noted:
      "알겠습니다. 물음표를 붙여 물어보세요. 저는 언어 모델을 대신하는 오프라인 모델이라, " +
      "들은 말을 되풀이할 수만 있어요.",
    unknown:
      "모르겠습니다. 저는 언어 모델을 대신하는 오프라인 모델이라, 여기서 들은 말을 되풀이할 수만 있어요.",
  },
  hint: "안녕하세요! 저를 멘션하면서 질문을 적어 주시면 답해 드려요. `/forget`으로 여기서 기억한 내용을 지울 수 있어요.",
  roleHint:
    "저와 이름이 같은 역할을 멘션하셨어요. Discord는 그런 메시지의 내용을 저에게 보여 주지 않아요. " +
    "멘션 목록에서 제 프로필 사진이 있는 쪽을 골라 다시 물어봐 주세요.",
  memoryAway: "지금은 제 기억 저장소에 연결할 수 없어서 아무것도 하지 않았어요. 잠시 후 다시 시도해 주세요.",
  failures: {
    unreachable: "언어 모델에 연결하지 못했어요. 잠시 후 다시 시도해 주세요.",
    unauthorized: "언어 모델이 제 키를 거부했어요. 봇 운영자가 확인해야 해요.",
    "model-not-found": "설정된 언어 모델이 그곳에 없어요. 봇 운영자가 OPENAI_MODEL을 확인해야 해요.",
    "rate-limited": "언어 모델이 너무 바쁘거나 사용 한도를 다 썼어요. 나중에 다시 시도해 주세요.",
    "provider-error": "언어 모델에서 오류가 났어요. 잠시 후 다시 시도해 주세요.",
    timeout: "언어 모델의 답이 너무 오래 걸렸어요. 잠시 후 다시 시도해 주세요.",
    filtered: "제공자의 콘텐츠 필터가 답을 막았어요. 다르게 질문해 주세요.",
    "no-room": "언어 모델이 답을 쓰기 전에 쓸 수 있는 길이를 다 썼어요. 더 짧거나 간단하게 질문해 주세요.",
    "empty-answer": "언어 모델이 빈 답을 보냈어요. 다시 시도하거나 다르게 질문해 주세요.",
    "question-too-long": "질문이 너무 길어요. 더 짧게 질문해 주세요.",
    "too-many-characters": "질문이 저에게는 너무 길어요. 더 짧게 질문해 주세요.",
    "nothing-to-read":
      "Discord가 그 메시지를 저에게 보여 주지 않아요. 궁금한 내용을 질문에 옮겨 적어 주세요.",
    "images-rejected": "언어 모델이 이미지를 받지 않았어요. 이미지 없이 이름만으로 물어볼 수 있어요.",
    "queue-full": "여기서 기다리는 질문이 너무 많아요. 몇 개가 끝난 뒤에 다시 질문해 주세요.",
    "share-full":
      "여기서 한 사람이 기다리게 할 수 있는 질문 수가 다 찼어요. 몇 개가 끝난 뒤에 다시 질문해 주세요.",
    rejected:
      "Discord가 제 답을 받아 주지 않았어요. 이 서버의 AutoMod 규칙 때문일 수 있어요. 다른 말로 질문해 주세요.",
    forbidden: "여기에 답을 쓸 권한이 없어요. 서버 관리자가 제 권한을 확인해야 해요.",
    "out-of-time": "Discord가 여기서 답하도록 주는 시간은 15분인데, 그 시간이 지났어요. 다시 질문해 주세요.",
    shutdown: "재시작하는 중이라 답을 끝내지 못했어요. 잠시 후 다시 질문해 주세요.",
    "handed-over": "재시작하는 중이에요. 돌아오는 대로 이 질문에 답할게요.",
    internal: "제 쪽에 문제가 생겨 답하지 못했어요. 다시 시도해 주세요.",
  },
  pickedModelNotFound: (model, variable) =>
    `언어 모델 ${model}이(가) 그곳에 없어요. /model로 다른 모델을 고를 수 있어요. 봇 운영자가 ${variable}을(를) 확인해야 해요.`,
  restarting: "재시작하는 중…",
  tooManyCharacters: (characters, limit) =>
    `인용과 첨부를 포함해 질문이 ${number(characters)}자예요. 저는 ${number(limit)}자까지 읽을 수 있어요. ` +
    "더 짧게 질문해 주세요.",
  brought: {
    image: (name) => `[이미지: ${name}]`,
    file: (name) => `[파일: ${name}]`,
    quote: (name) => `[${name} 님의 메시지에 대한 답장]`,
    hidden: "[보이지 않는 메시지에 대한 답장]",
    hiddenName: "답장한 원래 메시지",
    opening: (name) => `[이 스레드는 ${name} 님의 다음 메시지로 시작됨]`,
    hiddenOpening: "[이 스레드를 시작한 메시지는 보이지 않음]",
    hiddenOpeningName: "스레드를 시작한 메시지",
    forwarded: "[전달된 메시지]",
    poll: (question, answers) => `[투표: ${question} (${answers})]`,
    sticker: (name) => `[스티커: ${name}]`,
    explain: "이 메시지가 무슨 뜻인가요? 설명해 주세요.",
    unreadFile: (name) => `[파일: ${name}, 내용은 보이지 않음]`,
  },
  notRead: (names) => `읽지 못함: ${names}`,
  forgottenWhileAsked: "답하기 전에 이 대화가 지워졌어요.",
  stillWaiting: "언어 모델의 답이 늦어지고 있어요. 아직 기다리고 있어요.",
  stopped: "답이 나오기 전에 멈췄어요.",
  buttons: {
    stop: "멈추기",
    waiting: "모델을 기다리는 중…",
    retry: "다시 시도",
    withoutImages: "이미지 없이 시도",
    goOn: "이어서 쓰기",
    undo: "되돌리기",
  },
  tooLate: "무엇에 관한 것인지 더는 알 수 없어요. 이미 지워졌거나 제가 재시작되었어요.",
  askedAlready: "그 질문은 이미 다시 물어보고 있어요.",
  notForYou: "여기에서는, 또는 이 계정에는 답하지 않도록 설정되어 있어요. 봇 운영자가 정한 것이에요.",
  overLimit: {
    minute: (when) => `지금은 한 사람에게 답할 수 있는 만큼 모두 답했어요. ${when} 다시 질문해 주세요.`,
    day: (when) => `하루에 한 사람이 쓸 수 있는 만큼 모두 썼어요. ${when} 다시 와 주세요.`,
    guild: (when) => `이 서버가 하루에 쓸 수 있는 만큼 모두 썼어요. ${when} 다시 와 주세요.`,
  },
  usage: {
    own: (use) => `오늘(UTC) 사용량: ${used(use)}`,
    share: (share, limit) => `하루 한도 ${number(limit)}토큰 중 ${percent(share)}를 썼어요.`,
    top: (use) => `**오늘 이 서버:** ${used(use)}`,
    of: (person, use) => `${person}: ${used(use)}`,
  },
  notYours: "질문한 사람과 메시지를 관리할 수 있는 사람만 할 수 있어요.",
  notYoursToSet: "여기서는 메시지를 관리할 수 있는 멤버만 바꿀 수 있어요.",
  persona: {
    command: "이 대화에서 제가 누구인지 정합니다",
    setCommand: "여기서 제가 누구일지 정합니다",
    text: "이 대화에 앞서 모델에게 알려 줄 내용, 또는 준비된 페르소나",
    showCommand: "여기서 제가 누구인지 보여 줍니다",
    resetCommand: "원래의 저로 되돌립니다",
    isSet: "이제부터 여기서 저는 이래요:",
    isSetTo: (label) => `이제부터 여기서 제 페르소나는 **${label}**입니다:`,
    is: "여기서 저는 이래요:",
    isOf: (label) => `여기서 제 페르소나는 **${label}**입니다:`,
    own: "여기서 저는 봇 운영자가 정한 그대로예요.",
    isReset: "여기서 다시 원래의 제가 되었어요.",
    gone: (name) =>
      `이 대화는 **${name}** 페르소나로 정해져 있는데, 이제는 없는 페르소나예요. 다른 것을 고르실 때까지 원래의 저로 답할게요.`,
    empty: "제가 누구일지 적어 주세요.",
    tooLong: (max) => `너무 길어요. ${number(max)}자까지 받을 수 있어요.`,
  },
  model: {
    command: "여기서 어느 언어 모델이 답하는지 보여 주거나 바꿉니다",
    name: "여기서 답할 모델",
    is: (label) => `여기서는 **${label}** 모델이 답해요. 고를 수 있는 모델:`,
    isSet: (label) => `이제부터 여기서는 **${label}** 모델이 답해요.`,
    standard: (label) => `${label} (기본)`,
    unknown: (name) => `${name}(이)라는 모델은 몰라요. 고를 수 있는 모델:`,
    gone: (name, label) =>
      `이 대화는 **${name}** 모델로 정해져 있는데, 이제는 없는 모델이라 **${label}** 모델이 답해요. 고를 수 있는 모델:`,
  },
  nothingToStop: "여기에는 멈출 것이 없어요.",
  stoppedIt: "멈췄어요.",
  notLatest: "마지막 답만, 다른 질문이 없을 때 다시 생성할 수 있어요.",
  notContinued: {
    "not-latest": "마지막 답만, 다른 질문이 없을 때 이어서 쓸 수 있어요.",
    finished: "그 답은 이미 끝났어요.",
  },
  regenerated: "다른 답을 적었어요.",
  notRegenerated: "다른 답을 만들지 못했어요.",
  oldAnswerStays: "이전 답은 그대로예요.",
  forgot: (turns) => (turns === 0 ? "잊을 내용이 없었어요." : `대화 ${number(turns)}개를 잊었어요.`),
  forgetsInStoreLater: "기억 저장소에 연결할 수 없어서, 저장소에서는 다시 연결되는 대로 잊을게요.",
  forgetAbout: {
    intro:
      "그 말이 그대로 들어 있는 대화는 미리 골라 두었고, 비슷하기만 한 것은 고르지 않았어요. " +
      "버튼을 누르기 전에는 아무것도 잊지 않아요.",
    pick: "잊을 대화를 골라 주세요",
    button: (turns) => (turns === 0 ? "잊기" : `대화 ${number(turns)}개 잊기`),
    more: (turns) => `이 밖에 ${number(turns)}개가 더 있어요. 이것들을 잊은 뒤에 보여 드려요.`,
  },
  broughtBack: (turns) =>
    turns === 0 ? "되돌릴 내용이 남아 있지 않았어요." : `대화 ${number(turns)}개를 다시 기억해요.`,
  undoTooLate: "너무 늦었어요. 잊은 내용은 이미 사라졌어요.",
  history: {
    empty: "여기서 기억하는 내용이 없어요.",
    option: "이 대화에서 기억하는 모든 내용을 파일로 받기",
    findOption: "이 말과 관련 있는 것만 보기",
    found: (turns, text) =>
      turns === 0
        ? `여기서 기억하는 내용 중에 “${text}”와(과) 관련 있는 것이 없어요.`
        : `“${text}” 관련 **대화 ${number(turns)}개**:`,
    exact: "그대로 들어 있음",
    turns: (turns) => `대화 ${number(turns)}개`,
    tokens: (tokens) => `${number(tokens)}토큰`,
    window: (tokens, budget) => `다음 프롬프트: ${number(budget)}토큰 중 ${number(tokens)}토큰`,
    expires: (when) => `사용하지 않으면 ${when} 잊음`,
    voice: {
      persona: (text) => `페르소나: ${text}`,
      personaGone: (name) => `페르소나: ${name}은(는) 이제 없어서 원래의 저로 답해요`,
      model: (label) => `모델: ${label}`,
      modelGone: (name, label) => `모델: ${name}은(는) 이제 없어서 ${label}이(가) 답해요`,
    },
    windowEdge: "이보다 오래된 대화는 기억하지만 모델에 보내지 않아요:",
    endings: {
      refused: "모델이 거절함",
      stopped: "멈춤",
      length: "잘림: 더 쓸 자리가 없음",
      filtered: "제공자의 필터가 중단함",
      broke: "중간에 끊김",
      time: "잘림: 시간이 너무 오래 걸림",
      size: "잘림: 너무 길어짐",
      interrupted: "중단됨: 제가 재시작됐어요",
    },
    newer: "더 최근",
    older: "더 이전",
    pick: "대화 고르기",
    back: "돌아가기",
    sent: "다음 프롬프트에 들어가요.",
    notSent: "기억하지만 더는 모델에 보내지 않아요.",
    later: (questions) =>
      questions === 0 ? "이 뒤로는 질문이 없었어요." : `이 뒤의 질문: ${number(questions)}개`,
    forgetTurn: "이 대화 잊기",
    rewind: "이 대화부터 모두 잊기",
    full: "전체 보기",
    gone: "그 대화는 이제 없어요. 지금 기억하는 내용이에요:",
    changed:
      "아직 잊지 않았어요. 그사이에 이 뒤의 대화가 달라졌어요. " +
      "그래도 잊으려면 버튼을 한 번 더 눌러 주세요.",
    tooLarge: "파일이 Discord가 받는 크기보다 커요.",
  },
  why: {
    command: "무엇을 봤나요?",
    unknown: "아직 기억하는 제 답에 대해서만 보여 드릴 수 있어요. 이 메시지는 해당하지 않아요.",
    model: (name) => `모델: ${name}`,
    tokens: (input, output, cached) =>
      `제공자가 센 토큰: 입력 ${number(input)}개(그중 캐시 ${number(cached)}개), 출력 ${number(output)}개`,
    uncounted: "토큰: 제공자가 개수를 알려 주지 않았어요",
    time: (firstTokenMs, totalMs) =>
      `시간: 첫 글자까지 ${seconds(firstTokenMs)}초, 모두 ${seconds(totalMs)}초`,
    turns: (included, omitted) => `이전 대화: 프롬프트에 ${number(included)}개, 빠진 것 ${number(omitted)}개`,
    recalled: (turns) => `그중 질문과 관련 있어 다시 떠올린 것: ${number(turns)}개`,
    talk: (messages) => `맥락으로 함께 보낸 이 채널의 메시지: ${number(messages)}개`,
    talkGone: (messages) => `그 메시지 중 ${number(messages)}개는 더는 보관하지 않아 보여 드리지 않아요.`,
    forgotten: (turns) =>
      `이 프롬프트에 있던 대화 ${number(turns)}개는 더는 기억하지 않아 보여 드리지 않아요.`,
  },
  askAbout: {
    command: "이 메시지에 대해 질문",
    question: "질문",
    placeholder: "비워 두면 메시지를 설명해 드려요",
    audience: "답을 누가 보나요?",
    everybody: "여기 있는 모두",
    onlyMe: "나만",
    message: "메시지 보기",
  },
  commands: {
    ask: "무엇이든 물어보세요. 제가 없는 곳에서도 쓸 수 있어요",
    askQuestion: "알고 싶은 것",
    askImage: "질문과 관련된 이미지나 텍스트 파일",
    private: "여기서 다른 사람들이 보고 묻는 것과 별개로, 나와 봇 사이에서만",
    forget: "이 대화를 잊습니다",
    forgetLast: "최근 대화 몇 개만 잊을지",
    forgetAbout: "이 말과 관련 있는 것만: 찾은 것 중에서 고를 수 있어요",
    history: "이 대화에서 기억하는 내용을 보여 줍니다",
    usage: "오늘의 사용량을 보여 줍니다",
    stop: "쓰고 있는 답을 멈춥니다",
    regenerate: "다시 생성",
    failed: "제 쪽에 문제가 생겨 처리되지 않았을 수 있어요. 다시 시도하기 전에 확인해 주세요.",
  },
  terminal: {
    model: (model) => `Hippo가 사용하는 모델: ${model}.`,
    offlineModel: "들은 말을 되풀이할 수만 있는 내장 오프라인 모델",
    connect:
      "DISCORD_TOKEN으로 Discord를, OPENAI_API_KEY나 OPENAI_BASE_URL로 모델을 연결하세요: README.md 참고.",
    help: [
      "/forget               이 세션을 잊기",
      "/forget last N        최근 대화 N개만 잊기",
      "/forget about TEXT    TEXT와 관련 있는 대화를 보고 고르기",
      "/undo                 마지막으로 잊은 내용을 1분 안에 되살리기",
      "/history              이 세션이 기억하는 내용 보기",
      "/history find TEXT    그중 TEXT와 관련 있는 것만 보기",
      "/history export 파일  .md나 .json으로 끝나는 파일에 쓰기",
      "/why                  마지막 답을 할 때 모델이 본 내용 보기",
      "/continue             잘린 마지막 답을 이어서 쓰기",
      "/persona              이 세션에서 제가 누구인지 보기",
      "/persona set TEXT     다른 누군가가 되게 하기: 글, 또는 페르소나 이름",
      "/persona reset        원래의 저로 되돌리기",
      "/model [이름]         여기서 답하는 모델을 보거나 바꾸기",
      "/session 이름         다른 세션으로 가기",
      "/help                 이 도움말",
      "/quit                 나가기",
    ].join("\n"),
    session: (name) => `여기는 ${name} 세션이에요.`,
    sessionUsage: "세션 이름을 적어 주세요. 예: /session work",
    personaUsage: "/persona set 뒤에 제가 누구일지 적거나, /persona show, /persona reset을 적어 주세요.",
    unknownCommand: (command) => `${command} 명령은 없어요. /help로 명령을 볼 수 있어요.`,
    forgetUsage: "/forget만 적거나, /forget last 뒤에 개수를 적어 주세요. 예: /forget last 2",
    forgetPicked: "잊을 것의 번호를 /forget 뒤에 적어 주세요. 예: /forget 1 3",
    notListed: "마지막으로 보여 드린 목록에 없는 번호예요. /forget about TEXT로 목록을 볼 수 있어요.",
    nothingToUndo: "되살릴 내용이 없어요.",
    nothingToExplain: "여기에는 아직 답이 없어요.",
    historyUsage: "/history만 적거나, /history export 뒤에 파일을 적어 주세요. 예: /history export talk.md",
    windowEdge: "위의 대화는 기억하지만 모델에 보내지 않아요.",
    exportEnding: "파일 이름은 .md(사람용)나 .json(프로그램용)으로 끝나야 해요.",
    exported: (path, turns) => `${path}에 ${turns}를 썼어요.`,
    fileExists: (path) => `${path} 파일이 이미 있어서 덮어쓰지 않았어요.`,
    notWritten: (path, why) => `${path} 파일을 쓰지 못했어요: ${why}.`,
  },
};
