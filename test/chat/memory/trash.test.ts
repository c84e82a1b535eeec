import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RecordingReply, startConversations } from "../../support/conversations.ts";
import { comeToRest } from "../../support/scripted-model.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  // To the LRU cache a time of 0 is none.
  vi.advanceTimersByTime(1);
});

afterEach(() => {
  vi.useRealTimers();
});

const UNDO_MS = 60_000;

test("after 60 s what was forgotten is gone from the process", async () => {
  const { conversations, model } = startConversations();
  const conversation = conversations.of("session", false);
  void conversation.ask(
    { asker: { id: "1", name: "dana" }, parts: [{ messageId: "1", text: "hi" }] },
    new RecordingReply("1"),
  );
  await comeToRest();
  model.calls[0]!.send("hello");
  model.calls[0]!.end();
  await comeToRest();
  const { undoId } = conversation.forgetting.forget("dana");
  vi.advanceTimersByTime(UNDO_MS - 1_000);
  expect(conversations.bytes).toBeGreaterThan(0);
  vi.advanceTimersByTime(2_000);
  expect(conversations.bytes).toBe(0);
  expect(conversation.forgetting.undo(undoId!)).toBeUndefined();
});
