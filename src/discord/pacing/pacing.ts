import { RESTEvents, type REST } from "discord.js";
import { LRUCache } from "lru-cache";
import { rateHeaders } from "./channel-limit.ts";
import { GlobalLimit } from "./global-limit.ts";
import { SendQueue } from "./send-queue.ts";

/** How many channels' rate limits are remembered at a time. */
const CHANNELS_MAX = 1_000;

/** Paces posts and edits in every channel, taught by the headers of the responses to them. */
export class Pacing {
  /** What all channels together may send. */
  readonly globalLimit: GlobalLimit;
  readonly #pacers = new LRUCache<string, Pacer>({ max: CHANNELS_MAX });

  /** @param share the part of what the bot may send that is for this process, from above 0 to 1 */
  constructor(rest: REST, share: number) {
    this.globalLimit = new GlobalLimit(share);
    rest.on(RESTEvents.Response, ({ method, path }, { headers }) => {
      const queue = this.#queueOf(method, path);
      const rate = rateHeaders(headers);
      if (queue && rate) queue.learn(rate);
    });
  }

  /** The pacer of a channel. */
  of(channelId: string): Pacer {
    const known = this.#pacers.get(channelId);
    if (known) return known;
    const { globalLimit } = this;
    const pacer: Pacer = {
      posts: new SendQueue(globalLimit, () => 0),
      edits: new SendQueue(globalLimit, () => pacer.streams),
      streams: 0,
    };
    this.#pacers.set(channelId, pacer);
    return pacer;
  }

  #queueOf(method: string, path: string): SendQueue | undefined {
    const [, channelId, messageId] = /^\/channels\/(\d+)\/messages(?:\/(\d+))?$/.exec(path) ?? [];
    const pacer = channelId === undefined ? undefined : this.#pacers.get(channelId);
    if (method === "POST" && !messageId) return pacer?.posts;
    return method === "PATCH" && messageId ? pacer?.edits : undefined;
  }
}

/** The pacing of one channel, shared by all answers there. */
export interface Pacer {
  readonly posts: SendQueue;
  readonly edits: SendQueue;
  /** How many answers are streaming in the channel: an edit is kept in reserve for the end of each. */
  streams: number;
}
