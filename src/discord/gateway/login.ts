import {
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  type Client,
} from "discord.js";
import { HOW_TO_GET_CONTENT, NEEDING_CONTENT } from "../places/place-settings.ts";
import { LoginError } from "./login-error.ts";

/**
 * Logs in and waits until the client is ready.
 * @throws {LoginError} if Discord refuses the token or the intents, or cannot be reached.
 */
export async function logIn(client: Client, token: string): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  try {
    await client.login(token);
  } catch (error) {
    throw new LoginError(explanation(error, client), { cause: error });
  }
  return ready;
}

/** @returns a promise that rejects with a `LoginError` when Discord closes the gateway for good. */
export function untilShutOut(client: Client): Promise<never> {
  return new Promise((_, reject) => {
    client.once(Events.ShardDisconnect, ({ code }) => {
      const why = `Discord has shut the bot out: ${GatewayCloseCodes[code] ?? code}`;
      reject(new LoginError(byCloseCode(client)[code] ?? why));
    });
  });
}

const BAD_TOKEN =
  "DISCORD_TOKEN is not a valid token: copy it from the Bot page of https://discord.com/developers/applications";
const BAD_INTENTS =
  "Discord refused the intents that the bot asks for: check them on the Bot page of the developer portal";
const NO_CONTENT = `Discord refused the Message Content intent: ${HOW_TO_GET_CONTENT}, or leave out what needs it: ${NEEDING_CONTENT}`;
const BAD_SHARDS =
  "Discord demands more shards for a bot of this size: set SHARDS to auto, or to a higher count";

function byCloseCode(client: Client): Readonly<Partial<Record<number, string>>> {
  return {
    [GatewayCloseCodes.AuthenticationFailed]: BAD_TOKEN,
    [GatewayCloseCodes.DisallowedIntents]: refusedIntents(client),
    [GatewayCloseCodes.InvalidShard]: BAD_SHARDS,
    [GatewayCloseCodes.ShardingRequired]: BAD_SHARDS,
  };
}

/** No other intent that may be asked for is privileged. */
function refusedIntents({ options }: Client): string {
  return options.intents.has(GatewayIntentBits.MessageContent) ? NO_CONTENT : BAD_INTENTS;
}

function explanation(error: unknown, client: Client): string {
  if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) return BAD_TOKEN;
  const message = error instanceof Error ? error.message : String(error);
  const isRefusal = message.includes("disallowed intents");
  return isRefusal ? refusedIntents(client) : `could not log in to Discord: ${message}`;
}
