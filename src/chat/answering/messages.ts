import { AIMessage, HumanMessage, type BaseMessage } from "@langchain/core/messages";
import type { Image } from "../memory/image.ts";
import { partsOf, type Turn } from "../memory/turn.ts";
import { ownWords, spoken, withoutHeadings } from "../speakers.ts";
import { questionOf, type Asker } from "../memory/question.ts";

const lineBreaks = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

/** A question as the model reads it: where several people share the session, it begins with who speaks. */
export function withSpeaker(question: string, asker: Asker, shared: boolean): string {
  return shared ? spoken(asker.name, question) : question;
}

/** A stored turn as the prompt's messages, for a model that may take no images. */
export function messagesOf(turn: Turn, shared: boolean, takesImages = true): BaseMessage[] {
  const question = withSpeaker(questionOf(partsOf(turn)), turn.asker, shared);
  const images = takesImages ? (turn.images?.all ?? []) : [];
  const shown = images.map((image) => ({ type: "image_url", image_url: { url: dataUrl(image) } }));
  const content = images.length > 0 ? [{ type: "text", text: question }, ...shown] : question;
  return [new HumanMessage({ content }), new AIMessage(turn.answer)];
}

/** An image as models' APIs take it: Discord's links expire, so it goes along itself. */
export function dataUrl({ mediaType, bytes }: Image): string {
  return `data:${mediaType};base64,${bytes.toString("base64")}`;
}

/** Recalled turns as a prompt tells of them before its question, each with its date and speakers; empty for none. */
export function earlierText(turns: readonly Turn[], shared: boolean): string {
  if (turns.length === 0) return "";
  return `#Earlier in this conversation:\n${turns.map((turn) => recalledText(turn, shared)).join("\n")}\n\n`;
}

/**
 * A turn as it is recalled. Only its own speakers begin a line: what they said goes on indented. The answer stands in
 * a message of the asker's here, so that nothing in it may look like a speaker's heading either.
 */
export function recalledText(turn: Turn, shared: boolean): string {
  const date = new Date(turn.id).toISOString().slice(0, 10);
  const question = questionOf(partsOf(turn));
  const asked = shared ? spoken(turn.asker.name, question) : `User: ${question}`;
  const answer = shared ? ownWords(withoutHeadings(turn.answer)) : turn.answer;
  return [`[${date}] ${indented(asked)}`, `Assistant: ${indented(answer)}`].join("\n");
}

function indented(text: string): string {
  return text.replace(lineBreaks, "\n  ");
}
