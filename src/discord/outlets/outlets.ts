import {
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
import { InteractionOutlet } from "./interaction-outlet.ts";
import type { Outlet } from "./outlet.ts";

/** Where the bot is no member, Discord takes so many messages by one interaction: the answer to it, and five more. */
const MESSAGES_MAX = 6;

/** Of how many messages it is known which token reaches them. */
const MESSAGES_KNOWN = 10_000;

/** Makes the outlets of answers, each paced together with all others that share its limits. */
export class Outlets {
  readonly #pacing: Pacing;
  readonly #lifeMs: number;
  readonly #owners: LRUCache<string, Outlet>;

  /**
   * @param share the part of what the bot may send that is for this process
   * @param lifeMs for how long what answers an interaction is written by its token, in milliseconds
   */
  constructor({ rest }: Client, share: number, lifeMs: number) {
    this.#pacing = new Pacing(rest, share);
    this.#lifeMs = lifeMs;
    this.#owners = new LRUCache({ max: MESSAGES_KNOWN, ttl: lifeMs, perf: performance });
  }

  /** Writes into a channel. */
  inChannel(channel: SendableChannels, replyTo?: Message): Outlet {
    return new ChannelOutlet(channel, this.#pacing.of(channel.id), replyTo);
  }

  /** Answers an interaction that asks something; for its user alone, if it says so. */
  answering(interaction: AskingInteraction, mayWrite: (channel: SendableChannels) => boolean): Outlet {
    const { channel } = interaction;
    const isOwn = isPrivate(interaction);
    const isReached =
      !isOwn && isMemberAt(interaction) && channel?.isSendable() === true && mayWrite(channel);
    const flags = isOwn ? [MessageFlags.Ephemeral as const] : [];
    return this.#by(interaction, {
      isPrivate: isOwn,
      originalId: undefined,
      acknowledge: () => interaction.deferReply({ flags }),
      beyond: isReached ? this.inChannel(channel) : undefined,
    });
  }

  /** Goes on in the message whose component was used, where the bot can write by tokens only. */
  clicked(interaction: MessageComponentInteraction, acknowledge: () => Promise<unknown>): Outlet {
    const { id, flags } = interaction.message;
    return this.#by(interaction, {
      isPrivate: flags.has(MessageFlags.Ephemeral),
      originalId: id,
      acknowledge,
      beyond: undefined,
    });
  }

  #by(interaction: AskingInteraction | MessageComponentInteraction, how: How): Outlet {
    const { webhook, token, channelId } = interaction;
    return new InteractionOutlet({
      ...how,
      channelId: channelId ?? "",
      webhook,
      pacer: this.#pacing.ofToken(token),
      lifeMs: this.#lifeMs,
      messagesMax: isMemberAt(interaction) ? Infinity : MESSAGES_MAX,
      ownerOf: (messageId) => this.#owners.get(messageId),
      onOwned: (messageId, outlet) => this.#owners.set(messageId, outlet),
    });
  }
}

type How = Pick<
  ConstructorParameters<typeof InteractionOutlet>[0],
  "isPrivate" | "originalId" | "acknowledge" | "beyond"
>;

/** What somebody can ask something with. */
export type AskingInteraction = ChatInputCommandInteraction | ModalSubmitInteraction;
