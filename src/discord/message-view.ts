import type { BaseMessageOptions } from "discord.js";
import type { Row } from "./components.ts";

const FILE_NAME = "answer.md";

/** Whether two views show the same. */
export function looksSame(one: MessageView | undefined, other: MessageView | undefined): boolean {
  if (one === other || !one || !other) return one === other;
  if (one.content !== other.content || one.file !== other.file) return false;
  return JSON.stringify(one.components) === JSON.stringify(other.components);
}

/** A view as discord.js sends it. */
export function payloadOf({ content, components, file }: MessageView): BaseMessageOptions {
  return {
    content,
    components,
    files: file === undefined ? [] : [{ attachment: Buffer.from(file), name: FILE_NAME }],
  };
}

/** How one message should look: those of an answer, and those of a command with pages. */
export interface MessageView {
  readonly content: string;
  readonly components: readonly Row[];
  /** A whole answer, attached as a file where it does not fit into its messages. */
  readonly file?: string;
}
