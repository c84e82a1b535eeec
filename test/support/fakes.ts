import { onTestFinished } from "vitest";
import { FakeDiscord, type FakeDiscordOptions } from "../fakes/discord/fake-discord.ts";
import { FakeOpenAI } from "../fakes/openai/fake-openai.ts";

/** A Discord and a model that are there until the test ends, and the environment of a bot that uses them. */
export async function startFakes(options: FakeDiscordOptions = {}) {
  const [discord, openai] = await Promise.all([FakeDiscord.start(options), FakeOpenAI.start()]);
  onTestFinished(async () => {
    await Promise.all([discord.close(), openai.close()]);
  });
  const environment = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    OPENAI_BASE_URL: openai.baseUrl,
  };
  return { discord, openai, environment };
}
