import { expect, test } from "vitest";
import { commands } from "../../../commands/index.ts";
import type { Command, SlashCommand } from "../../../src/discord/interactions/command.ts";
import { createClient } from "../../../src/discord/client.ts";
import { logIn } from "../../../src/discord/login.ts";
import { registerCommands } from "../../../src/discord/interactions/registration.ts";
import { FakeDiscord } from "../../fakes/discord/fake-discord.ts";

test("commands are registered if they differ from what Discord has, and only then", async () => {
  const discord = await FakeDiscord.start();
  const client = createClient({ apiUrl: discord.apiUrl });
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
