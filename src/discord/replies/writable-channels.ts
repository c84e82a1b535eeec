import { PermissionFlagsBits, type SendableChannels } from "discord.js";
import { LRUCache } from "lru-cache";

/** How long a channel that refused a message is left alone, unless permissions change before, in milliseconds. */
const REFUSAL_MS = 180_000;

const CHANNELS_MAX = 1_000;

/** Where the bot may write, as far as its permissions are known, and as far as no message of it was refused lately. */
export class WritableChannels {
  readonly #refused = new LRUCache<string, true>({ max: CHANNELS_MAX, ttl: REFUSAL_MS, perf: performance });

  has(channel: SendableChannels): boolean {
    return !this.#refused.has(channel.id) && isAllowed(channel);
  }

  /** A channel refused a message for want of a permission. */
  refused(channelId: string): void {
    this.#refused.set(channelId, true);
  }

  /** What was refused before may be allowed by this time. */
  forgetRefusals(): void {
    this.#refused.clear();
  }
}

/** What is not known is taken to be allowed. */
function isAllowed(channel: SendableChannels): boolean {
  if (channel.isDMBased()) return true;
  const { me } = channel.guild.members;
  const permissions = me && channel.permissionsFor(me);
  if (!permissions) return true;
  const { ViewChannel, SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
  const isMuted = me.isCommunicationDisabled();
  return (
    !isMuted && permissions.has([ViewChannel, channel.isThread() ? SendMessagesInThreads : SendMessages])
  );
}
