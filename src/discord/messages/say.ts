import type { Message } from "discord.js";
import type { Texts } from "../../i18n/index.ts";
import { isReplyForbidden } from "../errors.ts";
import { excessText, type Excess, type Gate } from "../limits/gate.ts";
import type { Languages } from "../languages.ts";
import { isCall } from "../places/addressing.ts";
import { isHidden } from "../places/mention.ts";

/** Answers a message with a sentence: as a reply or, where that is forbidden, as a message of its own. */
export async function say(message: Message, content: string): Promise<void> {
  try {
    await message.reply({ content, failIfNotExists: false });
  } catch (error) {
    if (!isReplyForbidden(error) || !message.channel.isSendable()) throw error;
    await message.channel.send({ content });
  }
}

/** Answers a message that asks nothing, as far as Discord shows it, if its author turned to the bot with it. */
export async function sayHint(message: Message, botId: string, texts: Texts): Promise<void> {
  if (isCall(message, botId)) await say(message, isHidden(message, botId) ? texts.roleHint : texts.hint);
}

/** Tells the author of a message that they are over a limit, unless they have been told. */
export async function tellExcess(
  message: Message,
  excess: Excess,
  { gate, languages }: TellingSettings,
): Promise<void> {
  if (gate.isNews(excess, message.author.id))
    await say(message, excessText(excess, languages.textsFor(message)));
}

/** What telling of limits needs. */
export interface TellingSettings {
  readonly gate: Gate;
  readonly languages: Languages;
}
