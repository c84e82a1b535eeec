import type { QuestionPart } from "./question.ts";

/** Begins the id of a question that was written in no message of its own; no platform's id begins so. */
const WITH_ANSWER = "@";

/**
 * The id of a question that no message carries, as one that is asked by a command: what shows it is the first message
 * of its answer, and when that one is deleted, the question is.
 */
export function shownWithAnswer(id: string): string {
  return `${WITH_ANSWER}${id}`;
}

/** Whether a message of its own carries a part of a question. */
export function hasOwnMessage({ messageId }: QuestionPart): boolean {
  return !messageId.startsWith(WITH_ANSWER);
}

/** Whether a platform message shows a question, or a part of it. */
export function isShownBy(
  messageId: string,
  parts: readonly QuestionPart[],
  firstAnswerId: string | undefined,
): boolean {
  return parts.some((part) => messageId === (hasOwnMessage(part) ? part.messageId : firstAnswerId));
}
