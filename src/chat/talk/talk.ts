import { spoken } from "../speakers.ts";

/** Something else that was said where a question was asked: it goes along as context, and is no part of memory. */
export interface TalkMessage {
  readonly messageId: string;
  /** When it was said, in milliseconds since the epoch. */
  readonly at: number;
  /** Who said it, as `speakerName` made it. */
  readonly speaker: string;
  readonly text: string;
}

const HEADING =
  "#Said in this channel before the question, and not to you (for context only; each line begins with its time and speaker):";

/** By how much a message that is too large is cut, until it fits. */
const CUT = 0.8;

const lineBreaks = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

/** Talk as a prompt tells of it before its question; empty for none. */
export function talkText(talk: readonly TalkMessage[]): string {
  return talk.length === 0 ? "" : `${HEADING}\n${talk.map(talkLine).join("\n")}\n\n`;
}

/**
 * The newest talk that fits into `room` tokens together with its heading, oldest first. Messages are whole, but for one
 * that alone is larger: of that it is the beginning.
 */
export function fittingTalk(
  talk: readonly TalkMessage[],
  room: number,
  tokensOf: (text: string) => number,
): readonly TalkMessage[] {
  let left = room - tokensOf(`${HEADING}\n\n`);
  const fitting: TalkMessage[] = [];
  for (const message of [...talk].reverse()) {
    const tokens = tokensOf(talkLine(message)) + 1;
    if (tokens > left) return fitting.length > 0 ? fitting : beginningOf(message, left, tokensOf);
    left -= tokens;
    fitting.unshift(message);
  }
  return fitting;
}

/** Only a speaker begins a line: what was said goes on indented. */
function talkLine({ at, speaker, text }: TalkMessage): string {
  const time = new Date(at).toISOString().slice(0, 16).replace("T", " ");
  return `[${time}] ${spoken(speaker, text).replace(lineBreaks, "\n  ")}`;
}

/** As much of a message as fits, by steps: tokens are not spread evenly over a text. */
function beginningOf(
  message: TalkMessage,
  room: number,
  tokensOf: (text: string) => number,
): readonly TalkMessage[] {
  for (let length = message.text.length; length > 0; length = Math.floor(length * CUT)) {
    // A surrogate pair is not cut.
    const text = message.text.slice(0, length).replace(/[\ud800-\udbff]$/, "");
    const beginning = { ...message, text: `${text}…` };
    if (tokensOf(talkLine(beginning)) + 1 <= room) return [beginning];
  }
  return [];
}
