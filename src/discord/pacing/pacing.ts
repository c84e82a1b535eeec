import { RESTEvents, type REST } from "discord.js";
import { LRUCache } from "lru-cache";
import { rateHeaders } from "./channel-limit.ts";
import { Governor } from "./global-limit.ts";
import { Lane } from "./send-queue.ts";

/** How many channels' rate limits are remembered at a time. */
const CHANNELS_MAX = 1_000;

/** The pacing of one channel, shared by all answers there. */
export interface Pacer {
  readonly posts: Lane;
  readonly edits: Lane;
  /** How many answers are streaming in the channel: an edit is kept in reserve for the end of each. */
  streams: number;
}

/** Paces posts and edits in every channel, taught by the headers of the responses to them. */
export class Pacing {
  /** What all channels together may send. */
  readonly governor = new Governor();
  readonly #pacers = new LRUCache<string, Pacer>({ max: CHANNELS_MAX });

  constructor(rest: REST) {
    rest.on(RESTEvents.Response, ({ method, path }, { headers }) => {
      const lane = this.#laneOf(method, path);
      const rate = rateHeaders(headers);
      if (lane && rate) lane.learn(rate);
    });
  }

  /** The pacer of a channel. */
  of(channelId: string): Pacer {
    const known = this.#pacers.get(channelId);
    if (known) return known;
    const { governor } = this;
    const pacer: Pacer = {
      posts: new Lane(governor, () => 0),
      edits: new Lane(governor, () => pacer.streams),
      streams: 0,
    };
    this.#pacers.set(channelId, pacer);
    return pacer;
  }

  #laneOf(method: string, path: string): Lane | undefined {
    const [, channelId, messageId] = /^\/channels\/(\d+)\/messages(?:\/(\d+))?$/.exec(path) ?? [];
    const pacer = channelId === undefined ? undefined : this.#pacers.get(channelId);
    if (method === "POST" && !messageId) return pacer?.posts;
    return method === "PATCH" && messageId ? pacer?.edits : undefined;
  }
}
