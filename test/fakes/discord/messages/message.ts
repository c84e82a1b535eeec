import { ChannelType, MessageFlags, MessageType } from "discord.js";
import { buttonsOf, type FakeButton, type FakeComponent } from "../interactions/components.ts";
import type { FakeAttachment } from "../files/attachment.ts";
import type { FakeChannel, FakeUser, Json } from "../world/entities.ts";
import { snowflake } from "../world/snowflake.ts";

/** Whom a text names, and whom it notifies. */
export interface Mentions {
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly everyone: readonly string[];
}

/** A question with answers to choose from. */
export interface FakePoll {
  readonly question: string;
  readonly answers: readonly string[];
}

/** What a new message may be given besides where it stands and who wrote it. */
export interface MessageInit {
  id?: string;
  content?: string;
  components?: readonly FakeComponent[];
  embeds?: readonly Json[];
  attachments?: readonly FakeAttachment[];
  mentions?: Mentions;
  /** The message that it replies to, or that a system message is about. */
  reference?: FakeMessage | undefined;
  /** The message that it forwards. */
  forwards?: FakeMessage | undefined;
  poll?: FakePoll | undefined;
  /** Names of stickers. */
  stickers?: readonly string[];
  flags?: number;
  type?: MessageType;
  nonce?: string | number | undefined;
  /** Set when a webhook wrote it, an interaction's response among them. */
  webhookId?: string | undefined;
  interaction?: Json;
}

/** A message as it stands now; the same object through all its edits. */
export class FakeMessage {
  readonly id: string;
  readonly createdAt = performance.now();
  readonly channel: FakeChannel;
  readonly author: FakeUser;
  readonly type: MessageType;
  readonly reference: FakeMessage | undefined;
  readonly forwards: FakeMessage | undefined;
  readonly poll: FakePoll | undefined;
  readonly stickers: readonly string[];
  readonly nonce: string | number | undefined;
  readonly webhookId: string | undefined;
  readonly interaction: Json | undefined;
  /** Every text that it showed, oldest first, with the time from which it did. */
  readonly history: { readonly at: number; readonly content: string }[] = [];
  content: string;
  components: readonly FakeComponent[];
  embeds: readonly Json[];
  attachments: readonly FakeAttachment[];
  mentions: Mentions;
  flags: number;
  /** The thread that began with it. */
  thread?: FakeChannel;
  pinned = false;
  deleted = false;
  editedAt?: number;
  edits = 0;

  constructor(channel: FakeChannel, author: FakeUser, init: MessageInit = {}) {
    this.id = init.id ?? snowflake();
    this.channel = channel;
    this.author = author;
    this.content = init.content ?? "";
    this.components = init.components ?? [];
    this.embeds = init.embeds ?? [];
    this.attachments = init.attachments ?? [];
    this.mentions = init.mentions ?? { users: [], roles: [], everyone: [] };
    this.reference = init.reference;
    this.forwards = init.forwards;
    this.poll = init.poll;
    this.stickers = init.stickers ?? [];
    this.flags = (init.flags ?? 0) | (init.forwards ? MessageFlags.HasSnapshot : 0);
    this.type = init.type ?? (init.reference ? MessageType.Reply : MessageType.Default);
    this.nonce = init.nonce;
    this.webhookId = init.webhookId;
    this.interaction = init.interaction;
    this.remember();
  }

  get channelId(): string {
    return this.channel.id;
  }

  /** The message that this one replies to. */
  get referenceId(): string | undefined {
    return this.reference?.id;
  }

  /** Whether only the user of one interaction sees it. */
  get ephemeral(): boolean {
    return (this.flags & MessageFlags.Ephemeral) !== 0;
  }

  /** Whether it still says that the bot is thinking (a deferred response). */
  get loading(): boolean {
    return (this.flags & MessageFlags.Loading) !== 0;
  }

  get inDm(): boolean {
    return this.channel.type === ChannelType.DM;
  }

  /** Its buttons as they stand now. */
  get buttons(): FakeButton[] {
    return buttonsOf(this.components);
  }

  /** Counts an edit, after the new content has been set. Like Discord's, the times of two edits differ. */
  edited(): void {
    this.edits++;
    this.editedAt = Math.max(performance.now(), (this.editedAt ?? 0) + 1);
    this.remember();
  }

  /** Notes the text shown from now on. */
  remember(): void {
    this.history.push({ at: performance.now(), content: this.content });
  }
}
