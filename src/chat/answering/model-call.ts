import { AnswerCut, causeOf, failureOf, type Failure } from "../asking/failure.ts";
import type { Ending, Usage } from "../memory/turn.ts";
import { overflowOf, type ContextOverflow } from "../models/context-overflow.ts";
import { isImageRejection } from "../models/image-rejection.ts";
import type { PromptSize } from "../tokens/context-limits.ts";
import { toGoOn } from "./continuation.ts";
import { Draft } from "./draft.ts";
import { withSpeaker } from "./messages.ts";
import { configuredRoom } from "./profile.ts";
import type { AnsweringSettings, CallSetting } from "./settings.ts";
import { TurnHistory } from "./turn-history.ts";
import { watched } from "./watchdog.ts";

/** What a prompt takes beside the texts of its messages: the question's heading and the roles' marks. */
const MESSAGE_OVERHEAD_TOKENS = 12;

/** Why an answer without any text is none, by how it ended; where nothing is said of it, it is just empty. */
const emptiness: Partial<Record<Ending, Failure>> = { filtered: "filtered", length: "no-room" };

/** Text files of a question, in bytes together. */
const TEXT_BYTES_MAX = 102_400;

/** Why the question is to be asked again at once. */
type Again = "prompt-too-long" | "images-dropped";

/** One call of the model for a question. The exchange ends with it, or why it did not is told. */
export class ModelCall {
  readonly #settings: AnsweringSettings;
  readonly #setting: CallSetting;

  constructor(settings: AnsweringSettings, setting: CallSetting) {
    this.#settings = settings;
    this.#setting = setting;
  }

  /** Never throws. Resolves without a failure if the exchange has its outcome, or asks anew. */
  async run(): Promise<Failure | Again | undefined> {
    const { calibration, contextLimits, imagesMax, goOn } = this.#settings;
    const { exchange, attempt, session, profile } = this.#setting;
    const { model } = profile;
    await exchange.read(attempt, { images: model.takesImages ? imagesMax : 0, textBytes: TEXT_BYTES_MAX });
    if (!exchange.isCurrent(attempt) || this.#isRefusedForItsLength()) return undefined;
    const { images, notRead } = exchange.content;
    if (exchange.question.trim() === "" && images.length === 0) return "nothing-to-read";
    const goesOn = exchange.continued && toGoOn(exchange.continued, session.memory.budget, calibration);
    const question = goesOn ? goOn : withSpeaker(exchange.question, exchange.asker, session.shared);
    const ownTokens = calibration.estimate(model.name, question) + MESSAGE_OVERHEAD_TOKENS;
    const questionTokens = ownTokens + (goesOn?.tokens ?? 0);
    if (questionTokens > configuredRoom(profile, this.#settings)) return this.#tooLong;
    const startedAt = performance.now();
    const mayRecall = await this.#prepare();
    if (!exchange.isCurrent(attempt)) return undefined;
    const draft = new Draft({ ...this.#settings, ...this.#setting, questionTokens, goesOn: goesOn?.turn });
    exchange.draft = draft;
    if (mayRecall) this.#settings.observeRecall(performance.now() - startedAt);
    try {
      exchange.reply.begin(exchange.id, exchange.continued?.answer ?? "", notRead);
      await this.#stream(question, draft);
      contextLimits.taken(model.name, this.#sizeOf(draft));
      return this.#empty(draft.report.ending);
    } catch (error) {
      return exchange.isCurrent(attempt) ? this.#failed(error, draft) : undefined;
    } finally {
      this.#spend(draft);
    }
  }

  /** A call that was cut off has a cost too, though the provider says what only at the end of its stream. */
  #spend(draft: Draft): void {
    const { exchange, attempt, session } = this.#setting;
    const { usage, hasBegun } = draft.report;
    if (!usage && !hasBegun && !attempt.signal.aborted) return;
    const by = { userId: exchange.by, placeId: session.keeping.seen?.guildId ?? null };
    this.#settings.spent(by, usage ?? this.#estimatedCost(draft));
  }

  #estimatedCost(draft: Draft): Usage {
    const { variable, fixed } = this.#sizeOf(draft);
    const written = draft.text + draft.report.hidden;
    const outputTokens = this.#settings.calibration.estimate(this.#setting.profile.model.name, written);
    return { inputTokens: variable + fixed, outputTokens, cachedTokens: 0 };
  }

  /** Each message is measured alone: a burst is one question by chance only. */
  #isRefusedForItsLength(): boolean {
    const { questionMaxChars: limit } = this.#settings;
    const { exchange } = this.#setting;
    const characters = Math.max(...exchange.content.parts.map(({ text }) => text.length));
    if (characters > limit)
      exchange.end(exchange.failure("too-many-characters", { size: { characters, limit } }));
    return characters > limit;
  }

  /** Gets ready what may be recalled, if anything: the turns that the prompt has no room for as things stand. */
  async #prepare(): Promise<boolean> {
    const { exchange, attempt, session } = this.#setting;
    const { memory } = session;
    const older = () => memory.before(memory.preview().turns, exchange.replaces);
    if (memory.recallRoom(0) === 0 || older().length === 0) return false;
    await memory.recall.prepare(older, attempt.signal);
    return true;
  }

  /** @throws what the chain throws, what kept the turn from being stored, and AnswerCut when the answer is too long */
  async #stream(question: string, draft: Draft): Promise<void> {
    const { exchange, attempt, session, profile } = this.#setting;
    const { system, model } = profile;
    const { id: sessionId, shared } = session;
    const history = new TurnHistory(draft, shared, model.takesImages);
    const tags = exchange.continued ? ["continuation"] : [];
    const run = { sessionId, history, signal: attempt.signal, report: draft.report, tags };
    const images = model.takesImages ? exchange.content.images : [];
    const open = () => model.chain({ system, earlier: draft.prompt.told, question, images }, run);
    for await (const text of watched(open, attempt, this.#settings)) {
      if (text === "" || !exchange.isCurrent(attempt)) continue;
      exchange.reply.write(draft.add(text));
      if (draft.isFull) throw new AnswerCut("size");
    }
    if (history.error) throw history.error;
  }

  /** What becomes of the answer when its model call failed, or was cut off: what was shown may be kept. */
  #failed(error: unknown, draft: Draft): Failure | Again | undefined {
    const { log } = this.#settings;
    const { exchange } = this.#setting;
    const overflow = overflowOf(error);
    const ending = error instanceof AnswerCut ? error.ending : overflow && "length";
    const turn = ending && draft.keep(ending);
    if (turn) {
      exchange.end({ kind: "answered", turn });
      return undefined;
    }
    if (overflow) return this.#overflowed(overflow, draft);
    if (draft.prompt.hasImages && isImageRejection(error)) return this.#imagesRejected(error);
    const failure = failureOf(error);
    log.warn({ ...causeOf(error), ...this.#named }, failure);
    log.debug({ err: error, ...this.#named }, failure);
    return failure;
  }

  #empty(ending: Ending): Failure {
    const failure = emptiness[ending] ?? "empty-answer";
    if (this.#setting.exchange.isCurrent(this.#setting.attempt))
      this.#settings.log.warn({ ending, ...this.#named }, failure);
    return failure;
  }

  /** The model takes less: learns that. With turns before the question, a smaller prompt may do. */
  #overflowed(overflow: ContextOverflow, draft: Draft): Failure | "prompt-too-long" {
    const { contextLimits, log } = this.#settings;
    const { session, profile } = this.#setting;
    const model = profile.model.name;
    contextLimits.refused(model, this.#sizeOf(draft), overflow);
    const learned = contextLimits.of(model);
    log.warn({ model, ...overflow, learned, ...this.#named }, "the model takes less than HISTORY_TOKENS");
    if (draft.prompt.told !== "" || draft.sent.length > 0) return "prompt-too-long";
    session.memory.reopenWindow();
    return this.#tooLong;
  }

  /** By what the log names the question. */
  get #named(): { session: string; question: string } {
    return { session: this.#setting.session.id, question: this.#setting.exchange.questionId };
  }

  get #tooLong(): Failure {
    return this.#setting.exchange.continued ? "no-room" : "question-too-long";
  }

  /** Where only earlier turns showed images, the question is asked again without them. */
  #imagesRejected(error: unknown): Failure | "images-dropped" {
    const { log } = this.#settings;
    const { exchange, session } = this.#setting;
    log.warn({ ...causeOf(error), ...this.#named }, "images-rejected");
    session.memory.dropImages(session.memory.turns);
    return exchange.content.images.length > 0 ? "images-rejected" : "images-dropped";
  }

  #sizeOf({ prompt }: Draft): PromptSize {
    const { system, model } = this.#setting.profile;
    return { variable: prompt.tokens, fixed: this.#settings.calibration.estimate(model.name, system) };
  }
}
