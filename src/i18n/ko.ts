import type { Texts } from "./en.ts";

export const ko: Texts = {
  systemPrompt: "당신은 Question-Answering 챗봇입니다. 주어진 질문에 대한 답변을 제공해주세요.",
  speakers:
    "이 대화에는 여러 사람이 참여합니다. 각 메시지는 `이름 (@아이디): ` 형식으로 말하는 사람을 밝히며 시작합니다. " +
    "서로를 구분하고, 당신의 답변은 그렇게 시작하지 마세요.",
  offline: {
    recalled: (quote) => `이렇게 말씀하셨어요: ${quote}`,
    noted: "알겠습니다. 저는 언어 모델을 대신하는 오프라인 모델이라, 들은 말을 되풀이할 수만 있어요.",
    unknown:
      "모르겠습니다. 저는 언어 모델을 대신하는 오프라인 모델이라, 여기서 들은 말을 되풀이할 수만 있어요.",
  },
  hint: "안녕하세요! 저를 멘션하면서 질문을 적어 주시면 답해 드려요. `/forget`으로 여기서 기억한 내용을 지울 수 있어요.",
  failures: {
    unreachable: "언어 모델에 연결하지 못했어요. 잠시 후 다시 시도해 주세요.",
    unauthorized: "언어 모델이 제 키를 거부했어요. 봇 운영자가 확인해야 해요.",
    "model-not-found": "설정된 언어 모델이 그곳에 없어요. 봇 운영자가 확인해야 해요.",
    "rate-limited": "언어 모델이 너무 바쁘거나 사용 한도를 다 썼어요. 나중에 다시 시도해 주세요.",
    "provider-error": "언어 모델에서 오류가 났어요. 잠시 후 다시 시도해 주세요.",
    timeout: "언어 모델의 답이 너무 오래 걸렸어요. 잠시 후 다시 시도해 주세요.",
    "empty-answer": "언어 모델이 빈 답을 보냈어요. 다시 시도하거나 다르게 질문해 주세요.",
    "question-too-long": "질문이 너무 길어요. 더 짧게 질문해 주세요.",
    "queue-full": "여기서 기다리는 질문이 너무 많아요. 몇 개가 끝난 뒤에 다시 질문해 주세요.",
    shutdown: "재시작하는 중이라 답을 끝내지 못했어요. 잠시 후 다시 질문해 주세요.",
    internal: "제 쪽에 문제가 생겨 답하지 못했어요. 다시 시도해 주세요.",
  },
  forgottenWhileAsked: "답하기 전에 이 대화가 지워졌어요.",
  stopped: "답이 나오기 전에 멈췄어요.",
  buttons: { stop: "멈추기", stopped: "멈춤", retry: "다시 시도", undo: "되돌리기" },
  tooLate: "무엇에 관한 것인지 더는 알 수 없어요. 이미 지워졌거나 제가 재시작되었어요.",
  notYours: "질문한 사람과 메시지를 관리할 수 있는 사람만 할 수 있어요.",
  nothingToStop: "여기에는 멈출 것이 없어요.",
  stoppedIt: "멈췄어요.",
  notLatest: "마지막 답만, 다른 질문이 없을 때 다시 생성할 수 있어요.",
  regenerated: "다른 답을 적었어요.",
  notRegenerated: "다른 답을 만들지 못했어요.",
  oldAnswerStays: "이전 답은 그대로예요.",
  forgot: (turns) => (turns === 0 ? "잊을 내용이 없었어요." : `대화 ${turns}개를 잊었어요.`),
  history: {
    empty: "여기서 기억하는 내용이 없어요.",
    count: (turns) => `여기서 기억하는 대화 ${turns}개:`,
  },
  commands: {
    forget: "이 대화를 잊습니다",
    history: "이 대화에서 기억하는 내용을 보여 줍니다",
    stop: "쓰고 있는 답을 멈춥니다",
    regenerate: "다시 생성",
    failed: "제 쪽에 문제가 생겨 아무것도 하지 못했어요. 다시 시도해 주세요.",
  },
  terminal: {
    model: (model) => `Hippo가 사용하는 모델: ${model}.`,
    offlineModel: "들은 말을 되풀이할 수만 있는 내장 오프라인 모델",
    connect:
      "DISCORD_TOKEN으로 Discord를, OPENAI_API_KEY나 OPENAI_BASE_URL로 모델을 연결하세요: README.md 참고.",
    help: [
      "/forget          이 세션을 잊기",
      "/history         이 세션이 기억하는 내용 보기",
      "/session 이름    다른 세션으로 가기",
      "/help            이 도움말",
      "/quit            나가기",
    ].join("\n"),
    session: (name) => `여기는 ${name} 세션이에요.`,
    sessionUsage: "세션 이름을 적어 주세요. 예: /session work",
    unknownCommand: (command) => `${command} 명령은 없어요. /help로 명령을 볼 수 있어요.`,
  },
};
