import type {
  Message,
  MessageContextMenuCommandInteraction,
  OmitPartialGroupDMChannel,
  PartialMessage,
} from "discord.js";
import type { Conversation } from "../chat/conversation.ts";
import type { Conversations } from "../chat/conversations.ts";
import type { Cut } from "../chat/store/session-store.ts";
import { answerIdsOf, type Turn } from "../chat/memory/turn.ts";
import type { ComponentTarget } from "./components.ts";
import { originOf, type Said } from "./said.ts";
import {
  addressAt,
  addressOf,
  channelGroup,
  dmGroup,
  type SessionAddress,
  type SessionScope,
} from "./session-address.ts";

/** Tells which session something is about, and which sessions may hold a message. */
export class SessionFinder {
  readonly #conversations: Conversations;
  readonly #scope: SessionScope;

  constructor(conversations: Conversations, scope: SessionScope) {
    this.#conversations = conversations;
    this.#scope = scope;
  }

  /**
   * Loads the session in which something is said, so that it can be acted on at once; undefined if that is not needed.
   * @throws {StoreAwayError} if the store is away
   */
  load(said: Said): Promise<unknown> | undefined {
    return this.#load(this.addressOf(said));
  }

  /** Loads the session that a button or menu is about. */
  loadComponent({ sessionId }: ComponentTarget): Promise<unknown> | undefined {
    return this.#load(addressOf(sessionId));
  }

  /** Loads the sessions that may hold a message. */
  loadHolders(message: AnyMessage): Promise<unknown> | undefined {
    return this.#conversations.loadGroup(groupOf(message), (id) => addressOf(id).shared);
  }

  /** Loads the sessions of the channel in which a command is used on a message. */
  loadAround(interaction: MessageContextMenuCommandInteraction): Promise<unknown> | undefined {
    const { group } = this.addressOf(interaction);
    return this.#conversations.loadGroup(group, (id) => addressOf(id).shared);
  }

  /** The session in which a message was written or a command is used; an empty one if it holds nothing. */
  of(said: Said): Conversation {
    return this.#open(this.addressOf(said));
  }

  /** The session that a button or menu is about; an empty one if it holds nothing any more. */
  ofComponent({ sessionId }: ComponentTarget): Conversation {
    return this.#open(addressOf(sessionId));
  }

  /**
   * When it was last told to forget in the session of what is said, and in that of the channel that its thread is in.
   * @throws {StoreAwayError} if the store is away
   */
  async cutsAround(said: Said, parentId: string | null): Promise<readonly Cut[]> {
    const origin = originOf(said);
    const around = parentId === null ? [] : [addressAt({ ...origin, channelId: parentId }, this.#scope)];
    const cuts: (Cut | undefined)[] = [];
    for (const address of [this.addressOf(said), ...around]) {
      await this.#load(address);
      cuts.push(this.#open(address).keeping.cut.latest);
    }
    return cuts.filter((cut) => cut !== undefined);
  }

  /** The session in which something is said, if it holds anything. */
  find(said: Said): Conversation | undefined {
    return this.#conversations.find(this.addressOf(said).id);
  }

  /** Whether a message is of the latest answer in the session in which another was written. */
  isLatestAnswer(messageId: string, { written }: { readonly written: Message }): boolean {
    const last = this.find(written)?.memory.last;
    return last !== undefined && answerIdsOf(last).includes(messageId);
  }

  /** The sessions that may hold a message: who wrote one that was deleted is not told. */
  mayHold(message: AnyMessage): readonly Conversation[] {
    return this.#conversations.inGroup(groupOf(message));
  }

  /** The turn whose answer a command's message is part of; it may be in another user's session. */
  turnOf(interaction: MessageContextMenuCommandInteraction): FoundTurn | undefined {
    for (const conversation of this.#conversations.inGroup(this.addressOf(interaction).group)) {
      const turn = conversation.memory.find((turn) => answerIdsOf(turn).includes(interaction.targetId));
      if (turn) return { conversation, turn };
    }
    return undefined;
  }

  /** The session in which something is said. */
  addressOf(said: Said): SessionAddress {
    return addressAt(originOf(said), this.#scope);
  }

  #load({ id, shared, group }: SessionAddress): Promise<unknown> | undefined {
    return this.#conversations.load(id, shared, group);
  }

  #open({ id, shared, group }: SessionAddress): Conversation {
    return this.#conversations.of(id, shared, group);
  }
}

function groupOf({ channel, channelId }: AnyMessage): string {
  return channel.isDMBased() ? dmGroup(channel.recipientId) : channelGroup(channelId);
}

/** A turn, and the session that remembers it. */
export interface FoundTurn {
  readonly conversation: Conversation;
  readonly turn: Turn;
}

/** A message of which only what an event told may be known. */
export type AnyMessage = OmitPartialGroupDMChannel<Message | PartialMessage>;
