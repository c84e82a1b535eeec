import { GatewayDispatchEvents } from "discord.js";
import { expect, onTestFinished, test } from "vitest";
import { FakeDiscord } from "./fakes/discord/fake-discord.ts";
import { FakeOpenAI } from "./fakes/openai/fake-openai.ts";
import { runHippo } from "./support/process.ts";

test("events as nobody would write them harm nothing else: the next question is answered (sound 21)", async () => {
  const [discord, openai] = await Promise.all([FakeDiscord.start(), FakeOpenAI.start()]);
  onTestFinished(async () => {
    await Promise.all([discord.close(), openai.close()]);
  });
  const { child, ended } = runHippo({
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    OPENAI_BASE_URL: openai.baseUrl,
  });
  await discord.until(() => discord.commandPuts > 0, { timeoutMs: 15_000 });
  const [channel, dana] = [discord.channel(), discord.user("dana")];
  const place = { id: "1234567890123456789", channel_id: channel.id, guild_id: channel.guild?.id };
  const { MessageCreate, MessageUpdate, MessageDelete, InteractionCreate } = GatewayDispatchEvents;
  discord.gateway.dispatch(MessageUpdate, place);
  discord.gateway.dispatch(MessageUpdate, { ...place, content: null, author: null });
  discord.gateway.dispatch(MessageCreate, place);
  discord.gateway.dispatch(MessageCreate, { ...place, content: "swordfish", author: null, mentions: null });
  discord.gateway.dispatch(MessageDelete, { channel_id: null });
  discord.gateway.dispatch(InteractionCreate, null);
  discord.gateway.dispatch(InteractionCreate, { ...place, type: 3, data: null });
  discord.slash(channel, dana, "forget", {}, { without: ["authorizing_integration_owners"] });
  discord.slash(channel, dana, "forget", {}, { without: ["channel", "channel_id", "locale"] });
  openai.answer("Still here.");
  discord.mention(channel, dana, "still there?");
  await discord.until(() => discord.shownBy(channel).some(({ content }) => content === "Still here."));
  child.kill("SIGTERM");
  const { code, stderr } = await ended;
  expect(code).toBe(0);
  expect(stderr).toContain('"level":50');
  expect(stderr).not.toContain("swordfish");
  for (const line of stderr.trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("msg");
}, 30_000);
