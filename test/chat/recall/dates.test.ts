import { expect, test } from "vitest";
import { nearness, timesIn } from "../../../src/chat/recall/dates.ts";

const ASKED_AT = Date.parse("2025-06-15T12:00:00Z");
const at = (day: string) => Date.parse(`${day}T12:00:00Z`);

test.each([
  ["What happened on 2025-03-16?", "2025-03-16", "2025-03-12"],
  ["Where were we on March 16, 2025?", "2025-03-16", "2025-04-02"],
  ["what did we do on the 16th of march", "2025-03-16", "2025-03-12"],
  ["Who came in May 2024?", "2024-05-20", "2025-05-20"],
  ["Who came in may?", "2025-05-20", "2025-04-20"],
  ["2025년 3월 16일에 뭐 했지?", "2025-03-16", "2025-03-12"],
  ["3월에 누가 왔어?", "2025-03-20", "2025-05-20"],
  ["2025年3月16日に何をした？", "2025-03-16", "2025-03-12"],
  ["What did I say yesterday?", "2025-06-14", "2025-06-10"],
  ["어제 뭐라고 했지?", "2025-06-14", "2025-06-10"],
  ["What did we plan last week?", "2025-06-06", "2025-05-20"],
  ["지난주에 뭘 정했지?", "2025-06-06", "2025-05-20"],
  ["Was last month better?", "2025-05-10", "2025-03-10"],
])("%s is about %s rather than about %s", (question, day, otherDay) => {
  const times = timesIn(question, ASKED_AT);
  expect(nearness(at(day), times)).toBe(1);
  expect(nearness(at(otherDay), times)).toBeLessThan(0.5);
});

test("what is told in the days after a time is near to it, less and less", () => {
  const times = timesIn("on 16 March 2025", ASKED_AT);
  const days = ["2025-03-16", "2025-03-19", "2025-03-26", "2025-04-05"].map((day) =>
    nearness(at(day), times),
  );
  expect(days).toEqual([...days].sort((a, b) => b - a));
  expect(days.at(-1)).toBe(0);
});

test.each(["You may come", "We march on", "the 3 of us in 40 days", "13월에", "2025-14-01", ""])(
  "%s names no time",
  (question) => {
    expect(timesIn(question, ASKED_AT)).toEqual([]);
  },
);
