import { z } from "zod";
import { unexpected } from "./discord.ts";
import type { AskDiscord } from "./discord-api.ts";
import { bad, note, ok, type Finding } from "./finding.ts";
import { inviteLink, missingFrom } from "./permissions.ts";

/** How many servers Discord lists at once, and how many of those that lack something are named. */
const PAGE = 200;
const NAMED = 3;

const Guilds = z.array(z.object({ id: z.string(), name: z.string(), permissions: z.string() }));

/**
 * Whether the bot is in a server, and may do there what it needs to. Channels can allow what a server does not, so
 * that only a bot that may nowhere see channels and write counts as unable to work.
 */
export async function checkGuilds(ask: AskDiscord): Promise<Finding> {
  const { status, body } = await ask(`/users/@me/guilds?limit=${PAGE}`);
  const guilds = Guilds.safeParse(body);
  if (!guilds.success) return unexpected(status);
  if (guilds.data.length === 0) return note("the bot is in no server: open the invite link, and choose one");
  const lacking = guilds.data
    .map(({ name, permissions }) => ({ name, missing: missingFrom(BigInt(permissions)) }))
    .filter(({ missing }) => missing.length > 0);
  const count =
    guilds.data.length === PAGE ? `the first ${PAGE} servers` : `${guilds.data.length} of its servers`;
  if (lacking.length === 0) return ok(`the bot has all it needs in ${count}`);
  const named = lacking
    .slice(0, NAMED)
    .map(({ name, missing }) => `${name} (${missing.map((permission) => permission.name).join(", ")})`);
  const more = lacking.length > NAMED ? ` and ${lacking.length - NAMED} more` : "";
  const text = `the bot's role lacks permissions in ${named.join(", ")}${more}: give it them there, or use the invite link again`;
  const isUseless = ({ missing }: (typeof lacking)[number]) => missing.some(({ isVital }) => isVital);
  return lacking.length === guilds.data.length && lacking.every(isUseless) ? bad(text) : note(text);
}

/** The link by which the bot comes into a server. */
export async function findInvite(ask: AskDiscord): Promise<Finding> {
  const { status, body } = await ask("/applications/@me");
  const application = z.object({ id: z.string() }).safeParse(body);
  return application.success ? ok(inviteLink(application.data.id)) : unexpected(status);
}
