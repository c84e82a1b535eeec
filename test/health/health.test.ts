import { PermissionFlagsBits } from "discord.js";
import { expect, test } from "vitest";
import { en } from "../../src/i18n/en.ts";
import { Story, words } from "../support/stories.ts";

/** A bot whose health can be asked for, and what it says at a path. */
async function begin(environment: Record<string, string> = {}) {
  const story = await Story.begin({ HTTP_PORT: "0", ...environment });
  await story.hippo.logged("health can be asked for");
  const port = /"port":(\d+)/.exec(story.hippo.log())![1]!;
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: response.status, text: await response.text() };
  };
  const ready = async () => JSON.parse((await ask("/readyz")).text) as Record<string, unknown>;
  return { story, ask, ready };
}

test("/livez answers, and what is not there is told with what is", async () => {
  const { ask } = await begin();
  expect(await ask("/livez")).toEqual({ status: 200, text: '{"alive":true}\n' });
  expect((await ask("/")).status).toBe(404);
});

test("/readyz tells of the gateway and of the model's latest outcome", async () => {
  const { story, ask, ready } = await begin();
  expect(await ready()).toEqual({ ready: true, platform: "ok", store: "ok", model: "unknown" });
  await story.answered("hi", { status: 500 });
  expect((await ask("/readyz")).status).toBe(503);
  expect(await ready()).toMatchObject({ ready: false, model: "provider-error" });
  await story.answered("hi again", "hello");
  expect(await ready()).toMatchObject({ ready: true, model: "ok" });
});

test("/readyz tells nothing of another model than the default, though one was picked that fails", async () => {
  const { story, ready } = await begin({ MODELS: "broken" });
  const extra = { permissions: PermissionFlagsBits.ManageMessages };
  await story.discord.slash(story.channel, story.dana, "model", { name: "broken" }, extra).reply();
  await story.answered("hi", { status: 500 });
  expect(await ready()).toMatchObject({ ready: true, model: "unknown" });
  await story.answered("hi again", { status: 500 }, { at: story.discord.channel() });
  expect(await ready()).toMatchObject({ ready: false });
  await story.answered("once more", "hello");
  expect(await ready()).toMatchObject({ ready: false });
});

test("/readyz says so while the gateway is gone, and after it is back", async () => {
  const { story, ask, ready } = await begin();
  story.discord.gateway.refuse();
  story.discord.gateway.cut();
  await expect.poll(async () => (await ask("/readyz")).status, { timeout: 10_000 }).toBe(503);
  expect(await ready()).toMatchObject({ platform: "not connected" });
  story.discord.gateway.accept();
  await expect.poll(async () => (await ask("/readyz")).status, { timeout: 15_000 }).toBe(200);
});

test("/metrics counts every outcome, of retries too, without anybody's words or ids", async () => {
  const { story, ask } = await begin();
  const { reply } = await story.answered("a secret question", { status: 500 });
  const retried = story.answers({
    chunks: ["a secret answer"],
    usage: { prompt: 20, completion: 5, cached: 4 },
  });
  story.discord.click(reply, story.dana, en.buttons.retry);
  await retried;
  const { text } = await ask("/metrics");
  expect(text).toContain('hippo_questions_total{outcome="failed",failure="provider-error"} 1');
  expect(text).toContain('hippo_questions_total{outcome="answered",failure=""} 1');
  expect(text).toContain('hippo_tokens_total{kind="input"} 20');
  expect(text).toContain('hippo_tokens_total{kind="cached"} 4');
  expect(text).toContain("hippo_first_text_seconds_count 1");
  expect(text).toContain("hippo_sessions 1");
  expect(text).toMatch(/hippo_discord_requests_total\{kind="post"\} [1-9]/);
  expect(text).toMatch(/nodejs_eventloop_lag_p99_seconds \d/);
  expect(text).not.toContain("secret");
  expect(text).not.toContain(story.channel.id);
});

test("/metrics counts each outcome once: of a regeneration, a correction, a continuation and a stop", async () => {
  const { story, ask } = await begin();
  const { discord, channel, dana } = story;
  const { question, reply } = await story.answered("one?", { chunks: ["Half an"], finish: "length" });
  const continued = story.answers(" answer.");
  discord.click(reply, dana, en.buttons.goOn);
  await continued;
  const regenerated = story.answers("Another answer.");
  discord.messageCommand(channel, dana, "Regenerate", reply);
  await regenerated;
  const corrected = story.answers("An answer to two.");
  story.correct(question, "two?");
  await corrected;
  const { settled } = await story.asking("three?");
  await discord.slash(channel, dana, "stop").reply();
  await settled;
  const { text } = await ask("/metrics");
  expect(text).toContain('hippo_questions_total{outcome="answered",failure=""} 4');
  expect(text).toContain('hippo_questions_total{outcome="stopped",failure=""} 1');
});

test("/metrics counts the tokens of each model call once: of failed answers too, and of each part of a continued one", async () => {
  const { story, ask } = await begin();
  const usage = { prompt: 100, completion: 10, cached: 50 };
  const { reply } = await story.answered("one?", { chunks: [], finish: "content_filter", usage });
  for (const [label, script] of [
    [en.buttons.retry, { chunks: ["Half an"], finish: "length", usage }],
    [en.buttons.goOn, { chunks: [" answer."], usage }],
  ] as const) {
    const settled = story.answers(script);
    await story.discord.click(reply, story.dana, label).reply();
    await settled;
  }
  const { text } = await ask("/metrics");
  expect(text).toContain('hippo_tokens_total{kind="input"} 300');
  expect(text).toContain('hippo_tokens_total{kind="output"} 30');
  expect(text).toContain('hippo_tokens_total{kind="cached"} 150');
});

test("/metrics tells how long recall took, where there was anything to recall", async () => {
  const { story, ask } = await begin({ HISTORY_TOKENS: "200", RECALL_TOKENS: "100" });
  await story.answered("My boat is called Esmeralda.", "A fine name.");
  expect((await ask("/metrics")).text).toContain("hippo_recall_seconds_count 0");
  for (const round of [1, 2, 3]) await story.answered(words(`more${round}`, 250), "Yes.");
  await story.answered("What is my boat called?", "Esmeralda.");
  expect((await ask("/metrics")).text).toMatch(/hippo_recall_seconds_count [1-9]/);
});
