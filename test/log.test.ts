import fc from "fast-check";
import { expect, test } from "vitest";
import { captureLog } from "./support/log.ts";

const linesOf = (text: string): { msg?: string; err?: { message?: string; stack?: string } }[] =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as object);

test("a secret is redacted wherever it stands in a value, whatever characters it holds (sound 27)", () => {
  const secret = 'sk-"odd"\\key\n1';
  const { log, text } = captureLog("info", [secret]);
  log.error(
    { err: new Error(`refused ${secret}`), url: `https://x/?key=${secret}`, list: [secret] },
    `with ${secret}`,
  );
  const [line] = linesOf(text());
  expect(JSON.stringify(line)).not.toContain(JSON.stringify(secret).slice(1, -1));
  expect(line).toMatchObject({
    err: { message: "refused [redacted]" },
    list: ["[redacted]"],
    msg: "with [redacted]",
  });
});

test.each(["1", "key", "msg", "level", '"', "question", "none"])(
  "a key %j, which is no secret, garbles no line (sound 27)",
  (key) => {
    const { log, text } = captureLog("info", [key]);
    log.info({ session: "channel:111", level1: 1 }, 'a "question" about the key: none');
    expect(linesOf(text())).toMatchObject([
      { session: "channel:111", msg: 'a "question" about the key: none' },
    ]);
  },
);

test("every line is JSON with its message, whatever the secrets are (sound 27)", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 30 })), fc.string(), (secrets, said) => {
      const { log, text } = captureLog("info", secrets);
      log.info({ err: new Error(said) }, "it failed");
      expect(linesOf(text())).toHaveLength(1);
      expect(linesOf(text())[0]).toHaveProperty("msg");
    }),
  );
});

test("what a parser could not read is not quoted in the log (sound 27)", () => {
  const { log, text } = captureLog("warn");
  try {
    JSON.parse("the secret is swordfish");
  } catch (error) {
    log.error({ err: error }, "could not read");
  }
  expect(text()).toContain("SyntaxError");
  expect(text()).not.toContain("swordfish");
});
