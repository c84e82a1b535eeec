import { expect, test } from "vitest";
import { FakeDiscord } from "../../fakes/discord/fake-discord.ts";
import { runHippo } from "../../support/process.ts";

test("a bot that cannot hear Discord for GATEWAY_PATIENCE_MS ends with its reason, to be started anew", async () => {
  const discord = await FakeDiscord.start();
  const { ended } = runHippo({
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    GATEWAY_PATIENCE_MS: "1500",
  });
  await discord.until(() => discord.commandPuts > 0, { what: "the bot to be ready", timeoutMs: 15_000 });
  discord.gateway.refuse();
  discord.gateway.cut();
  const { code, stderr } = await ended;
  expect(code).toBe(1);
  expect(stderr).toContain("Discord's gateway has not been ready for 1500 ms (GATEWAY_PATIENCE_MS)");
  await discord.close();
});
