import { RESTEvents, type REST } from "discord.js";
import { LRUCache } from "lru-cache";
import { rateHeaders } from "./channel-limit.ts";
import { GlobalLimit } from "./global-limit.ts";
import { SendQueue } from "./send-queue.ts";

const CHANNEL_MESSAGES = /^\/channels\/(\d+)\/messages(?:\/(\d+))?$/;
const TOKEN_MESSAGES = /^\/webhooks\/\d+\/([^/]+)(?:\/messages\/([^/]+))?$/;

/** How many channels' and tokens' rate limits are remembered at a time. */
const CHANNELS_MAX = 1_000;

/** Paces posts and edits in every channel and by every token, taught by the headers of the responses to them. */
export class Pacing {
  /** What all channels together may send. */
  readonly #globalLimit: GlobalLimit;
  readonly #pacers = new LRUCache<string, Pacer>({ max: CHANNELS_MAX });

  /** @param share the part of what the bot may send that is for this process, from above 0 to 1 */
  constructor(rest: REST, share: number) {
    this.#globalLimit = new GlobalLimit(share);
    rest.on(RESTEvents.Response, ({ method, path }, { headers }) => {
      const queue = this.#queueOf(method, path);
      const rate = rateHeaders(headers);
      if (queue && rate) queue.learn(rate);
    });
  }

  /** The pacer of a channel. */
  of(channelId: string): Pacer {
    return this.#pacer(channelId, this.#globalLimit);
  }

  /** The pacer of what an interaction's token writes: replies to interactions do not count towards the bot's limit. */
  ofToken(token: string): Pacer {
    return this.#pacer(token, new GlobalLimit());
  }

  #pacer(place: string, globalLimit: GlobalLimit): Pacer {
    const known = this.#pacers.get(place);
    if (known) return known;
    const pacer: Pacer = {
      globalLimit,
      posts: new SendQueue(globalLimit, () => 0),
      edits: new SendQueue(globalLimit, () => pacer.streams),
      streams: 0,
    };
    this.#pacers.set(place, pacer);
    return pacer;
  }

  #queueOf(method: string, path: string): SendQueue | undefined {
    const [, place, messageId] = CHANNEL_MESSAGES.exec(path) ?? TOKEN_MESSAGES.exec(path) ?? [];
    const pacer = place === undefined ? undefined : this.#pacers.get(place);
    if (method === "POST" && !messageId) return pacer?.posts;
    return method === "PATCH" && messageId ? pacer?.edits : undefined;
  }
}

/** The pacing of one channel, or of one interaction's token, shared by all answers there. */
export interface Pacer {
  readonly globalLimit: GlobalLimit;
  readonly posts: SendQueue;
  readonly edits: SendQueue;
  /** How many answers are streaming there: an edit is kept in reserve for the end of each. */
  streams: number;
}
