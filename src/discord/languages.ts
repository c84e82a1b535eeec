import { Locale as DiscordLocale, type Message } from "discord.js";
import { LRUCache } from "lru-cache";
import { textsFor, type Locale, type Texts } from "../i18n/index.ts";

/** Of how many people it is known which language their app has. */
const PEOPLE_MAX = 10_000;

/** Tells in which language a message is answered: Discord says with an interaction alone which its user's app has. */
export class Languages {
  readonly #fallback: Locale;
  readonly #tags = new LRUCache<string, string>({ max: PEOPLE_MAX });

  constructor(fallback: Locale) {
    this.#fallback = fallback;
  }

  /** Notes which language somebody's app has, as Discord names it. */
  note(userId: string, tag: string): void {
    this.#tags.set(userId, tag);
  }

  /** The author's last known language; else the one that the server has chosen; else the bot's own. */
  textsFor({ author, guild }: Pick<Message, "guild"> & { readonly author: { readonly id: string } }): Texts {
    const own = this.#tags.get(author.id);
    // Every server has this one until it chooses.
    const isChosen = guild && guild.preferredLocale !== DiscordLocale.EnglishUS;
    return textsFor(own ?? (isChosen ? guild.preferredLocale : this.#fallback), this.#fallback);
  }
}
