import { expect, test } from "vitest";
import { Exchange } from "../../../src/chat/asking/exchange.ts";
import { Queue } from "../../../src/chat/asking/queue.ts";
import { RecordingReply } from "../../support/conversations.ts";
import { captureLog } from "../../support/log.ts";

test("an answer that breaks in a way nobody foresaw ends as a failure, is logged, and holds up no other question", async () => {
  const { log, text } = captureLog("error");
  let id = 0;
  const queue = new Queue({
    answer: ({ question }) => Promise.reject(new Error(`broken at ${question.length} characters`)),
    onEnded: () => undefined,
    onSettled: () => undefined,
    max: 5,
    isShared: true,
    nextId: () => ++id,
    log,
  });
  const replies = ["dana", "eli"].map((user) => {
    const reply = new RecordingReply(user);
    const question = { asker: { id: user, name: user }, parts: [{ messageId: user, text: "hi" }] };
    const exchange = new Exchange(++id, question, reply);
    queue.join(exchange);
    return { reply, settled: exchange.settled };
  });
  await Promise.all(replies.map(({ settled }) => settled));
  for (const { reply } of replies)
    expect(reply.outcomes).toMatchObject([{ kind: "failed", failure: "internal" }]);
  expect(text()).toContain("broken at 2 characters");
});
