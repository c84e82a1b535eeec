import type { AnyThreadChannel, Message } from "discord.js";
import { LRUCache } from "lru-cache";
import type { Logger } from "../../log.ts";
import { within } from "../../within.ts";
import { isExpected, isGone } from "../errors.ts";
import { mentionsBot } from "./mention.ts";

/** Of how many threads it is known how they began. */
const THREADS_MAX = 10_000;

/** How many of a thread's first messages are read: the very first may be Discord's own. */
const FIRST = 5;

/** How long what is said in a thread waits until it is known how that began, in milliseconds. */
const PATIENCE_MS = 3_000;

/** Knows which threads began with the bot, as far as anything was said in them. */
export class ThreadOpenings {
  readonly #log: Logger;
  readonly #known = new LRUCache<string, boolean>({ max: THREADS_MAX });
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Resolves when it is known how a thread began, if that is being found out. */
  underWay(threadId: string): Promise<void> | undefined {
    return this.#underWay.get(threadId);
  }

  /** Whether a thread is known to have begun with the bot. */
  isOurs(threadId: string): boolean {
    return this.#known.get(threadId) === true;
  }

  /** Finds out how a thread began; undefined if that is known. Never rejects. */
  learn(thread: AnyThreadChannel, botId: string): Promise<void> | undefined {
    const { id } = thread;
    if (this.#known.has(id)) return undefined;
    const learning = this.underWay(id) ?? this.#learn(thread, botId).finally(() => this.#underWay.delete(id));
    this.#underWay.set(id, learning);
    return learning;
  }

  async #learn(thread: AnyThreadChannel, botId: string): Promise<void> {
    const { id } = thread;
    try {
      const isOurs = await within(PATIENCE_MS, beganWith(thread, botId));
      if (isOurs === undefined) this.#log.warn({ thread: id }, "how a thread began took too long to read");
      else this.#known.set(id, isOurs);
    } catch (error) {
      const level = isExpected(error) ? "warn" : "error";
      this.#log[level]({ err: error, thread: id }, "could not read how a thread began");
    }
  }
}

/** The message that a thread was opened on, or with which a post begins; undefined if there is none any more. */
export async function fetchStarter(thread: AnyThreadChannel): Promise<Message | undefined> {
  try {
    return (await thread.fetchStarterMessage({ cache: false })) ?? undefined;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Whether a thread was opened on a message by the bot or to it, or begins with a message to it. */
async function beganWith(thread: AnyThreadChannel, botId: string): Promise<boolean> {
  const [starter, first] = await Promise.all([fetchStarter(thread), fetchFirst(thread)]);
  const isToUs = (message: Message | undefined) =>
    message !== undefined && !message.author.bot && mentionsBot(message, botId);
  return starter?.author.id === botId || isToUs(starter) || isToUs(first);
}

/** The first message in a thread; a post's is its starter. */
async function fetchFirst(thread: AnyThreadChannel): Promise<Message | undefined> {
  if (thread.parent?.isThreadOnly()) return undefined;
  const found = await thread.messages.fetch({ after: thread.id, limit: FIRST, cache: false });
  return [...found.values()].reverse().find(({ system }) => !system);
}
