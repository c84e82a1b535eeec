import type { Client, Message, SendableChannels } from "discord.js";
import type { Conversation } from "../../chat/conversation.ts";
import type { Conversations } from "../../chat/conversations.ts";
import type { LiveSession, Seen } from "../../chat/store/session-store.ts";
import type { Logger } from "../../log.ts";
import { isExpected } from "../errors.ts";
import type { Changes } from "../messages/edits-and-deletions.ts";
import { learnMember } from "../messages/member.ts";
import { addressOf } from "../session-address.ts";
import type { SessionFinder } from "../session-finder.ts";
import type { Leftovers } from "./leftovers.ts";
import { deletedIn, editedIn, firstIdAt, readBack } from "./reading.ts";

/** How many channels are read at once. */
const CHANNELS_AT_ONCE = 5;

/**
 * Makes up for what was said while the bot was away, in channels and DMs with a live session: what an earlier process
 * left unanswered is answered in its place, what was asked meanwhile is answered once, in order, and what was edited
 * or deleted is noticed as far as the channel is read.
 */
export class CatchUp {
  readonly #settings: CatchUpSettings;
  #listing: Promise<unknown> | undefined;
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(settings: CatchUpSettings) {
    this.#settings = settings;
  }

  /** Resolves when what is said in a channel from now on may be answered; undefined if that is at once. */
  before(channelId: string): Promise<unknown> | undefined {
    return this.#listing?.then(() => this.#underWay.get(channelId)) ?? this.#underWay.get(channelId);
  }

  /**
   * Makes up for the time until now; resolves when everything is asked.
   * @param isOurs whether what is said in a guild, or in DMs (null), is for this process
   */
  async run(isOurs: (guildId: string | null) => boolean): Promise<void> {
    if (this.#settings.catchUpMs === 0) return;
    const starting = this.#start(isOurs);
    this.#listing = starting.catch(() => undefined);
    try {
      const { work } = await starting;
      if (work.length > 0) this.#settings.log.info({ channels: work.length }, "catching up");
      await Promise.all(work);
    } catch (error) {
      this.#settings.log.error({ err: error }, "could not catch up");
    } finally {
      this.#listing = undefined;
    }
  }

  async #start(isOurs: (guildId: string | null) => boolean): Promise<{ work: readonly Promise<void>[] }> {
    const channels = await this.#list(isOurs);
    const readers = Array.from({ length: CHANNELS_AT_ONCE }, () => Promise.resolve());
    const work = channels.map((sessions, index) => {
      const channelId = sessions[0].seen.channelId;
      const read = (readers[index % CHANNELS_AT_ONCE] ?? Promise.resolve())
        .then(() => this.#channel(channelId, sessions))
        .finally(() => this.#underWay.delete(channelId));
      this.#underWay.set(channelId, read);
      return (readers[index % CHANNELS_AT_ONCE] = read);
    });
    this.#listing = undefined;
    return { work };
  }

  /** The live sessions by channel. */
  async #list(isOurs: (guildId: string | null) => boolean): Promise<readonly Channel[]> {
    const channels = new Map<string, Channel>();
    for await (const { seen, ...session } of this.#settings.conversations.live()) {
      if (!seen || !isOurs(seen.guildId)) continue;
      const [first, ...others] = channels.get(seen.channelId) ?? [];
      const live = { ...session, seen };
      channels.set(seen.channelId, first ? [first, ...others, live] : [live]);
    }
    return [...channels.values()];
  }

  /** Never rejects: a channel that cannot be read is worth one line. */
  async #channel(channelId: string, sessions: Channel): Promise<void> {
    const { client, log } = this.#settings;
    try {
      for (const { id, hasLeft } of sessions)
        if (hasLeft) this.#settings.leftovers.settleReached(await this.#load(id));
      const channel = await client.channels.fetch(channelId);
      if (!channel?.isSendable() || !isWorthReading(channel, sessions)) return;
      await this.#read(channel, sessions);
    } catch (error) {
      const level = isExpected(error) ? "debug" : "warn";
      log[level]({ err: error, channel: channelId }, "could not catch up in a channel");
    }
  }

  async #read(channel: SendableChannels, sessions: Channel): Promise<void> {
    const { catchUpMs, changes, leftovers, ask } = this.#settings;
    const read = await readBack(channel, firstIdAt(Date.now() - catchUpMs));
    for (const { id } of sessions) {
      const conversation = await this.#load(id);
      await changes.missed(channel, conversation, deletedIn(conversation, read));
    }
    for (const message of editedIn(read)) {
      await learnMember(message);
      await changes.edited(message, channel.client.user.id);
    }
    for (const { id } of sessions) await leftovers.settle(await this.#load(id), channel, read);
    for (const message of read.messages.values())
      if (await this.#isMissed(message, sessions)) await ask(message);
  }

  async #isMissed(message: Message, sessions: Channel): Promise<boolean> {
    const { id } = this.#settings.sessions.addressOf(message);
    if (message.author.bot || !sessions.some((session) => session.id === id)) return false;
    const { seen } = (await this.#load(id)).keeping;
    return seen !== undefined && BigInt(message.id) > BigInt(seen.messageId);
  }

  async #load(sessionId: string): Promise<Conversation> {
    const { id, shared, group } = addressOf(sessionId);
    const { conversations } = this.#settings;
    await conversations.load(id, shared, group);
    return conversations.of(id, shared, group);
  }
}

/** Nothing has to be read where nothing was left and nothing was written since. */
function isWorthReading({ lastMessageId }: SendableChannels, sessions: Channel): boolean {
  const isUnread = ({ seen }: Live) => !lastMessageId || BigInt(lastMessageId) > BigInt(seen.messageId);
  return sessions.some((session) => session.hasLeft || isUnread(session));
}

type Live = LiveSession & { readonly seen: Seen };

/** The live sessions of one channel. */
type Channel = readonly [Live, ...Live[]];

/** What catching up needs. */
export interface CatchUpSettings {
  readonly client: Client;
  readonly conversations: Conversations;
  readonly sessions: SessionFinder;
  readonly changes: Changes;
  readonly leftovers: Leftovers;
  /** How far back it goes, in milliseconds; 0 turns it off. */
  readonly catchUpMs: number;
  /**
   * Takes a message in that was missed, if it is addressed to the bot and has not been taken in already; resolves when
   * the next one may follow.
   */
  readonly ask: (message: Message) => Promise<void>;
  readonly log: Logger;
}
