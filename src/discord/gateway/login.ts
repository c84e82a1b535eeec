import { DiscordjsError, DiscordjsErrorCodes, Events, GatewayCloseCodes, type Client } from "discord.js";
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
    throw new LoginError(explanation(error), { cause: error });
  }
  return ready;
}

/** @returns a promise that rejects with a `LoginError` when Discord closes the gateway for good. */
export function untilShutOut(client: Client): Promise<never> {
  return new Promise((_, reject) => {
    client.once(Events.ShardDisconnect, ({ code }) => {
      reject(
        new LoginError(
          byCloseCode[code] ?? `Discord has shut the bot out: ${GatewayCloseCodes[code] ?? code}`,
        ),
      );
    });
  });
}

const BAD_TOKEN =
  "DISCORD_TOKEN is not a valid token: copy it from the Bot page of https://discord.com/developers/applications";
const BAD_INTENTS =
  "Discord refused the intents that the bot asks for: check them on the Bot page of the developer portal";

const byCloseCode: Readonly<Partial<Record<number, string>>> = {
  [GatewayCloseCodes.AuthenticationFailed]: BAD_TOKEN,
  [GatewayCloseCodes.DisallowedIntents]: BAD_INTENTS,
};

function explanation(error: unknown): string {
  if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) return BAD_TOKEN;
  const message = error instanceof Error ? error.message : String(error);
  return message.includes("disallowed intents") ? BAD_INTENTS : `could not log in to Discord: ${message}`;
}
