import { GatewayIntentBits } from "discord.js";
import { expect, test } from "vitest";
import { FakeDiscord } from "./fakes/discord/fake-discord.ts";
import { Gate } from "./fakes/openai/fake-openai.ts";
import { startFakes } from "./support/fakes.ts";
import { temporaryFolder } from "./support/folder.ts";
import { runHippo } from "./support/process.ts";

test("bad configuration names each variable and exits with 1", async () => {
  const { code, stdout, stderr } = await runHippo({ HISTORY_TOKENS: "lots", LOCALE: "xx" }).ended;
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toBe(
    "HISTORY_TOKENS must be a whole number, for example HISTORY_TOKENS=8000\n" +
      "LOCALE must be one of en, ko, for example LOCALE=en\n",
  );
});

test("a store that cannot be used gives the operator one clear line and exit code 1", async () => {
  const away = runHippo({ REDIS_URL: "redis://127.0.0.1:1" }, "");
  const folder = runHippo({ DATA_DIR: "/dev/null/data" }, "");
  for (const [{ ended }, line] of [
    [away, /^REDIS_URL cannot be used: .+\n$/],
    [folder, /^DATA_DIR cannot be used: .+\n$/],
  ] as const) {
    const { code, stderr } = await ended;
    expect(stderr).toMatch(line);
    expect(code).toBe(1);
  }
});

test("in the terminal too, what was said is remembered by the next process", async () => {
  const folder = await temporaryFolder();
  const environment = { DATA_DIR: folder };
  await runHippo(environment, "My cat is called Mo.\n").ended;
  expect((await runHippo(environment, "What is my cat called?\n").ended).stdout).toBe(
    "You told me: My cat is called Mo.\n",
  );
  expect((await runHippo(environment, "/forget\n").ended).stdout).toBe("I forgot 2 turns.\n");
  expect((await runHippo(environment, "/forget\n").ended).stdout).toBe("There was nothing to forget.\n");
});

test.each([
  ["a bad token", { refuseToken: true }, {}, /^DISCORD_TOKEN is not a valid token: .*\n$/],
  ["a disallowed intent", { disallowIntents: true }, {}, /^Discord refused the intents .*\n$/],
  [
    "an intent for message contents that a setting needs and Discord refuses",
    { disallowIntents: GatewayIntentBits.MessageContent },
    { REPLY_CHANNELS: "123456789012345678" },
    /^Discord refused the Message Content intent: switch it on .* must apply to Discord .*REPLY_CHANNELS.*\n$/,
  ],
])("%s gives the operator one clear line and exit code 1", async (_, options, settings, line) => {
  const discord = await FakeDiscord.start(options);
  const environment = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, ...settings };
  const { code, stderr } = await runHippo(environment).ended;
  await discord.close();
  expect(code).toBe(1);
  expect(stderr).toMatch(line);
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s ends the model call, leaves the gateway and exits 0",
  async (signal) => {
    const { discord, openai, environment } = await startFakes();
    const gate = new Gate();
    openai.answer(gate);
    const { child, ended } = runHippo({ ...environment, SHUTDOWN_GRACE_MS: "2500" });
    await discord.until(() => discord.commandPuts > 0, { timeoutMs: 15_000 });
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
