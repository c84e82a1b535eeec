import { isShownBy } from "./carried.ts";
import type { Images } from "./image.ts";
import type { Asker, QuestionPart } from "./question.ts";

/**
 * One question with its one answer: the unit that is stored, shown, forgotten, rewound and regenerated.
 * Flat, and with the common one-part question stored without a list, so that a turn takes
 * at most 420 bytes beside its text.
 */
export interface Turn {
  /**
   * When it was asked, in milliseconds since the epoch, made unique; for a question that another one overtook, when
   * that one's turn came. It increases across restarts too, so that a
   * button of an earlier process names no turn of this one.
   */
  readonly id: number;
  readonly asker: Asker;
  readonly question: string;
  /** The platform message that carries `question`; the answer replies to it. */
  readonly questionId: string;
  /** The messages of the same burst before it. */
  readonly earlier: readonly QuestionPart[] | undefined;
  /** Those of the question, as long as they are sent again. */
  images: Images | undefined;
  readonly answer: string;
  /** The first platform message that carries the answer, and those that follow it; set when they stand. */
  answerId: string | undefined;
  furtherAnswerIds: readonly string[] | undefined;
  readonly ending: Ending;
  readonly model: string;
  /** The system text that the prompt began with; a string that a session's turns share. */
  readonly system: string | undefined;
  /** What the turn takes in a prompt, question and answer together, counted once, when it is stored. */
  readonly tokens: number;
  /** What the model call cost, as the provider counted it; undefined where it reported nothing. */
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
  /** Of the input, those that the provider served from its prompt cache. */
  readonly cachedTokens: number | undefined;
  /** From the model call to the answer's first text, and to its end, in whole milliseconds. */
  readonly firstTokenMs: number;
  readonly totalMs: number;
  /** How far back the prompt went: `id - reach` is the first turn that it included; 0 if it included none. */
  readonly reach: number;
  /** The ids of turns from there on that it lacked all the same: they were forgotten then, and may have come back. */
  readonly lacked: readonly number[] | undefined;
  /** Which older turns were recalled for the prompt, as `packIds` writes them from `id` on; undefined if none. */
  readonly recalled: string | undefined;
  /** How much of the channel's talk the prompt held as context, in messages; undefined if none. */
  readonly talk: number | undefined;
  /** How many remembered turns the window included, and how many older ones it left out. */
  readonly included: number;
  readonly omitted: number;
}

/**
 * How an answer ended. It is whole, also where the model `refused` in words; or there was more to come: the asker
 * `stopped` it, the model ran out of room (`length`), the provider's filter cut it off (`filtered`), its stream
 * `broke` off without a reason, or it took longer (`time`) or grew larger (`size`) than Hippo lets it,
 * or the process ended (`interrupted`).
 */
export type Ending =
  "whole" | "refused" | "stopped" | "length" | "filtered" | "broke" | "time" | "size" | "interrupted";

/** Whether there was more of the answer to come. */
export function isPartial({ ending }: Pick<Turn, "ending">): boolean {
  return ending !== "whole" && ending !== "refused";
}

/** Whether an answer can go on where it ended: neither a person nor the provider's filter wanted it to end. */
export function canGoOn({ ending }: Pick<Turn, "ending">): boolean {
  return ending === "length" || ending === "broke" || ending === "time" || ending === "size";
}

/** What one model call cost, in tokens. */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedTokens: number;
}

/** The messages of a turn's question, in order. */
export function partsOf(turn: Turn): readonly QuestionPart[] {
  return [...(turn.earlier ?? []), { messageId: turn.questionId, text: turn.question }];
}

/** The platform messages that carry a turn's answer, in order. */
export function answerIdsOf({ answerId, furtherAnswerIds }: Turn): readonly string[] {
  return answerId === undefined ? [] : [answerId, ...(furtherAnswerIds ?? [])];
}

/** Notes the platform messages that carry a turn's answer. */
export function carryAnswer(turn: Turn, [first, ...further]: readonly string[]): void {
  turn.answerId = first;
  turn.furtherAnswerIds = further.length > 0 ? further : undefined;
}

/** Whether a platform message shows a turn's question, or a part of it. */
export function carriesQuestion(turn: Turn, messageId: string): boolean {
  return isShownBy(messageId, partsOf(turn), turn.answerId);
}

/** What a text takes in memory, in bytes: V8 keeps a string with any character beyond Latin-1 at two bytes a unit. */
export function stringBytes(text: string): number {
  return /[^\0-\xff]/.test(text) ? text.length * 2 : text.length;
}

/** What a turn holds beside its text, in bytes; measured by `npm run bench`. */
const TURN_OVERHEAD_BYTES = 420;

/** What a string takes beside its characters. */
const STRING_BYTES = 24;

/** What the record of what was recalled for a turn takes, in bytes. */
function recordBytes({ recalled }: Turn): number {
  return recalled === undefined ? 0 : STRING_BYTES + recalled.length;
}

/** How much memory a turn takes, in bytes. */
export function turnBytes(turn: Turn): number {
  return partsOf(turn).reduce(
    (bytes, part) => bytes + stringBytes(part.text),
    TURN_OVERHEAD_BYTES + stringBytes(turn.answer) + recordBytes(turn) + (turn.images?.bytes ?? 0),
  );
}
