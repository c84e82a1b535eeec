import {
  InteractionWebhook,
  MessageFlags,
  type ChatInputCommandInteraction,
  type Client,
  type Message,
  type MessageComponentInteraction,
  type ModalSubmitInteraction,
  type SendableChannels,
} from "discord.js";
import { LRUCache } from "lru-cache";
import { Pacing } from "../pacing/pacing.ts";
import { isMemberAt, isPrivate } from "../said.ts";
import { ChannelOutlet } from "./channel-outlet.ts";
import { InteractionOutlet, type InteractionOutletSettings } from "./interaction-outlet.ts";
import type { Outlet } from "./outlet.ts";
import { keyOf } from "./token-key.ts";

/** Where the bot is no member, Discord takes so many messages by one interaction: the answer to it, and five more. */
const MESSAGES_MAX = 6;

/** Of how many messages it is known which token reaches them. */
const MESSAGES_KNOWN = 10_000;

/** Makes the outlets of answers, each paced together with all others that share its limits. */
export class Outlets {
  readonly #client: Client;
  readonly #pacing: Pacing;
  readonly #lifeMs: number;
  readonly #acknowledged = new WeakMap<AskingInteraction, Promise<unknown>>();
  readonly #owners: LRUCache<string, Outlet>;

  /**
   * @param share the part of what the bot may send that is for this process
   * @param lifeMs for how long what answers an interaction is written by its token, in milliseconds
   */
  constructor(client: Client, share: number, lifeMs: number) {
    this.#client = client;
    this.#pacing = new Pacing(client.rest, share);
    this.#lifeMs = lifeMs;
    this.#owners = new LRUCache({ max: MESSAGES_KNOWN, ttl: lifeMs, perf: performance });
  }

  /** Writes into a channel. */
  inChannel(channel: SendableChannels, replyTo?: Message): Outlet {
    return new ChannelOutlet(channel, this.#pacing.of(channel.id), replyTo);
  }

  /** Tells Discord that what an interaction asks is being answered; once, however often it is told to. */
  async acknowledge(interaction: AskingInteraction): Promise<void> {
    const flags = isPrivate(interaction) ? [MessageFlags.Ephemeral as const] : [];
    const known = this.#acknowledged.get(interaction) ?? interaction.deferReply({ flags });
    this.#acknowledged.set(interaction, known);
    try {
      await known;
    } catch (error) {
      this.#acknowledged.delete(interaction);
      throw error;
    }
  }

  /** Answers an interaction that asks something; for its user alone, if it says so. */
  answering(interaction: AskingInteraction, mayWrite: (channel: SendableChannels) => boolean): Outlet {
    const { channel } = interaction;
    const isOwn = isPrivate(interaction);
    const isReached =
      !isOwn && isMemberAt(interaction) && channel?.isSendable() === true && mayWrite(channel);
    return this.#by(interaction, {
      isPrivate: isOwn,
      originalId: undefined,
      own: [],
      acknowledge: () => this.acknowledge(interaction),
      beyond: isReached ? this.inChannel(channel) : undefined,
    });
  }

  /** Goes on in the message whose component was used, where the bot can write by tokens only. */
  clicked(interaction: MessageComponentInteraction, acknowledge: () => Promise<unknown>): Outlet {
    const { id, flags } = interaction.message;
    return this.#by(interaction, {
      isPrivate: flags.has(MessageFlags.Ephemeral),
      originalId: id,
      own: [id],
      acknowledge,
      beyond: undefined,
    });
  }

  /** Goes on in the reply to an interaction that another process began; undefined if its time is over. */
  reachedBy(text: string): Outlet | undefined {
    const key = keyOf(text);
    const { application } = this.#client;
    if (!key || !application) return undefined;
    const { endsAt, messagesMax, ...rest } = key;
    return this.#make({
      ...rest,
      webhook: new InteractionWebhook(application.client, application.id, key.token),
      lifeMs: Math.min(this.#lifeMs, endsAt - Date.now()),
      messagesMax: messagesMax ?? Infinity,
      acknowledge: () => Promise.resolve(),
      beyond: undefined,
    });
  }

  #by(interaction: AskingInteraction | MessageComponentInteraction, how: How): Outlet {
    const { webhook, channelId } = interaction;
    const messagesMax = isMemberAt(interaction) ? Infinity : MESSAGES_MAX;
    return this.#make({ ...how, channelId: channelId ?? "", webhook, lifeMs: this.#lifeMs, messagesMax });
  }

  #make(settings: Omit<InteractionOutletSettings, "pacer" | "ownerOf" | "onOwned">): Outlet {
    return new InteractionOutlet({
      ...settings,
      pacer: this.#pacing.ofToken(settings.webhook.token),
      ownerOf: (messageId) => this.#owners.get(messageId),
      onOwned: (messageId, outlet) => this.#owners.set(messageId, outlet),
    });
  }
}

type How = Pick<InteractionOutletSettings, "isPrivate" | "originalId" | "own" | "acknowledge" | "beyond">;

/** What somebody can ask something with. */
export type AskingInteraction = ChatInputCommandInteraction | ModalSubmitInteraction;
