import {
  MessageFlags,
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
} from "discord.js";
import type { Texts } from "../../i18n/index.ts";

/** Answers with a file, for the one who asked alone; with a sentence if it is larger than Discord takes. */
export function replyWithFile(
  interaction:
    ChatInputCommandInteraction | MessageComponentInteraction | MessageContextMenuCommandInteraction,
  { name, text, content = "" }: TextFile,
  texts: Texts,
): Promise<unknown> {
  const attachment = Buffer.from(text);
  const isTooLarge = attachment.length > interaction.attachmentSizeLimit;
  return interaction.reply({
    content: isTooLarge ? `${content}\n${texts.history.tooLarge}`.trim() : content,
    files: isTooLarge ? [] : [{ attachment, name }],
    flags: MessageFlags.Ephemeral,
  });
}

/** A text that goes out as a file. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
  /** What the message with it says. */
  readonly content?: string;
}
