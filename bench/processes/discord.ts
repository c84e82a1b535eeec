// The fake Discord as a process of its own: people ask what they are told to, and what each sees is noted.
import { setTimeout as sleep } from "node:timers/promises";
import { FakeDiscord, type FakeChannel, type FakeUser } from "../../test/fakes/discord/fake-discord.ts";
import { clock, questionFor, tokensOf, type Order } from "../load/answer.ts";
import { serve } from "./rpc.ts";

/** Discord's limits in each channel, as bots meet them; those of the whole bot come with them. */
const LIMITS = { posts: 5, edits: 5, windowMs: 5_000 };
const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 60_000;

/** Who asks what. */
export interface Crowd {
  readonly channels: number;
  /** How many people ask in each channel, at once. */
  readonly perChannel: number;
  readonly order: Omit<Order, "id">;
}

/** What became of one question. */
export interface Seen {
  readonly id: number;
  readonly firstTextAt: number;
  readonly wholeAt: number;
  readonly edits: number;
  readonly isComplete: boolean;
}

const FIRST_ID = 1_500_000_000_000_000_000n;
const PASSING_MESSAGE = {
  type: 0,
  tts: false,
  pinned: false,
  flags: 0,
  edited_timestamp: null,
  mention_everyone: false,
  mentions: [],
  mention_roles: [],
  attachments: [],
  embeds: [],
  components: [],
};

const discord = await FakeDiscord.start({ limits: LIMITS, latencyMs: Number(process.env.LATENCY_MS) });
const places: { readonly channel: FakeChannel; readonly users: FakeUser[] }[] = [];
const homes = Array.from({ length: Number(process.env.GUILDS) }, (_, index) =>
  discord.channel({ guild: discord.guild(`guild ${index}`) }),
);
for (const { guild } of homes)
  for (let count = 1; count < Number(process.env.CHANNELS); count++)
    discord.channel({ guild: guild!, name: `channel ${count}` });
let orders = 0;

function placesFor({ channels, perChannel }: Crowd) {
  while (places.length < channels) places.push({ channel: discord.channel(), users: [] });
  return places.slice(0, channels).flatMap(({ channel, users }) => {
    while (users.length < perChannel) users.push(discord.user(`user ${users.length}`));
    return users.slice(0, perChannel).map((user) => ({ channel, user }));
  });
}

async function ask(crowd: Crowd): Promise<Seen[]> {
  const asked = placesFor(crowd).map(({ channel, user }) => {
    const order = { ...crowd.order, id: ++orders };
    return { order, channel, question: discord.mention(channel, user, questionFor(order)) };
  });
  const seen = (): Seen[] => {
    const origin = clock() - performance.now();
    return asked.map(({ order, channel, question }) => seenOf(order, channel, question.id, origin));
  };
  const until = clock() + PATIENCE_MS;
  while (clock() < until && !seen().every(({ isComplete }) => isComplete)) await sleep(LOOK_EVERY_MS);
  return seen();
}

/** An answer begins with the reply to its question and goes on in the messages that follow it. */
function seenOf(order: Order, channel: FakeChannel, questionId: string, origin: number): Seen {
  const shown = discord.shownBy(channel);
  const first = shown.findIndex(({ referenceId }) => referenceId === questionId);
  const next = shown.findIndex(({ referenceId }, index) => index > first && referenceId !== undefined);
  const messages = first < 0 ? [] : shown.slice(first, next < 0 ? undefined : next);
  const text = messages.map(({ content }) => content).join("");
  return {
    id: order.id,
    firstTextAt: origin + (messages[0]?.createdAt ?? NaN),
    wholeAt: origin + Math.max(...messages.map(({ history }) => history.at(-1)?.at ?? NaN)),
    edits: messages.reduce((sum, { edits }) => sum + edits, 0),
    isComplete:
      messages.every(({ buttons }) => buttons.length === 0) &&
      text.replaceAll(/\s/g, "") === tokensOf(order).join("").replaceAll(/\s/g, ""),
  };
}

/** Messages that are not for the bot, spread over all guilds, a few at a time so that the socket keeps up. */
async function chatter(messages: number): Promise<void> {
  const author = {
    id: discord.user("passer-by").id,
    username: "passer-by",
    discriminator: "0",
    avatar: null,
  };
  for (let count = 0; count < messages; count++) {
    const { id, guild } = homes[count % homes.length]!;
    discord.gateway.dispatch("MESSAGE_CREATE", {
      ...PASSING_MESSAGE,
      id: String(FIRST_ID + BigInt(count)),
      channel_id: id,
      guild_id: guild!.id,
      content: `so it goes, for the ${count}th time`,
      author: { ...author, id: String(BigInt(author.id) + BigInt(count % 5_000)) },
      timestamp: new Date().toISOString(),
    });
    if (count % 100 === 0) await sleep(1);
  }
  await sleep(2_000);
}

serve({
  address: () => ({ apiUrl: discord.apiUrl, token: discord.token }),
  ready: () => discord.until(() => discord.commandPuts > 0, { timeoutMs: 60_000 }).then(() => true),
  ask,
  chatter,
  logins: () => discord.gateway.identifies.length,
  rateLimited: () => discord.rateLimited,
});
