import { DiscordError } from "../rest/discord-error.ts";
import type { Board } from "../messages/board.ts";
import type { FakeInteraction } from "../interactions/interaction.ts";
import type { Interactions } from "../interactions/interactions.ts";
import { Responder } from "../interactions/respond.ts";
import type { FakeMessage } from "../messages/message.ts";
import { messagePayload, type MessageContext } from "../messages/message-payload.ts";
import type { Posting } from "../messages/posting.ts";
import type { Router } from "../rest/router.ts";
import type { Json } from "../world/entities.ts";

const FIRST_RESPONSE_MS = 3000;

/** What the routes of interactions need. */
export interface InteractionRouteParts {
  readonly interactions: Interactions;
  readonly posting: Posting;
  readonly board: Board;
  readonly context: () => MessageContext;
}

/** The routes by which the bot answers interactions. */
export function addInteractionRoutes(router: Router, parts: InteractionRouteParts): void {
  const { interactions, posting, board, context } = parts;
  const responder = new Responder(posting, context().applicationId);
  const find = (token: string): FakeInteraction => acknowledged(interactions, token);
  const payload = (message: FakeMessage): Json => messagePayload(message, context());
  const webhook = "/webhooks/:application/:token";

  router.on("POST", "/interactions/:id/:token/callback", (request, id, token) => {
    const interaction = fresh(interactions, id, token);
    responder.respond(interaction, request);
    return request.query.with_response === "true" ? callbackResponse(interaction, payload) : undefined;
  });
  router.on("POST", webhook, (request, _application, token) =>
    payload(responder.followUp(find(token), request)),
  );
  router.on("GET", `${webhook}/messages/:message`, (_request, _application, token, id) =>
    payload(messageOf(find(token), id)),
  );
  router.on("PATCH", `${webhook}/messages/:message`, (request, _application, token, id) =>
    payload(posting.edit(messageOf(find(token), id), request)),
  );
  router.on("DELETE", `${webhook}/messages/:message`, (_request, _application, token, id) => {
    board.remove(messageOf(find(token), id));
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
