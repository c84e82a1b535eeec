import type { ClientEvents, Events } from "discord.js";
import type { Conversations } from "../../chat/conversations.ts";

/** Ends what is being asked where there is nobody left to be shown an answer. */
export class GonePlaces {
  readonly #conversations: Conversations;

  constructor(conversations: Conversations) {
    this.#conversations = conversations;
  }

  /** A channel or a thread was deleted. Of a channel's threads Discord does not tell, though they go with it. */
  channelGone(channel: ClientEvents[Events.ChannelDelete | Events.ThreadDelete][0]): void {
    const threads = "threads" in channel ? channel.threads.cache : undefined;
    this.#end(({ channelId }) => channelId === channel.id || threads?.has(channelId) === true);
  }

  /** The bot was removed from a server, or that was deleted. One that an outage hides comes back. */
  guildGone({ id }: ClientEvents[Events.GuildDelete][0]): void {
    this.#end(({ guildId }) => guildId === id);
  }

  #end(isIn: (seen: Place) => boolean): void {
    for (const { keeping, messages } of this.#conversations.busy)
      if (keeping.seen && isIn(keeping.seen)) messages.placeGone();
  }
}

/** Where the message stands that a session took in last. */
interface Place {
  readonly channelId: string;
  /** Null in a DM. */
  readonly guildId: string | null;
}
