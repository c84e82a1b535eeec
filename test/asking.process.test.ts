import { expect, test } from "vitest";
import type { FakeChannel, FakeDiscord, FakeUser } from "./fakes/discord/fake-discord.ts";
import { Gate } from "./fakes/openai/fake-openai.ts";
import { startFakes } from "./support/fakes.ts";
import { temporaryFolder } from "./support/folder.ts";
import { runHippo } from "./support/process.ts";

const places: Record<string, (discord: FakeDiscord, dana: FakeUser) => FakeChannel> = {
  "a channel": (discord) => discord.channel(),
  "a group": (discord, dana) => discord.privateChannel(dana, discord.user("eli"), discord.user("fay")),
};

test.each([
  ["for all in a channel", "a channel", {}],
  ["for one alone in a channel", "a channel", { private: true }],
  ["in a group without the bot", "a group", {}],
])(
  "after kill -9, what was asked %s is answered in its place",
  async (_, place, options) => {
    const { discord, openai, environment: connected } = await startFakes();
    const environment = { ...connected, DATA_DIR: await temporaryFolder() };
    const hippo = runHippo(environment);
    await discord.until(() => discord.commandPuts > 0, { timeoutMs: 15_000 });
    const dana = discord.user("dana");
    const at = places[place]!(discord, dana);
    const gate = new Gate();
    openai.answer(gate);
    const ask = (question: string) => discord.slash(at, dana, "ask", { question, ...options });
    const [first, waiting] = [ask("one?"), ask("two?")];
    await gate.requested;
    gate.send("Half ");
    const reply = await first.reply();
    gate.send("an");
    // With an edit it is certain that the bot knows the message, and the store is told of it by then as a rule.
    await discord.until(() => reply.content === "Half an");
    await discord.until(() => waiting.acknowledged);
    hippo.child.kill("SIGKILL");
    await hippo.ended;
    openai.answer((request) => (request.messages.at(-1)!.content.includes("one?") ? "First." : "Second."));
    const next = runHippo(environment);
    await discord.until(() => reply.content === "First.", { timeoutMs: 15_000 });
    const second = await waiting.reply();
    await discord.until(() => second.content === "Second.", { timeoutMs: 15_000 });
    expect([reply, second].map(({ ephemeral }) => ephemeral)).toEqual(Array(2).fill("private" in options));
    expect([...first.followUps, ...waiting.followUps]).toEqual([]);
    next.child.kill("SIGTERM");
    await next.ended;
  },
  60_000,
);
