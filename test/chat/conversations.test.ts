import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Conversation } from "../../src/chat/conversation.ts";
import { RecordingReply, startConversations, type TestLimits } from "../support/conversations.ts";
import { comeToRest } from "../support/scripted-model.ts";

const TTL_MS = 100_000;
const MINUTE_MS = 60_000;

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "performance"],
  });
  // To the LRU cache a time of 0 is none.
  vi.advanceTimersByTime(1);
});

afterEach(() => {
  vi.useRealTimers();
});

/** Sessions in which replies may take until `release` to show how they ended. */
function start(limits: TestLimits = {}) {
  const { conversations, model } = startConversations({ ttlMs: TTL_MS, ...limits });
  const held: (() => void)[] = [];
  const replies: RecordingReply[] = [];
  const slowly = () => new Promise<void>((resolve) => held.push(resolve));
  const at = (session: string): Conversation => conversations.of(session, true);
  const ask = async (conversation: Conversation, user: string, onSettle?: () => Promise<void>) => {
    const number = replies.length;
    const part = { messageId: `message ${number}`, text: `question ${number}` };
    const reply = new RecordingReply(`reply ${number}`, undefined, onSettle);
    replies.push(reply);
    void conversation.ask({ asker: { id: user, name: user }, parts: [part] }, reply);
    await comeToRest();
  };
  const live = () => model.calls.filter((call) => !call.isOver);
  const answer = async () => {
    for (const call of live()) {
      call.send("An answer.");
      call.end();
    }
    await comeToRest();
  };
  const release = async () => {
    for (const resolve of held.splice(0)) resolve();
    await comeToRest();
  };
  return { conversations, at, ask, live, answer, slowly, release, replies };
}

test("while the sentences of a forget still go out, a question asked anew is the only one answered, and can be stopped and forgotten (sound 1)", async () => {
  const { at, ask, live, slowly, release } = start();
  await ask(at("channel"), "dana");
  for (let waiting = 0; waiting < 12; waiting++) await ask(at("channel"), `user ${waiting}`, slowly);
  at("channel").forgetting.forget("dana");
  await comeToRest();
  await ask(at("channel"), "eli");
  expect(live(), "it is asked at once").toHaveLength(1);
  await release();
  await ask(at("channel"), "finn");
  expect(live(), "one answer at a time").toHaveLength(1);
  live()[0]!.send("Half an answer");
  await comeToRest();
  expect(at("channel").stop()).toBe(true);
  await comeToRest();
  live()[0]!.send("Half of another");
  await comeToRest();
  expect(at("channel").forgetting.forget("dana").turns).toHaveLength(1);
  await comeToRest();
  expect(live()).toEqual([]);
});

test("a session whose last outcome is still being shown is not evicted, and stays the one of its id (sound 1)", async () => {
  const { at, ask, answer, live, slowly, release } = start({ sessions: 1 });
  const first = at("one");
  await ask(first, "dana", slowly);
  await answer();
  await ask(at("two"), "dana");
  await answer();
  expect(at("one")).toBe(first);
  expect(first.memory.turns).toHaveLength(1);
  await ask(at("one"), "eli");
  expect(live(), "it waits until the answer before it stands").toEqual([]);
  await release();
  expect(live()).toHaveLength(1);
});

test("an object that has left the map remembers nothing, and is the one of its id as long as somebody has it (sound 1)", async () => {
  const { conversations, at, ask, answer, live } = start({ sessions: 1 });
  const evicted = at("one");
  await ask(evicted, "dana");
  await answer();
  await ask(at("two"), "dana");
  await answer();
  expect(conversations.find("one")).toBeUndefined();
  expect(evicted.memory.turns).toEqual([]);
  await ask(at("one"), "dana");
  await ask(evicted, "eli");
  expect(live()).toHaveLength(1);
  expect(conversations.find("one")).toBe(evicted);
});

test("what becomes of a session's forgotten turns reaches no other object of its id (sound 1)", async () => {
  const { conversations, at, ask, answer } = start();
  const before = at("channel");
  await ask(before, "dana");
  await answer();
  const { undoId } = before.forgetting.forget("dana");
  expect(conversations.find("channel")).toBeUndefined();
  await ask(at("channel"), "dana");
  await answer();
  before.forgetting.undo(undoId!);
  expect(at("channel").memory.turns.map(({ question }) => question)).toEqual(["question 0", "question 1"]);
});

test("shutting down waits for every sentence that is still to be shown, and takes no question in (sound 1)", async () => {
  const { conversations, at, ask, live, slowly, release, replies } = start();
  await ask(at("channel"), "dana");
  await ask(at("channel"), "eli", slowly);
  at("channel").forgetting.forget("dana");
  await comeToRest();
  let isDown = false;
  const down = conversations.shutDown().then(() => (isDown = true));
  await comeToRest();
  expect(isDown).toBe(false);
  await ask(at("channel"), "finn");
  await ask(at("other"), "finn");
  expect(live()).toEqual([]);
  await release();
  await down;
  expect(replies.map(({ outcomes }) => outcomes)).toMatchObject([
    [{ kind: "forgotten" }],
    [{ kind: "forgotten" }],
    [{ kind: "failed", failure: "shutdown" }],
    [{ kind: "failed", failure: "shutdown" }],
  ]);
});

test("an expired session leaves the process's memory within minutes, untouched and without a timer of its own (sound 6)", async () => {
  const { conversations, at, ask, answer } = start();
  const timers = vi.getTimerCount();
  const sessions = 20;
  for (let count = 0; count < sessions; count++) {
    await ask(at(`session ${count}`), "dana");
    await answer();
  }
  // What another file has left behind may add one of its own.
  expect(vi.getTimerCount()).toBeLessThan(timers + sessions);
  expect(conversations.size).toBe(sessions);
  vi.advanceTimersByTime(TTL_MS + 2 * MINUTE_MS);
  expect([conversations.size, conversations.bytes]).toEqual([0, 0]);
});

test("an answer that replaced another and is refused gives the other its place back, among turns that came back meanwhile", async () => {
  const { at, ask, answer, slowly } = start();
  for (const user of ["dana", "eli"]) {
    await ask(at("channel"), user);
    await answer();
  }
  const { forgetting, memory, messages } = at("channel");
  const { undoId } = forgetting.forget("dana", 1);
  const reply = new RecordingReply("another", undefined, slowly);
  at("channel").regenerate(memory.last!.id, () => reply);
  await comeToRest();
  await answer();
  forgetting.undo(undoId!);
  messages.answerRefused(reply, "rejected");
  expect(memory.turns.map(({ question }) => question)).toEqual(["question 0", "question 1"]);
});
