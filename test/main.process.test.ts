import { expect, test } from "vitest";
import { FakeDiscord } from "./fakes/discord/fake-discord.ts";
import { FakeOpenAI, Gate } from "./fakes/openai/fake-openai.ts";
import { runHippo } from "./support/process.ts";

test("bad configuration names each variable and exits with 1", async () => {
  const { code, stdout, stderr } = await runHippo({ HISTORY_TOKENS: "lots", LOCALE: "xx" }).ended;
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toBe(
    "HISTORY_TOKENS must be a whole number, for example HISTORY_TOKENS=8000\n" +
      "LOCALE must be one of en, ko, for example LOCALE=en\n",
  );
});

test.each([
  ["a bad token", { refuseToken: true }, /^DISCORD_TOKEN is not a valid token: .*\n$/],
  ["a disallowed intent", { disallowIntents: true }, /^Discord refused the intents .*\n$/],
])("%s gives the operator one clear line and exit code 1", async (_, options, line) => {
  const discord = await FakeDiscord.start(options);
  const environment = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
  const { code, stderr } = await runHippo(environment).ended;
  await discord.close();
  expect(code).toBe(1);
  expect(stderr).toMatch(line);
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s ends the model call, leaves the gateway and exits 0",
  async (signal) => {
    const [discord, openai] = await Promise.all([FakeDiscord.start(), FakeOpenAI.start()]);
    const gate = new Gate();
    openai.answer(gate);
    const { child, ended } = runHippo({
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      OPENAI_BASE_URL: openai.baseUrl,
    });
    await discord.until(() => discord.commandPuts > 0);
    const channel = discord.channel();
    discord.mention(channel, discord.user("dana"), "hi");
    await gate.requested;
    child.kill(signal);
    await gate.closed;
    expect((await ended).code).toBe(0);
    expect(discord.connected).toBe(false);
    expect(discord.shownBy(channel).map(({ content }) => content)).toEqual([
      "I am being restarted and could not finish this answer. Please ask again in a moment.",
    ]);
    await Promise.all([discord.close(), openai.close()]);
  },
);
