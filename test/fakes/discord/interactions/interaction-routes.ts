import {
  ApplicationCommandType,
  InteractionResponseType as Callback,
  InteractionType,
  MessageType,
} from "discord.js";
import { DiscordError, invalidForm } from "../rest/discord-error.ts";
import type { Json } from "../world/entities.ts";
import type { FakeInteraction } from "./interaction.ts";
import { interactionMetadata } from "./interaction-payload.ts";
import type { Interactions } from "./interactions.ts";
import type { FakeMessage } from "../messages/message.ts";
import { messagePayload, type MessageContext } from "../messages/message-payload.ts";
import type { Posting, ResponseInit } from "../messages/posting.ts";
import type { LoggedRequest } from "../rest/request.ts";
import type { Router } from "../rest/router.ts";

const FIRST_RESPONSE_MS = 3000;

interface CallbackBody {
  readonly type: Callback;
  readonly data?: Json & { readonly flags?: number; readonly choices?: FakeInteraction["choices"] };
}

const TAKES: Readonly<Partial<Record<InteractionType, readonly Callback[]>>> = {
  [InteractionType.ApplicationCommand]: [
    Callback.ChannelMessageWithSource,
    Callback.DeferredChannelMessageWithSource,
  ],
  [InteractionType.ApplicationCommandAutocomplete]: [Callback.ApplicationCommandAutocompleteResult],
  [InteractionType.MessageComponent]: [
    Callback.ChannelMessageWithSource,
    Callback.DeferredChannelMessageWithSource,
    Callback.DeferredMessageUpdate,
    Callback.UpdateMessage,
  ],
};

/** The routes by which the bot answers interactions. */
export function addInteractionRoutes(
  router: Router,
  interactions: Interactions,
  posting: Posting,
  context: () => MessageContext,
): void {
  const find = (token: string): FakeInteraction => acknowledged(interactions, token);
  const payload = (message: FakeMessage): Json => messagePayload(message, context());
  const webhook = "/webhooks/:application/:token";

  router.on("POST", "/interactions/:id/:token/callback", (request, id, token) => {
    const interaction = fresh(interactions, id, token);
    respond(interaction, request, posting, context().applicationId);
    return request.query.with_response === "true" ? callbackResponse(interaction, payload) : undefined;
  });
  router.on("POST", webhook, (request, _application, token) =>
    payload(followUp(find(token), request, posting, context().applicationId)),
  );
  router.on("GET", `${webhook}/messages/:message`, (_request, _application, token, id) =>
    payload(messageOf(find(token), id)),
  );
  router.on("PATCH", `${webhook}/messages/:message`, (request, _application, token, id) =>
    payload(posting.edit(messageOf(find(token), id), request)),
  );
  router.on("DELETE", `${webhook}/messages/:message`, (_request, _application, token, id) => {
    posting.remove(messageOf(find(token), id));
  });
}

function fresh(interactions: Interactions, id: string, token: string): FakeInteraction {
  const interaction = interactions.all.find((candidate) => candidate.id === id && candidate.token === token);
  if (interaction?.acknowledged)
    throw new DiscordError(400, 40060, "Interaction has already been acknowledged.");
  if (!interaction || interaction.expired || performance.now() - interaction.createdAt > FIRST_RESPONSE_MS)
    throw new DiscordError(404, 10062, "Unknown interaction");
  return interaction;
}

function acknowledged(interactions: Interactions, token: string): FakeInteraction {
  const interaction = interactions.all.find((candidate) => candidate.token === token);
  if (!interaction?.acknowledged) throw new DiscordError(404, 10015, "Unknown Webhook");
  if (interaction.expired) throw new DiscordError(401, 50027, "Invalid Webhook Token");
  return interaction;
}

function respond(
  interaction: FakeInteraction,
  request: LoggedRequest,
  posting: Posting,
  webhookId: string,
): void {
  const { type, data = {} } = request.body as CallbackBody;
  if (!TAKES[interaction.type]?.includes(type))
    throw invalidForm(
      "type",
      "INTERACTION_CALLBACK_TYPE_INVALID",
      "Not a response to this kind of interaction.",
    );
  const inner = { ...request, body: data };
  const init = responseInit(interaction, webhookId);
  if (type === Callback.ChannelMessageWithSource)
    interaction.response = posting.create(interaction.channel, inner, init);
  if (type === Callback.DeferredChannelMessageWithSource)
    interaction.response = posting.defer(interaction.channel, data.flags ?? 0, init);
  if (type === Callback.UpdateMessage && interaction.message) posting.edit(interaction.message, inner);
  if (data.choices) interaction.choices = data.choices;
  interaction.callback = type;
  interaction.acknowledgedAt = performance.now();
}

function followUp(
  interaction: FakeInteraction,
  request: LoggedRequest,
  posting: Posting,
  webhookId: string,
): FakeMessage {
  // The first follow-up to a deferred response is that response.
  if (interaction.response?.loading) return posting.edit(interaction.response, request);
  const init = {
    ...responseInit(interaction, webhookId),
    type: MessageType.Reply,
    reference: interaction.original,
  };
  const message = posting.create(interaction.channel, request, init);
  interaction.followUps.push(message);
  return message;
}

function responseInit(interaction: FakeInteraction, webhookId: string): ResponseInit {
  const { message, commandType } = interaction;
  const slash = commandType === ApplicationCommandType.ChatInput;
  return {
    webhookId,
    interaction: interactionMetadata(interaction),
    reference: message,
    type: message ? MessageType.Reply : slash ? MessageType.ChatInputCommand : MessageType.ContextMenuCommand,
  };
}

function messageOf(interaction: FakeInteraction, id: string): FakeMessage {
  const { original, followUps } = interaction;
  const found =
    id === "@original" ? original : [...followUps, original].find((message) => message?.id === id);
  if (!found || found.deleted) throw new DiscordError(404, 10008, "Unknown Message");
  return found;
}

function callbackResponse(interaction: FakeInteraction, payload: (message: FakeMessage) => Json): Json {
  const { id, type, original, callback } = interaction;
  return {
    interaction: {
      id,
      type,
      ...(original && { response_message_id: original.id }),
      response_message_loading: original?.loading ?? false,
      response_message_ephemeral: original?.ephemeral ?? false,
    },
    resource: { type: callback, ...(original && { message: payload(original) }) },
  };
}
