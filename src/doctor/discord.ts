import { z } from "zod";
import { HOW_TO_GET_CONTENT } from "../discord/places/place-settings.ts";
import type { Shards } from "../discord/gateway/sharding.ts";
import type { AskDiscord } from "./discord-api.ts";
import { bad, note, ok, type Finding } from "./finding.ts";

const SKEW_NOTED_MS = 10_000;

/** The privileged intents as an application's flags tell them, each for verified bots and for others. */
const MESSAGE_CONTENT = { name: "Message Content", bits: (1 << 18) | (1 << 19) };
const privileged = [
  { name: "Presence", bits: (1 << 12) | (1 << 13) },
  { name: "Server Members", bits: (1 << 14) | (1 << 15) },
  MESSAGE_CONTENT,
];

const Bot = z.object({ username: z.string() });
const Application = z.object({ id: z.string(), flags: z.number().default(0) });
const Gateway = z.object({
  shards: z.number(),
  session_start_limit: z.object({ remaining: z.number(), total: z.number(), reset_after: z.number() }),
});
const Commands = z.array(z.object({ name: z.string() }));

/** Whether Discord takes the token. */
export async function checkToken(ask: AskDiscord): Promise<Finding> {
  const { status, body } = await ask("/users/@me");
  if (status === 401)
    return bad(
      "DISCORD_TOKEN is not a valid token: copy it from the Bot page of https://discord.com/developers/applications",
    );
  const bot = Bot.safeParse(body);
  return status === 200 && bot.success ? ok(`the bot is ${bot.data.username}`) : unexpected(status);
}

/**
 * Whether the application has the privileged intents that the bot asks for, and no others.
 * @param contentReasons the variables that are set and need the one for message contents
 */
export async function checkIntents(ask: AskDiscord, contentReasons: readonly string[]): Promise<Finding> {
  const { status, body } = await ask("/applications/@me");
  const application = Application.safeParse(body);
  if (!application.success) return unexpected(status);
  const granted = privileged.filter(({ bits }) => application.data.flags & bits);
  const needsContent = contentReasons.length > 0;
  const reasons = `${contentReasons.join(", ")} ${contentReasons.length === 1 ? "needs" : "need"}`;
  if (needsContent && !granted.includes(MESSAGE_CONTENT))
    return bad(`the Message Content intent is off, which ${reasons}: ${HOW_TO_GET_CONTENT}`);
  const spare = granted.filter((intent) => !needsContent || intent !== MESSAGE_CONTENT);
  if (spare.length === 0)
    return ok(
      needsContent
        ? `the Message Content intent is on, which ${reasons}, and no other`
        : "no privileged intent is on, and Hippo needs none",
    );
  const names = spare.map(({ name }) => name).join(", ");
  return note(
    `Hippo needs no ${needsContent ? "other " : ""}privileged intent: ${names} may be switched off on the Bot page of the developer portal`,
  );
}

/** Whether the bot may log in: a day has so many logins, and a very large bot needs shards. */
export async function checkGateway(ask: AskDiscord, configured: Shards): Promise<Finding> {
  const { status, body } = await ask("/gateway/bot");
  const gateway = Gateway.safeParse(body);
  if (!gateway.success) return unexpected(status);
  const { shards, session_start_limit: limit } = gateway.data;
  const left = `${limit.remaining} of ${limit.total} logins are left`;
  if (limit.remaining < shards) {
    const minutes = Math.ceil(limit.reset_after / 60_000);
    return bad(
      `${left}, and the bot needs ${shards}: wait ${minutes} minutes, and find out what logs in so often`,
    );
  }
  if (configured !== "auto" && configured.count < shards)
    return note(
      `${left}; Discord recommends ${shards} shards, and SHARDS is of ${configured.count}: raise it soon`,
    );
  return ok(`${left}; Discord recommends ${shards} ${shards === 1 ? "shard" : "shards"}`);
}

/** Whether Discord knows all commands of these names. */
export async function checkCommands(ask: AskDiscord, names: readonly string[]): Promise<Finding> {
  const application = Application.safeParse((await ask("/applications/@me")).body);
  if (!application.success) return bad("Discord does not tell the application's id: try again");
  const { status, body } = await ask(`/applications/${application.data.id}/commands`);
  const commands = Commands.safeParse(body);
  if (!commands.success) return unexpected(status);
  const known = new Set(commands.data.map(({ name }) => name));
  const missing = names.filter((name) => !known.has(name));
  if (missing.length === 0) return ok(`${names.length} commands are registered`);
  return note(`not registered: ${missing.join(", ")}; the next start registers them`);
}

/** Whether this machine's clock agrees with Discord's, to which catching up and sessions' ages hold. */
export async function checkClock(ask: AskDiscord, now: () => number): Promise<Finding> {
  const { date } = await ask("/gateway/bot");
  if (!date) return note("Discord does not tell its time");
  const seconds = Math.round((now() - date.getTime()) / 1_000);
  if (Math.abs(seconds) * 1_000 < SKEW_NOTED_MS) return ok("agrees with Discord's");
  const way = seconds > 0 ? "ahead of" : "behind";
  return note(`this machine is ${Math.abs(seconds)} s ${way} Discord: set its clock by NTP`);
}

/** What Discord would not say. */
export function unexpected(status: number): Finding {
  return bad(`Discord answers with status ${status}: try again, or look at https://discordstatus.com`);
}
