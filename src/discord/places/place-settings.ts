/** Where the bot listens beyond DMs and mentions. */
export interface PlaceSettings {
  /** Ids of channels, or of their categories, in which every message is answered; threads count as their channel. */
  readonly replyChannels: readonly string[];
  /** Whether a thread that began with the bot goes on without mentions. */
  readonly threadsWithoutMention: boolean;
  /** How many of a channel's newest messages a question brings along as context. */
  readonly channelContext: number;
}

const reasons = {
  REPLY_CHANNELS: ({ replyChannels }: PlaceSettings) => replyChannels.length > 0,
  THREADS_WITHOUT_MENTION: ({ threadsWithoutMention }: PlaceSettings) => threadsWithoutMention,
  CHANNEL_CONTEXT: ({ channelContext }: PlaceSettings) => channelContext > 0,
};

/**
 * The variables that are set and make the bot read what is not addressed to it by name: Discord gives that with its
 * privileged intent for message contents only. Where there are none, the intent is not asked for.
 */
export function contentReasons(settings: PlaceSettings): readonly string[] {
  return Object.entries(reasons).flatMap(([name, isSet]) => (isSet(settings) ? name : []));
}

/** All variables that need that intent. */
export const NEEDING_CONTENT = Object.keys(reasons).join(", ");

/** What an operator does to get that intent. */
export const HOW_TO_GET_CONTENT =
  "switch it on on the Bot page of https://discord.com/developers/applications (large bots must apply to Discord for it)";
