import { expect, test } from "vitest";
import { startHippo } from "../../support/hippo.ts";

test("invariant 8, good citizen: no answer can ping anyone", async () => {
  const { discord, openai } = await startHippo();
  const channel = discord.channel();
  const dana = discord.user("dana");
  openai.answer(`@everyone @here <@${dana.id}> <@&${discord.role(channel.guild!, "mods").id}>`);
  discord.mention(channel, dana, "ping us all");
  await discord.until(() => discord.shownBy(channel).length === 1);
  expect(discord.pings(channel)).toEqual([]);
});
