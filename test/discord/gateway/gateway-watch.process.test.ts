import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { Gate } from "../../fakes/openai/fake-openai.ts";
import { startFakes } from "../../support/fakes.ts";
import { runHippo } from "../../support/process.ts";

test("a bot that cannot hear Discord for GATEWAY_PATIENCE_MS ends with its reason, to be started anew, and says where it was cut off", async () => {
  const { discord, openai, environment } = await startFakes();
  const { ended } = runHippo({ ...environment, GATEWAY_PATIENCE_MS: "1500", SHUTDOWN_GRACE_MS: "3000" });
  await discord.until(() => discord.commandPuts > 0, { what: "the bot to be ready", timeoutMs: 15_000 });
  const channel = discord.channel();
  const gate = new Gate();
  openai.answer(gate);
  discord.mention(channel, discord.user("dana"), "hi");
  await gate.requested;
  gate.send("The beginning");
  await discord.until(() => discord.shownBy(channel).length === 1);
  discord.gateway.refuse();
  discord.gateway.cut();
  const { code, stderr } = await ended;
  expect(code).toBe(1);
  expect(stderr).toContain("Discord's gateway has not been ready for 1500 ms (GATEWAY_PATIENCE_MS)");
  const [{ content, buttons }] = discord.shownBy(channel) as [ReturnType<typeof discord.shownBy>[number]];
  expect(content).toBe("The beginning");
  expect(buttons.map(({ label }) => label)).toEqual([en.history.endings.interrupted, en.buttons.retry]);
});
