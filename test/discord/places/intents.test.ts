import { GatewayIntentBits } from "discord.js";
import { expect, test } from "vitest";
import { startHippo } from "../../support/hippo.ts";

const plain = GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages | GatewayIntentBits.DirectMessages;

test.each<[Record<string, string>, number]>([
  [{}, plain],
  [{ THREADS_WITHOUT_MENTION: "false" }, plain],
  [{ CHANNEL_CONTEXT: "0" }, plain],
  [{ CHANNEL_CONTEXT: "1" }, plain | GatewayIntentBits.MessageContent],
  [{ THREADS_WITHOUT_MENTION: "true" }, plain | GatewayIntentBits.MessageContent],
  [{ REPLY_CHANNELS: "123456789012345678" }, plain | GatewayIntentBits.MessageContent],
])("with %o, these intents are asked for: %i", async (environment, intents) => {
  const { discord } = await startHippo(environment);
  expect(discord.gateway.identifies.map((identify) => identify.intents)).toEqual([intents]);
});
