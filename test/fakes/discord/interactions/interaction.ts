import { randomBytes } from "node:crypto";
import { InteractionResponseType, type ApplicationCommandType, type InteractionType } from "discord.js";
import type { FakeChannel, FakeUser } from "../world/entities.ts";
import type { FakeModal } from "./modal.ts";
import type { FakeMessage } from "../messages/message.ts";
import type { Truthy } from "../../watch.ts";
import { snowflake } from "../world/snowflake.ts";

/** What is particular to one use of a command or component. */
export interface InteractionExtra {
  /** The member's permissions in this channel; an ordinary member's by default. */
  readonly permissions?: bigint;
  /** The language of the user's app, in place of the user's own. */
  readonly locale?: string;
  /** Who installed the app that is used: the guild wherever the bot is a member, the user elsewhere. */
  readonly installedBy?: "guild" | "user";
  /** Fields that the payload lacks, as other servers leave them out. */
  readonly without?: readonly string[];
}

/** Where an interaction comes from. */
export interface InteractionOrigin {
  readonly type: InteractionType;
  readonly channel: FakeChannel;
  readonly user: FakeUser;
  /** The message whose component was used. */
  readonly message?: FakeMessage;
  readonly commandType?: ApplicationCommandType;
  readonly extra: InteractionExtra;
}

/** Waits until a probe finds something. */
export type Until = <T>(probe: () => T, what: string) => Promise<Truthy<T>>;

/** One use of a command, a button or a menu, and what the bot made of it. */
export class FakeInteraction implements InteractionOrigin {
  readonly id = snowflake();
  readonly token = randomBytes(24).toString("base64url");
  readonly createdAt = performance.now();
  readonly type: InteractionType;
  readonly channel: FakeChannel;
  readonly user: FakeUser;
  readonly message?: FakeMessage;
  readonly commandType?: ApplicationCommandType;
  readonly extra: InteractionExtra;
  readonly #until: Until;
  /** What came after the first response. */
  readonly followUps: FakeMessage[] = [];
  /** The first response, once there is one; it may still say that the bot is thinking. */
  response?: FakeMessage;
  /** The suggestions that an autocomplete was given. */
  choices?: readonly { readonly name: string; readonly value: string | number }[];
  /** The modal that it was answered with. */
  modal?: FakeModal;
  callback?: InteractionResponseType;
  acknowledgedAt?: number;
  #expired = false;

  constructor(origin: InteractionOrigin, until: Until) {
    this.type = origin.type;
    this.channel = origin.channel;
    this.user = origin.user;
    this.extra = origin.extra;
    if (origin.message) this.message = origin.message;
    if (origin.commandType) this.commandType = origin.commandType;
    this.#until = until;
  }

  /** Whether the app was installed by a user, and is used where it may be no member. */
  get byUser(): boolean {
    const { guild, recipients } = this.channel;
    const installed = guild ? guild.hasBot : recipients?.length === 1;
    return this.extra.installedBy === "user" || !installed;
  }

  get acknowledged(): boolean {
    return this.callback !== undefined;
  }

  /** How long the user saw no reaction at all. */
  get acknowledgedAfterMs(): number | undefined {
    return this.acknowledgedAt === undefined ? undefined : this.acknowledgedAt - this.createdAt;
  }

  /** Whether its token is no longer good for anything, as 15 minutes after it began. */
  get expired(): boolean {
    return this.#expired;
  }

  /** Makes its token too old. */
  expire(): void {
    this.#expired = true;
  }

  /** What `@original` is: the response, or the message whose component was used. */
  get original(): FakeMessage | undefined {
    return this.updatesMessage ? this.message : this.response;
  }

  /** Whether the bot answered by changing (now or later) the message whose component was used. */
  get updatesMessage(): boolean {
    return (
      this.callback === InteractionResponseType.UpdateMessage ||
      this.callback === InteractionResponseType.DeferredMessageUpdate
    );
  }

  /**
   * The first response once it shows something: a message, a deferred one that has been filled in, or, where the
   * bot answered by updating it, the message whose component was used (at once if that update is deferred).
   */
  reply(): Promise<FakeMessage> {
    return this.#until(
      () => (this.original?.loading ? undefined : this.original),
      "the reply to an interaction",
    );
  }

  /** The modal that the bot answers with. */
  opened(): Promise<FakeModal> {
    return this.#until(() => this.modal, "the modal of an interaction");
  }
}
