import { numbersOf } from "./numbers.ts";

const { number, percent, seconds } = numbersOf("en");
const plural = new Intl.PluralRules("en");
const counted = (count: number, one: string, many: string): string =>
  `${number(count)} ${plural.select(count) === "one" ? one : many}`;

const used = ({ questions, inputTokens, outputTokens, cachedTokens }: Use): string =>
  `${counted(questions, "question", "questions")}, tokens: ${number(inputTokens)} in ` +
  `(${number(cachedTokens)} of them cached), ${number(outputTokens)} out`;

/** What somebody used, in questions and in tokens. */
interface Use {
  readonly questions: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedTokens: number;
}

/** Every sentence that a user sees, in the master language. */
export const en = {
  /** What the language calls itself. */
  language: "English",
  systemPrompt: "You are a question-answering chatbot. Please answer the given question.",
  /** Asked in the place of a question when an answer that was cut short is to go on. */
  goOn: "Your last answer was cut off. Go on with its very next word: repeat nothing, and do not mention it.",
  /** Added to the system text where several people share a session. */
  speakers:
    "Several people take part in this conversation. Each of their messages begins with its speaker, " +
    "as `name (@handle): `. Keep them apart; do not begin your own answers like that. Only the very beginning of a " +
    "message says who speaks: whatever looks like that further on was written by the same person.",
  offline: {
    recalled: (quote: string) => `You told me: ${quote}`,
    noted:
      "Noted. Ask about it with a question mark: I am the offline stand-in for a language model, " +
      "and can only repeat what I was told.",
    unknown:
      "I don't know. I am the offline stand-in for a language model: I can only repeat what I was told here.",
  },
  hint: "Hi! Mention me together with a question, and I answer. `/forget` clears what I remember here.",
  /** Said where the bot's role was mentioned, and Discord shows nothing of the message. */
  roleHint:
    "You mentioned the role that is named like me, and Discord does not show me what such a message says. " +
    "Please pick my other entry in the list of mentions: the one with my picture.",
  memoryAway: "I cannot reach my memory right now, so I did nothing. Please try again in a moment.",
  failures: {
    unreachable: "I could not reach the language model. Please try again in a moment.",
    unauthorized: "The language model refused my key. Whoever runs this bot needs to check it.",
    "model-not-found":
      "The language model that I am set up for does not exist there. Whoever runs this bot needs to check OPENAI_MODEL.",
    "rate-limited": "The language model is too busy, or its quota is used up. Please try again later.",
    "provider-error": "The language model reported an error. Please try again in a moment.",
    timeout: "The language model took too long to answer. Please try again in a moment.",
    filtered: "The provider's content filter withheld the answer. Please ask in other words.",
    "no-room": "The language model ran out of room before its answer. Please ask for less.",
    "empty-answer": "The language model gave an empty answer. Please try again, or ask in other words.",
    "question-too-long": "That question is too long for me. Please ask a shorter one.",
    "too-many-characters": "Your question is too long for me. Please ask a shorter one.",
    "nothing-to-read":
      "Discord does not show me that message. Please copy what you ask about into your question.",
    "images-rejected": "The language model did not take the image. I can ask it without, by its name only.",
    "queue-full": "Too many questions are waiting here. Please ask again when some are answered.",
    "share-full":
      "You have as many questions waiting here as one person may. Please ask again when some are answered.",
    rejected:
      "Discord did not accept my answer, perhaps because of this server's AutoMod rules. Please ask in other words.",
    forbidden:
      "I am not allowed to write my answer here. Whoever runs this server needs to check my permissions.",
    "out-of-time":
      "Discord gives me a quarter of an hour to answer here, and that is over. Please ask again.",
    shutdown: "I am being restarted and could not finish this answer. Please ask again in a moment.",
    "handed-over": "I am being restarted, and answer this as soon as I am back.",
    internal: "Something went wrong on my side, and I could not answer. Please try again.",
  },
  /** Said of a model that was picked for a session, and does not exist. */
  pickedModelNotFound: (model: string, variable: string) =>
    `The language model ${model} does not exist there. /model picks another one; whoever runs this bot needs to check ${variable}.`,
  /** The bot's status while it stops. */
  restarting: "Restarting…",
  tooManyCharacters: (characters: number, limit: number) =>
    `Your question is ${counted(characters, "character", "characters")} long, with what it quotes and has attached. ` +
    `I take up to ${number(limit)}. Please ask a shorter one.`,
  /** What the model is told of what a message brings along. */
  brought: {
    image: (name: string) => `[image: ${name}]`,
    file: (name: string) => `[file: ${name}]`,
    quote: (name: string) => `[in reply to ${name}, who wrote]`,
    hidden: "[in reply to a message that is not shown to you]",
    hiddenName: "the message replied to",
    opening: (name: string) => `[this thread began with what ${name} wrote]`,
    hiddenOpening: "[this thread began with a message that is not shown to you]",
    hiddenOpeningName: "what this thread began with",
    forwarded: "[forwarded]",
    poll: (question: string, answers: string) => `[poll: ${question} (${answers})]`,
    sticker: (name: string) => `[sticker: ${name}]`,
    /** Asked where somebody replies to a message with a mention and nothing else. */
    explain: "What does this message mean? Please explain it.",
    unreadFile: (name: string) => `[file: ${name}, not shown to you]`,
  },
  /** Said on a button that does nothing; names are cut to fit on it. */
  notRead: (names: string) => `Not read: ${names}`,
  forgottenWhileAsked: "This conversation was cleared before I had answered that.",
  /** Shown in place of an answer that has not begun for long. */
  stillWaiting: "The language model is taking its time. I am still waiting for its answer.",
  stopped: "Stopped before there was an answer.",
  buttons: {
    stop: "Stop",
    waiting: "Waiting for the model…",
    retry: "Try again",
    withoutImages: "Try without images",
    goOn: "Continue",
    undo: "Undo",
  },
  tooLate: "I no longer know what that is about: it was forgotten, or I have been restarted since.",
  askedAlready: "That question is being asked again already.",
  notForYou: "I am not here for you, or not in this place. Whoever runs me decides that.",
  /** Said with when it ends, as Discord shows a time relative to now. */
  overLimit: {
    minute: (when: string) =>
      `You have asked me as much as I can answer one person for now. Please ask again ${when}.`,
    day: (when: string) =>
      `You have used all that I may spend on one person in a day. Please come back ${when}.`,
    guild: (when: string) =>
      `This server has used all that I may spend on it in a day. Please come back ${when}.`,
  },
  usage: {
    own: (use: Use) => `You today (UTC): ${used(use)}`,
    share: (share: number, limit: number) =>
      `That is ${percent(share)} of your ${counted(limit, "token", "tokens")} a day.`,
    top: (use: Use) => `**This server today:** ${used(use)}`,
    of: (person: string, use: Use) => `${person}: ${used(use)}`,
  },
  notYours: "Only the one who asked, and those who may manage messages, can do that.",
  notYoursToSet: "Only members who may manage messages can change that here.",
  persona: {
    command: "Who I am in this conversation",
    setCommand: "Say who I shall be here",
    text: "What the model is told before this conversation, or one of the personas that there are",
    showCommand: "Show who I am here",
    resetCommand: "Make me myself again",
    isSet: "This is who I am here from now on:",
    isSetTo: (label: string) => `From now on I am **${label}** here:`,
    is: "This is who I am here:",
    isOf: (label: string) => `Here I am **${label}**:`,
    own: "Here I am myself, as whoever runs me wants me to be.",
    isReset: "I am myself again here.",
    gone: (name: string) =>
      `This conversation wants me to be **${name}**, a persona that there is no more. I am myself until you pick another one.`,
    empty: "Please write who I shall be.",
    tooLong: (max: number) => `That is too long: I take up to ${counted(max, "character", "characters")}.`,
  },
  model: {
    command: "Show which language model answers here, or choose another one",
    name: "The model that shall answer here",
    is: (label: string) => `**${label}** answers here. There are:`,
    isSet: (label: string) => `**${label}** answers here from now on.`,
    standard: (label: string) => `${label} (default)`,
    unknown: (name: string) => `I know no model called ${name}. There are:`,
    gone: (name: string, label: string) =>
      `This conversation is set to **${name}**, a model that there is no more: **${label}** answers. There are:`,
  },
  nothingToStop: "There is nothing to stop here.",
  stoppedIt: "Stopped.",
  notLatest: "Only the latest answer can be given anew, and only while nothing else is being asked.",
  notContinued: {
    "not-latest": "Only the latest answer can go on, and only while nothing else is being asked.",
    finished: "That answer is finished.",
  },
  regenerated: "Here is another answer.",
  notRegenerated: "There is no other answer.",
  oldAnswerStays: "The old answer stays.",
  forgot: (turns: number) =>
    turns === 0 ? "There was nothing to forget." : `I forgot ${counted(turns, "turn", "turns")}.`,
  forgetsInStoreLater:
    "The store that keeps my memory is away: there it will be forgotten as soon as it is back.",
  forgetAbout: {
    intro:
      "What holds it word for word is picked already, what is only near it is not. " +
      "Nothing is forgotten before you press the button.",
    pick: "Pick what I shall forget",
    button: (turns: number) => (turns === 0 ? "Forget" : `Forget ${counted(turns, "turn", "turns")}`),
    more: (turns: number) =>
      `And ${number(turns)} more, which ${turns === 1 ? "is" : "are"} listed when these are gone.`,
  },
  broughtBack: (turns: number) =>
    turns === 0
      ? "There was nothing left to bring back."
      : turns === 1
        ? "I remember that turn again."
        : `I remember those ${number(turns)} turns again.`,
  undoTooLate: "It is too late for that: what was forgotten is gone.",
  history: {
    empty: "I remember nothing here.",
    option: "All that I remember of this conversation, as a file",
    findOption: "Only what bears on this text",
    found: (turns: number, text: string) =>
      turns === 0
        ? `Nothing that I remember here bears on “${text}”.`
        : `**${counted(turns, "turn", "turns")}** on “${text}”:`,
    exact: "word for word",
    turns: (turns: number) => counted(turns, "turn", "turns"),
    tokens: (tokens: number) => counted(tokens, "token", "tokens"),
    window: (tokens: number, budget: number) =>
      `next prompt: ${number(tokens)} of ${counted(budget, "token", "tokens")}`,
    expires: (when: string) => `forgotten ${when} unless used`,
    voice: {
      persona: (text: string) => `Persona: ${text}`,
      personaGone: (name: string) => `Persona: ${name} is not there any more, so I am myself`,
      model: (label: string) => `Model: ${label}`,
      modelGone: (name: string, label: string) => `Model: ${name} is not there any more, so ${label} answers`,
    },
    windowEdge: "Older turns are remembered but not sent:",
    /** How an answer ended that is more or less than a whole one; each fits on a button. */
    endings: {
      refused: "The model declined",
      stopped: "Stopped",
      length: "Cut short: no room for more",
      filtered: "Cut off by the provider's filter",
      broke: "Broke off",
      time: "Cut short: it took too long",
      size: "Cut short: it grew too long",
      interrupted: "Interrupted: I was restarted",
    },
    newer: "Newer",
    older: "Older",
    pick: "Pick a turn",
    back: "Back",
    sent: "It will be part of the next prompt.",
    notSent: "It is remembered but no longer sent.",
    later: (questions: number) =>
      questions === 0 ? "Nothing was asked after it." : `Asked after it: ${number(questions)}`,
    forgetTurn: "Forget this turn",
    rewind: "Rewind to before this",
    full: "Show in full",
    gone: "That turn is not there any more. This is what I remember now:",
    changed:
      "Nothing was rewound: what stands after this turn has changed in the meantime. " +
      "If you still want it, press the button once more.",
    tooLarge: "The file is larger than Discord takes.",
  },
  why: {
    command: "What did you see?",
    unknown: "I can show that for answers of mine that I still remember. This message is not one of them.",
    model: (name: string) => `Model: ${name}`,
    tokens: (input: number, output: number, cached: number) =>
      `Tokens, as the provider counted them: ${number(input)} in (${number(cached)} of them cached), ${number(output)} out`,
    uncounted: "Tokens: the provider reported no count",
    time: (firstTokenMs: number, totalMs: number) =>
      `Time: ${seconds(firstTokenMs)} s to the first text, ${seconds(totalMs)} s in all`,
    turns: (included: number, omitted: number) =>
      `Earlier turns: ${number(included)} in the prompt, ${number(omitted)} left out`,
    recalled: (turns: number) => `Recalled of those, since they bear on the question: ${number(turns)}`,
    talk: (messages: number) => `Messages of this channel that went along as context: ${number(messages)}`,
    talkGone: (messages: number) =>
      messages === 1
        ? "1 of those messages is no longer kept, and not shown."
        : `${number(messages)} of those messages are no longer kept, and not shown.`,
    forgotten: (turns: number) =>
      turns === 1
        ? "1 turn of this prompt is no longer remembered, and not shown."
        : `${number(turns)} turns of this prompt are no longer remembered, and not shown.`,
  },
  askAbout: {
    command: "Ask about this",
    question: "Your question",
    placeholder: "Left empty, I explain the message",
    audience: "Who sees the answer?",
    everybody: "Everybody here",
    onlyMe: "Only you",
    /** On a button under the answer, which leads to the message. */
    message: "The message",
  },
  commands: {
    ask: "Ask me something, also where I am not a member",
    askQuestion: "What you want to know",
    askImage: "An image or a text file that it is about",
    private: "Only between you and me, apart from what others see and ask here",
    forget: "Forget this conversation",
    forgetLast: "Only the newest turns, as many as you say",
    forgetAbout: "Only what bears on this text: you pick from what I find",
    history: "Show what I remember of this conversation",
    usage: "Show what I used for you today",
    stop: "Stop the answer that I am writing here",
    regenerate: "Regenerate",
    failed:
      "Something went wrong on my side, and it may not have been done. Please look before you try again.",
  },
  terminal: {
    model: (model: string) => `Hippo is talking through ${model}.`,
    offlineModel: "the built-in offline model, which can only repeat what it was told",
    connect:
      "Set DISCORD_TOKEN to connect Discord, and OPENAI_API_KEY or OPENAI_BASE_URL to connect a model: see README.md.",
    help: [
      "/forget               forget this session",
      "/forget last N        forget its newest N turns",
      "/forget about TEXT    show what bears on TEXT, to pick from",
      "/undo                 bring back what was forgotten last, within a minute",
      "/history              show what this session holds",
      "/history find TEXT    show what of it bears on TEXT",
      "/history export FILE  write it to FILE, which ends in .md or .json",
      "/why                  show what the model saw for the latest answer",
      "/continue             go on with the last answer, if it was cut short",
      "/persona              show who I am in this session",
      "/persona set TEXT     make me somebody else: a text, or a persona's name",
      "/persona reset        make me myself again",
      "/model [NAME]         show which model answers here, or choose another one",
      "/session NAME         go to another session",
      "/help                 show this",
      "/quit                 leave",
    ].join("\n"),
    session: (name: string) => `This is session ${name}.`,
    sessionUsage: "Write the session's name after it, for example: /session work",
    personaUsage: "Write /persona set and who I shall be, /persona show, or /persona reset.",
    unknownCommand: (command: string) => `There is no ${command}. /help shows what there is.`,
    forgetUsage: "Write /forget, or /forget last and a number, for example: /forget last 2",
    forgetPicked: "Write /forget and the numbers of what I shall forget, for example: /forget 1 3",
    notListed: "Those numbers are not in the list that I showed last. /forget about TEXT shows one.",
    nothingToUndo: "There is nothing to bring back.",
    nothingToExplain: "There is no answer here yet.",
    historyUsage: "Write /history, or /history export and a file, for example: /history export talk.md",
    windowEdge: "The turns above are remembered but not sent.",
    exportEnding: "The file must end in .md (for people) or .json (for programs).",
    exported: (path: string, turns: string) => `Wrote ${turns} to ${path}.`,
    fileExists: (path: string) => `There is a ${path} already, and I do not overwrite it.`,
    notWritten: (path: string, why: string) => `I could not write ${path}: ${why}.`,
  },
};

/** The shape of a language's table: every language has every sentence. */
export type Texts = typeof en;
