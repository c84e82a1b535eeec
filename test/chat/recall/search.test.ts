import { expect, test } from "vitest";
import { Indexes } from "../../../src/chat/recall/indexes.ts";
import { Recall } from "../../../src/chat/recall/recall.ts";
import { aTurn } from "../../support/turn.ts";

const found = (said: string, text: string) => {
  const turns = [aTurn({ id: 1, question: said, answer: "So it is." }), aTurn({ id: 2, question: "Other" })];
  return new Recall("session", new Indexes(1e9)).search(() => turns, text);
};

test.each([
  ["Call 010-1234-5678 please", "01012345678"],
  ["Call 010 1234 5678", "010-1234-5678"],
  ["I saw a CAT.", "cat"],
  ["the blue\ncar", "blue car"],
  ["전화번호가 뭐야", "전화번호"],
  ["東京都に住んでいます", "東京"],
  ["สวัสดีครับ", "สวัสดี"],
  ["my e-mail is a.b@example.org", "a.b@example.org"],
])("%j holds %j word for word", async (said, text) => {
  expect(await found(said, text)).toMatchObject([{ turn: { id: 1 }, isExact: true }]);
});

test.each([
  ["We concatenate strings", "cat"],
  ["Two cats", "cat"],
  ["Call 010-1234-56789", "01012345678"],
  ["우리전화번호", "전화번호"],
])("%j does not hold %j word for word", async (said, text) => {
  expect((await found(said, text)).some(({ isExact }) => isExact)).toBe(false);
});

test("what has no word finds nothing", async () => {
  expect(await found("Anything?!", "?!")).toEqual([]);
  expect(await found("Anything?!", "")).toEqual([]);
});
