import { expect, onTestFinished, test } from "vitest";
import { commands } from "../../../commands/index.ts";
import { readConfig } from "../../../src/config.ts";
import type { Command, SlashCommand } from "../../../src/discord/interactions/command.ts";
import { createClient } from "../../../src/discord/gateway/client.ts";
import { logIn } from "../../../src/discord/gateway/login.ts";
import { registerCommands } from "../../../src/discord/interactions/registration.ts";
import { FakeDiscord } from "../../fakes/discord/fake-discord.ts";
import { errors } from "../../fakes/discord/rest/errors.ts";
import { FakeOpenAI } from "../../fakes/openai/fake-openai.ts";
import { startIn } from "../../support/hippo.ts";

test("commands are registered if they differ from what Discord has, and only then", async () => {
  const discord = await FakeDiscord.start();
  const client = createClient({ ...readConfig({}).discord, apiUrl: discord.apiUrl });
  await logIn(client, discord.token);
  const [first, ...rest] = commands as [SlashCommand, ...Command[]];
  const changed = [{ ...first, data: { ...first.data, description: "Something else" } }, ...rest];
  const outcomes: boolean[] = [];
  for (const list of [commands, commands, changed, changed, rest])
    outcomes.push(await registerCommands(client, list));
  expect(outcomes).toEqual([true, false, true, false, true]);
  expect(discord.commands.map(({ name }) => name)).toEqual(rest.map(({ data }) => data.name));
  await client.destroy();
  await discord.close();
});

test.each([
  ["forbidden", errors.missingAccess],
  ["not known there", errors.notFound],
  ["refused for a field", errors.invalidFormBody],
  ["away", { status: 503 }],
])(
  "commands that cannot be registered (%s) are logged and tried again, and mentions are answered meanwhile (sound 20)",
  async (_, error) => {
    const [discord, openai] = await Promise.all([FakeDiscord.start(), FakeOpenAI.start()]);
    onTestFinished(async () => {
      await Promise.all([discord.close(), openai.close()]);
    });
    const fault = discord.faults.refuse({ kind: "registration" }, error);
    const { logged } = await startIn({ discord, openai });
    await logged("could not register the commands");
    openai.answer("Hello.");
    const channel = discord.channel();
    discord.mention(channel, discord.user("dana"), "hi");
    await discord.until(() => discord.shownBy(channel).some(({ content }) => content === "Hello."));
    fault.lift();
    await discord.until(() => discord.commandPuts > 0);
    await logged("commands registered");
  },
);
