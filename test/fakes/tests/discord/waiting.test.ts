import { describe, expect, it } from "vitest";
import { start } from "./pond.ts";

describe("waiting", () => {
  it("ends with the first truthy value, at once or after a change", async () => {
    const fake = await start();
    const general = fake.channel();
    expect(await fake.until(() => general)).toBe(general);
    const waiting = fake.until(() => fake.shown(general)[0]);
    const said = fake.say(general, fake.user("ann"), "now");
    expect(await waiting).toBe(said);
  });

  it("in vain says what there is to see", async () => {
    const fake = await start();
    const general = fake.channel();
    fake.say(general, fake.user("ann"), "anyone?");
    const waiting = fake.until(() => fake.shownBy(general)[0], { timeoutMs: 10, what: "an answer" });
    await expect(waiting).rejects.toThrow(/in vain for an answer[^]*#general shows:\n {2}ann: "anyone\?"/);
  });

  it("passes on what the probe throws", async () => {
    const fake = await start();
    const waiting = fake.until(() => {
      throw new Error("wrong");
    });
    await expect(waiting).rejects.toThrow("wrong");
  });
});
