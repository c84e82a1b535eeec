import {
  ApplicationCommandType,
  InteractionResponseType as Callback,
  InteractionType,
  MessageFlags,
  MessageType,
  PermissionFlagsBits,
} from "discord.js";
import { DiscordError, invalidForm } from "../rest/discord-error.ts";
import type { Json } from "../world/entities.ts";
import { checkLength } from "./components.ts";
import type { FakeInteraction } from "./interaction.ts";
import { interactionMetadata } from "./interaction-payload.ts";
import { checkModal, type FakeModal } from "./modal.ts";
import type { FakeMessage } from "../messages/message.ts";
import type { Posting, ResponseInit } from "../messages/posting.ts";
import type { LoggedRequest } from "../rest/request.ts";
import { permissionsOf } from "./where.ts";

/** Where the bot is no member, an interaction takes so many messages after the first one. */
const FOLLOW_UPS_BY_USER = 5;

interface CallbackData extends Json {
  readonly flags?: number;
  readonly choices?: Choices;
}

const COMPONENT_OR_COMMAND = [
  Callback.ChannelMessageWithSource,
  Callback.DeferredChannelMessageWithSource,
] as const;
const UPDATES = [Callback.DeferredMessageUpdate, Callback.UpdateMessage] as const;

function takes({ type, message }: FakeInteraction): readonly Callback[] {
  const updates = message ? UPDATES : [];
  switch (type) {
    case InteractionType.ApplicationCommand:
    case InteractionType.MessageComponent:
      return [...COMPONENT_OR_COMMAND, ...updates, Callback.Modal];
    case InteractionType.ModalSubmit:
      return [...COMPONENT_OR_COMMAND, ...updates];
    case InteractionType.ApplicationCommandAutocomplete:
      return [Callback.ApplicationCommandAutocompleteResult];
    case InteractionType.Ping:
      return [];
  }
}

/** Does what the bot answers interactions with. */
export class Responder {
  readonly #posting: Posting;
  /** The application is the webhook that answers. */
  readonly #webhookId: string;

  constructor(posting: Posting, applicationId: string) {
    this.#posting = posting;
    this.#webhookId = applicationId;
  }

  /** The first response. */
  respond(interaction: FakeInteraction, request: LoggedRequest): void {
    const { type, data = {} } = request.body as { readonly type: Callback; readonly data?: CallbackData };
    if (!takes(interaction).includes(type))
      throw invalidForm("type", "INTERACTION_CALLBACK_TYPE_INVALID", "Not a response to this interaction.");
    const { channel, message } = interaction;
    const flags = (data.flags ?? 0) | (forcedEphemeral(interaction) ? MessageFlags.Ephemeral : 0);
    const inner = { ...request, body: { ...data, flags } };
    const init = this.#init(interaction);
    if (type === Callback.ChannelMessageWithSource)
      interaction.response = this.#posting.create(channel, inner, init);
    if (type === Callback.DeferredChannelMessageWithSource)
      interaction.response = this.#posting.defer(channel, flags, init);
    if (type === Callback.UpdateMessage && message) this.#posting.edit(message, { ...request, body: data });
    if (type === Callback.Modal) interaction.modal = checkedModal(data);
    if (data.choices) interaction.choices = checkedChoices(data.choices);
    interaction.callback = type;
    interaction.acknowledgedAt = performance.now();
  }

  /** A message after the first response; the first one after a deferred response is that response. */
  followUp(interaction: FakeInteraction, request: LoggedRequest): FakeMessage {
    const { response, followUps, byUser, channel, original: reference } = interaction;
    if (response?.loading) return this.#posting.edit(response, request);
    if (byUser && followUps.length >= FOLLOW_UPS_BY_USER)
      throw new DiscordError(
        400,
        40094,
        "This interaction has reached the maximum number of follow-up messages",
      );
    const init = { ...this.#init(interaction), type: MessageType.Reply, reference };
    const message = this.#posting.create(channel, request, init);
    followUps.push(message);
    return message;
  }

  #init(interaction: FakeInteraction): ResponseInit {
    const { message, commandType } = interaction;
    const slash = commandType === ApplicationCommandType.ChatInput;
    const command = slash ? MessageType.ChatInputCommand : MessageType.ContextMenuCommand;
    return {
      webhookId: this.#webhookId,
      interaction: interactionMetadata(interaction),
      reference: message,
      type: message ? MessageType.Reply : command,
    };
  }
}

/** In a guild that does not want other apps, only the user sees what a user's own app answers. */
function forcedEphemeral(interaction: FakeInteraction): boolean {
  const { byUser, channel } = interaction;
  const allowed = permissionsOf(interaction) & PermissionFlagsBits.UseExternalApps;
  return byUser && channel.guild !== undefined && allowed === 0n;
}

function checkedModal(data: CallbackData): FakeModal {
  const modal = data as unknown as FakeModal;
  checkModal(modal);
  return modal;
}

type Choices = NonNullable<FakeInteraction["choices"]>;

function checkedChoices(choices: Choices): Choices {
  checkLength("data.choices", choices, 0, 25);
  for (const { name, value } of choices) {
    checkLength("data.choices.name", name, 1, 100);
    if (typeof value === "string") checkLength("data.choices.value", value, 1, 100);
  }
  return choices;
}
