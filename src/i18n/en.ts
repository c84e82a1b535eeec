/** Every sentence that a user sees, in the master language. */
export const en = {
  systemPrompt: "You are a question-answering chatbot. Please answer the given question.",
  /** Added to the system text where several people share a session. */
  speakers:
    "Several people take part in this conversation. Each of their messages begins with its speaker, " +
    "as `name (@handle): `. Keep them apart; do not begin your own answers like that.",
  offline: {
    recalled: (quote: string) => `You told me: ${quote}`,
    noted: "Noted. I am the offline stand-in for a language model: I can only repeat what I was told.",
    unknown:
      "I don't know. I am the offline stand-in for a language model: I can only repeat what I was told here.",
  },
  hint: "Hi! Mention me together with a question, and I answer. `/forget` clears what I remember here.",
  failures: {
    unreachable: "I could not reach the language model. Please try again in a moment.",
    unauthorized: "The language model refused my key. Whoever runs this bot needs to check it.",
    "model-not-found":
      "The language model that I am set up for does not exist there. Whoever runs this bot needs to check it.",
    "rate-limited": "The language model is too busy, or its quota is used up. Please try again later.",
    "provider-error": "The language model reported an error. Please try again in a moment.",
    timeout: "The language model took too long to answer. Please try again in a moment.",
    "empty-answer": "The language model gave an empty answer. Please try again, or ask in other words.",
    "question-too-long": "That question is too long for me. Please ask a shorter one.",
    "queue-full": "Too many questions are waiting here. Please ask again when some are answered.",
    shutdown: "I am being restarted and could not finish this answer. Please ask again in a moment.",
    internal: "Something went wrong on my side, and I could not answer. Please try again.",
  },
  forgottenWhileAsked: "This conversation was cleared before I had answered that.",
  stopped: "Stopped before there was an answer.",
  buttons: { stop: "Stop", stopped: "Stopped", retry: "Try again", undo: "Undo" },
  tooLate: "I no longer know what that is about: it was forgotten, or I have been restarted since.",
  notYours: "Only the one who asked, and those who may manage messages, can do that.",
  nothingToStop: "There is nothing to stop here.",
  stoppedIt: "Stopped.",
  notLatest: "Only the latest answer can be given anew, and only while nothing else is being asked.",
  regenerated: "Here is another answer.",
  notRegenerated: "There is no other answer.",
  oldAnswerStays: "The old answer stays.",
  forgot: (turns: number) =>
    turns === 0
      ? "There was nothing to forget."
      : turns === 1
        ? "I forgot 1 turn."
        : `I forgot ${turns} turns.`,
  history: {
    empty: "I remember nothing here.",
    count: (turns: number) => (turns === 1 ? "I remember 1 turn here:" : `I remember ${turns} turns here:`),
  },
  commands: {
    forget: "Forget this conversation",
    history: "Show what I remember of this conversation",
    stop: "Stop the answer that I am writing here",
    regenerate: "Regenerate",
    failed: "Something went wrong on my side, and nothing was done. Please try again.",
  },
  terminal: {
    model: (model: string) => `Hippo is talking through ${model}.`,
    offlineModel: "the built-in offline model, which can only repeat what it was told",
    connect:
      "Set DISCORD_TOKEN to connect Discord, and OPENAI_API_KEY or OPENAI_BASE_URL to connect a model: see README.md.",
    help: [
      "/forget          forget this session",
      "/history         show what this session holds",
      "/session NAME    go to another session",
      "/help            show this",
      "/quit            leave",
    ].join("\n"),
    session: (name: string) => `This is session ${name}.`,
    sessionUsage: "Write the session's name after it, for example: /session work",
    unknownCommand: (command: string) => `There is no ${command}. /help shows what there is.`,
  },
};

/** The shape of a language's table: every language has every sentence. */
export type Texts = typeof en;
