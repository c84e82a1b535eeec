import { expect, test } from "vitest";
import { errors } from "../../fakes/discord/rest/errors.ts";
import { en } from "../../../src/i18n/en.ts";
import { ko } from "../../../src/i18n/ko.ts";
import { startHippo, type RunningHippo } from "../../support/hippo.ts";
import { withId } from "../../support/failed.ts";

async function replyTo(hippo: RunningHippo, text = "hi"): Promise<string | undefined> {
  const { discord } = hippo;
  const channel = discord.channel();
  discord.mention(channel, discord.user("dana"), text);
  await discord.until(() => discord.shownBy(channel).length === 1);
  return discord.shownBy(channel)[0]?.content;
}

test.each([
  [401, "unauthorized"],
  [404, "model-not-found"],
  [429, "rate-limited"],
  [500, "provider-error"],
] as const)("a model that answers %i gives one clear sentence (%s)", async (status, failure) => {
  const hippo = await startHippo();
  hippo.openai.answerOnce({ status });
  expect(await replyTo(hippo)).toEqual(withId(en.failures[failure]));
  expect(hippo.conversations.bytes).toBeLessThan(10_000);
  expect(hippo.log()).toContain(failure);
});

test("a model that cannot be reached gives one clear sentence, in the bot's language", async () => {
  const hippo = await startHippo({ OPENAI_BASE_URL: "http://127.0.0.1:9", LOCALE: "ko" });
  expect(await replyTo(hippo)).toEqual(withId(ko.failures.unreachable));
});

test("a stream that breaks in the middle leaves nothing in memory", async () => {
  const hippo = await startHippo();
  hippo.openai.answerOnce({ chunks: ["Half an ", "answer"], breakAfter: 1 });
  expect(await replyTo(hippo)).toEqual(withId(en.failures.unreachable));
  expect(await replyTo(hippo, "next")).toContain("next");
  expect(hippo.openai.requests[1]?.messages).toHaveLength(2);
});

test("a model that falls silent is given up, before its first word or after it", async () => {
  const hippo = await startHippo({ MODEL_FIRST_TOKEN_TIMEOUT_MS: "60", MODEL_IDLE_TIMEOUT_MS: "60" });
  hippo.openai.answerOnce({ silent: true }, { chunks: ["Well, "], silentAfter: 1 });
  expect(await replyTo(hippo)).toEqual(withId(en.failures.timeout));
  expect(await replyTo(hippo)).toEqual(withId(en.failures.timeout));
  await hippo.openai.until((requests) => requests.every(({ closed }) => closed));
});

test("an empty answer, and a question longer than the window, are refused in words", async () => {
  const hippo = await startHippo({ HISTORY_TOKENS: "100" });
  hippo.openai.answerOnce({ chunks: ["", " "] });
  expect(await replyTo(hippo)).toEqual(withId(en.failures["empty-answer"]));
  expect(await replyTo(hippo, "word ".repeat(300))).toBe(en.failures["question-too-long"]);
  expect(hippo.openai.requests).toHaveLength(1);
});

test("invariants 7 and 10: what is said stays out of the log, and secrets stay secret", async () => {
  const hippo = await startHippo();
  const { discord } = hippo;
  hippo.openai.answerOnce({ status: 500, message: "cannot answer: the secret is swordfish" });
  await replyTo(hippo, "the secret is swordfish");
  hippo.openai.answerOnce("No swordfish here.");
  await replyTo(hippo, "the secret is swordfish");
  discord.faults.refuse({ kind: "post" }, { status: 403, code: 50013, message: discord.token }, { times: 1 });
  discord.mention(discord.channel(), discord.user("eli"), "another swordfish");
  await hippo.logged("50013");
  expect(hippo.log()).not.toContain("swordfish");
  expect(hippo.log()).not.toContain(discord.token);
});

test("where it may not read the history, it answers without a reply's reference", async () => {
  const hippo = await startHippo();
  hippo.discord.faults.refuse({ kind: "post" }, errors.noHistoryForReply, { times: 1 });
  expect(await replyTo(hippo, "hello")).toContain("hello");
});
