const DISCORD = "https://discord.com/api";
const VERSION = "v10";
const PATIENCE_MS = 10_000;

/** Discord's answer to one request. */
export interface DiscordAnswer {
  readonly status: number;
  /** The parsed body; undefined where it is no JSON. */
  readonly body: unknown;
  /** Discord's clock, as its answer says. */
  readonly date: Date | undefined;
}

/** Asks Discord for what is at a path. Throws if no answer comes in time. */
export type AskDiscord = (path: string) => Promise<DiscordAnswer>;

/** How to ask Discord as the bot; plain requests, since a client would log in. */
export function askDiscordAs({ token, apiUrl }: DiscordAccess): AskDiscord {
  return async (path) => {
    const response = await fetch(`${apiUrl ?? DISCORD}/${VERSION}${path}`, {
      headers: { authorization: `Bot ${token}` },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const date = response.headers.get("date");
    const body: unknown = await response.json().catch(() => undefined);
    return { status: response.status, body, date: date ? new Date(date) : undefined };
  };
}

/** Who asks, and where. */
export interface DiscordAccess {
  readonly token: string;
  /** Another Discord-compatible server. */
  readonly apiUrl: string | undefined;
}
