import { MessageReferenceType, type Attachment, type Embed, type Message } from "discord.js";
import { quoted } from "../../chat/reports/markdown.ts";
import { oneLine, ownWords, speakerName } from "../../chat/speakers.ts";
import type { Texts } from "../../i18n/index.ts";
import { readable } from "./question.ts";

/** What stands in a message, in words and files. */
export interface Saying {
  readonly words: string;
  readonly files: readonly Attachment[];
}

/** What a message says beside what is written in it and the previews of its links: a poll, stickers, a forward. */
export function extrasOf(message: Message, { brought }: Texts): Saying {
  const { poll, stickers, messageSnapshots } = message;
  const question = poll?.question.text;
  const answers = poll?.answers.map(({ text }) => oneLine(text ?? "")) ?? [];
  const forwards = [...messageSnapshots.values()];
  return {
    words: lines([
      question ? ownWords(brought.poll(oneLine(question), answers.join(" / "))) : "",
      ...stickers.map(({ name }) => ownWords(brought.sticker(oneLine(name)))),
      ...forwards.map(({ content, embeds }) =>
        lines([brought.forwarded, quoted(contentWords(content, embeds))]),
      ),
    ]),
    files: forwards.flatMap(({ attachments }) => [...attachments.values()]),
  };
}

/** The id of the message that one replies to, if it does. */
export function repliedTo({ reference, system }: Message): string | undefined {
  if (system || reference?.type !== MessageReferenceType.Default) return undefined;
  return reference.messageId;
}

/** The message that another replies to, as far as Discord gives it; undefined if it does not show what stands there. */
export async function fetchQuote(message: Message, texts: Texts): Promise<Saying | undefined> {
  const original = await message.fetchReference().catch(() => undefined);
  return original && sayingOf(original, texts.brought.quote, texts);
}

/**
 * A message as it is told of in another; undefined if Discord does not show what stands there.
 * @param heading what stands above it, with its author's name
 */
export function sayingOf(
  message: Message,
  heading: (name: string) => string,
  texts: Texts,
): Saying | undefined {
  const { words, files } = wordsOf(message, texts);
  if (words === "" && files.length === 0) return undefined;
  return { words: lines([heading(authorOf(message)), quoted(words)]), files };
}

/** All that stands in a message, as far as Discord shows it. */
export function wordsOf(message: Message, texts: Texts): Saying {
  const { content, channel, embeds, attachments } = message;
  const extras = extrasOf(message, texts);
  return {
    words: lines([contentWords(readable(content, channel), embeds), extras.words]),
    files: [...attachments.values(), ...extras.files],
  };
}

/** Who wrote a message, as the model is told. */
export function authorOf({ author, member }: Message): string {
  return speakerName(member?.displayName ?? author.displayName, author.username);
}

function contentWords(content: string, embeds: readonly Embed[]): string {
  return ownWords(lines([content, ...embeds.map(embedWords)]));
}

function embedWords({ title, description, fields }: Embed): string {
  return lines([title ?? "", description ?? "", ...fields.map(({ name, value }) => `${name}: ${value}`)]);
}

/** Texts that are not empty, one below the other. */
export function lines(texts: readonly string[]): string {
  return texts.filter((text) => text.trim() !== "").join("\n");
}
