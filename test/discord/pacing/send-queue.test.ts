import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { GlobalLimit } from "../../../src/discord/pacing/global-limit.ts";
import { SendQueue, type Sendable } from "../../../src/discord/pacing/send-queue.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** Notes what is sent and when, in milliseconds; each request takes `tripMs`. */
class Recorder {
  readonly sent: { readonly name: string; readonly at: number }[] = [];
  readonly #tripMs: number;

  constructor(tripMs = 0) {
    this.#tripMs = tripMs;
  }

  get names(): string[] {
    return this.sent.map(({ name }) => name);
  }

  message(name: string, isUrgent = false): Sendable & { isStale: boolean } {
    const message = {
      isUrgent,
      isStale: true,
      send: async () => {
        this.sent.push({ name, at: performance.now() });
        message.isStale = false;
        await new Promise((resolve) => setTimeout(resolve, this.#tripMs));
      },
    };
    return message;
  }
}

const run = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test("what is urgent goes before what was requested earlier, and one request is in flight at a time", async () => {
  const recorder = new Recorder(50);
  const queue = new SendQueue(new GlobalLimit(), () => 0);
  for (const name of ["first", "second"]) queue.request(recorder.message(name));
  await run(1);
  queue.request(recorder.message("urgent", true));
  await run(48);
  expect(recorder.names).toEqual(["first"]);
  await run(5_000);
  expect(recorder.names).toEqual(["first", "urgent", "second"]);
});

test("what is requested twice before its turn is sent once, and what came right meanwhile not at all", async () => {
  const recorder = new Recorder(50);
  const queue = new SendQueue(new GlobalLimit(), () => 0);
  const [first, twice, right] = ["first", "twice", "right"].map((name) => recorder.message(name));
  for (const message of [first!, twice!, twice!, right!]) queue.request(message);
  right!.isStale = false;
  await run(500);
  expect(recorder.names).toEqual(["first", "twice"]);
});

test("what is requested again for every token is looked at no more often than it is sent", async () => {
  const recorder = new Recorder();
  const queue = new SendQueue(new GlobalLimit(), () => 1);
  queue.learn({ limit: 5, remaining: 1, resetAfterMs: 3_000 });
  let looks = 0;
  const growing = recorder.message("growing");
  const counted = {
    isUrgent: false,
    get isStale() {
      looks += 1;
      return growing.isStale;
    },
    send: () => growing.send(),
  };
  for (let token = 0; token < 1_000; token++) {
    queue.request(counted);
    await run(1);
  }
  expect(looks).toBeLessThan(5);
  await run(3_000);
  expect(recorder.names).toEqual(["growing"]);
});

test("requests are kept in reserve for what is urgent, until the limit's reset", async () => {
  const recorder = new Recorder();
  const queue = new SendQueue(new GlobalLimit(), () => 1);
  queue.learn({ limit: 5, remaining: 1, resetAfterMs: 3_000 });
  queue.request(recorder.message("patient"));
  await run(2_900);
  expect(recorder.names).toEqual([]);
  queue.request(recorder.message("urgent", true));
  await run(50);
  expect(recorder.names).toEqual(["urgent"]);
  await run(1_000);
  expect(recorder.names).toEqual(["urgent", "patient"]);
});

test("while the budget is fresh, requests come soon; then they are spread over the time to the reset", async () => {
  const recorder = new Recorder();
  const queue = new SendQueue(new GlobalLimit(), () => 1);
  const [limit, windowMs] = [5, 5_000];
  for (let count = 1; count <= limit - 1; count++) {
    queue.request(recorder.message(String(count)));
    while (recorder.sent.length < count) await run(10);
    queue.learn({ limit, remaining: limit - count, resetAfterMs: windowMs - recorder.sent.at(-1)!.at });
  }
  const gaps = recorder.sent.slice(1).map(({ at }, index) => at - recorder.sent[index]!.at);
  expect(gaps[0]).toBeLessThan(500);
  expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
  expect(recorder.sent.at(-1)!.at).toBeLessThan(windowMs);
});

test("invariant 8, good citizen: in no second does the bot as a whole send more than 50 requests, and few that can wait", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.boolean(), { minLength: 60, maxLength: 150 }),
      fc.nat(300),
      async (urgencies, tripMs) => {
        const globalLimit = new GlobalLimit();
        const recorder = new Recorder(tripMs);
        for (const [index, isUrgent] of urgencies.entries()) {
          new SendQueue(globalLimit, () => 0).request(
            recorder.message(isUrgent ? "urgent" : `patient ${index}`, isUrgent),
          );
        }
        await run(20_000);
        expect(recorder.sent).toHaveLength(urgencies.length);
        for (const { at } of recorder.sent) {
          const second = recorder.sent.filter((other) => other.at >= at && other.at < at + 1_000);
          expect(second.length).toBeLessThanOrEqual(50);
          expect(second.filter(({ name }) => name !== "urgent").length).toBeLessThanOrEqual(25);
        }
      },
    ),
    { numRuns: 30 },
  );
});

test("what somebody waits for goes ahead of what can wait in all channels, and a courtesy is done without", async () => {
  const globalLimit = new GlobalLimit();
  const recorder = new Recorder();
  const request = (count: number, name: string, isUrgent: boolean) => {
    for (let index = 0; index < count; index++)
      new SendQueue(globalLimit, () => 0).request(recorder.message(name, isUrgent));
  };
  globalLimit.courtesy()?.();
  request(60, "passing", false);
  await run(10);
  expect(globalLimit.courtesy()).toBeUndefined();
  request(40, "urgent", true);
  await run(20_000);
  expect(recorder.sent.filter(({ at }) => at - recorder.sent[0]!.at < 1_000)).toHaveLength(44);
  const [urgent, passing] = ["urgent", "passing"].map((name) => recorder.names.lastIndexOf(name));
  expect(urgent).toBeLessThan(24 + 40);
  expect(passing).toBe(99);
  expect(globalLimit.courtesy()).toBeDefined();
});

test("what becomes urgent while it waits does not wait on", async () => {
  const globalLimit = new GlobalLimit();
  const recorder = new Recorder();
  for (let index = 0; index < 30; index++)
    new SendQueue(globalLimit, () => 0).request(recorder.message("passing"));
  await run(10);
  const queue = new SendQueue(globalLimit, () => 0);
  const message = { ...recorder.message("ending"), isUrgent: false };
  queue.request(message);
  await run(10);
  expect(recorder.names).not.toContain("ending");
  message.isUrgent = true;
  queue.request(message);
  await run(0);
  expect(recorder.names.at(-1)).toBe("ending");
});

test("without rate-limit headers, five go out in five seconds and no more, urgent ones too (sound 18)", async () => {
  const recorder = new Recorder();
  const queue = new SendQueue(new GlobalLimit(), () => 1);
  for (let count = 0; count < 24; count++) {
    queue.request(recorder.message(`message ${count}`, count % 3 === 0));
    await run(100);
  }
  await run(30_000);
  expect(recorder.sent).toHaveLength(24);
  expect(recorder.sent.at(-1)!.at - recorder.sent[0]!.at).toBeGreaterThanOrEqual(20_000);
});

test("a process with a quarter of the shards sends no more than a quarter of what the bot may", async () => {
  const limit = new GlobalLimit(1 / 4);
  let sent = 0;
  for (let count = 0; count < 100; count++)
    void limit
      .turn(() => "urgent")
      .then((done) => {
        sent += 1;
        done();
      });
  await vi.advanceTimersByTimeAsync(999);
  expect(sent).toBe(11);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sent).toBe(22);
});
