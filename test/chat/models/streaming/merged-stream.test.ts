import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { mergedStream } from "../../../../src/chat/models/streaming/merged-stream.ts";

const encoder = new TextEncoder();

const sent = (delta: object, finish_reason: string | null = null, more: object = {}) =>
  `data: ${JSON.stringify({ id: "1", choices: [{ index: 0, delta, finish_reason }], ...more })}\n\n`;
const said = (content: string) => sent({ content });
const END = `${sent({}, "stop")}data: {"id":"1","choices":[],"usage":{"total_tokens":7}}\n\ndata: [DONE]\n\n`;

/** What a stream of events says in all: each field of its deltas joined, how it ended, what it used, and the rest. */
function readAll(stream: string) {
  const all: Record<string, string> = {};
  let finish: unknown;
  let usage: unknown;
  const others: string[] = [];
  for (const event of stream.split(/\r?\n\r?\n/).filter(Boolean)) {
    const chunk = parsed(event);
    if (!chunk) others.push(event);
    for (const [field, value] of Object.entries(chunk?.choices[0]?.delta ?? {}))
      if (value !== null) all[field] = (field === "role" ? "" : (all[field] ?? "")) + value;
    finish = chunk?.choices[0]?.finish_reason ?? finish;
    usage = chunk?.usage ?? usage;
  }
  return { all, finish, usage, others };
}

interface Chunk {
  readonly choices: readonly {
    readonly delta: Record<string, string | null>;
    readonly finish_reason: unknown;
  }[];
  readonly usage?: unknown;
}

function parsed(event: string): Chunk | undefined {
  try {
    return JSON.parse(event.replace(/^data: ?/, "")) as Chunk;
  } catch {
    return undefined;
  }
}

/** A response's body that the test plays, and what has come out of it so far. */
function playing() {
  const body = new Readable({ read: () => undefined });
  const out: string[] = [];
  const ended = (async () => {
    for await (const bytes of mergedStream(body)) out.push(new TextDecoder().decode(bytes));
  })();
  ended.catch(() => undefined);
  const send = async (events: string) => {
    body.push(encoder.encode(events));
    await vi.advanceTimersByTimeAsync(0);
  };
  return { body, out, ended, send };
}

/** As OpenAI sends them: alike but for the text and what hides its length, in all that surrounds them. */
const padded = fc
  .tuple(fc.string({ unit: "grapheme" }), fc.string({ unit: fc.constantFrom("a", "B", "7") }))
  .map(([content, obfuscation]) => sent({ content }, null, { usage: null, obfuscation }));

/** Texts that look like what stands around them. */
const hostile = fc
  .constantFrom('"}}],"x":"', '"delta":{"content":"', "\\", '\\"', "\n\u2028", "\ud83d", "\ude00", '{"')
  .map(said);

const fields = fc.record(
  {
    content: fc.option(fc.string({ unit: "grapheme" })),
    reasoning_content: fc.string(),
    role: fc.constant("assistant"),
  },
  { requiredKeys: [] },
);

test("however the wire cuts it, a merged stream says what the stream said", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          {
            weight: 9,
            arbitrary: fc.oneof(
              fields.map((delta) => sent(delta)),
              padded,
              hostile,
            ),
          },
          fc.constant(": alive\n\n"),
        ),
      ),
      fc.integer({ min: 1, max: 300 }),
      fc.boolean(),
      async (events, size, isCrLf) => {
        const stream = (events.join("") + END).replaceAll("\n", isCrLf ? "\r\n" : "\n");
        const bytes = encoder.encode(stream);
        const cuts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.slice(index * size, (index + 1) * size),
        );
        const merged = await text(mergedStream(Readable.from(cuts, { objectMode: false })));
        expect(readAll(merged)).toEqual(readAll(stream));
      },
    ),
  );
});

test.each([
  ["a log of probabilities", { logprobs: { content: [] } }, {}],
  ["a count of its own", {}, { usage: { total_tokens: 1 } }],
])(
  "what an event says beside its text is neither lost nor said for others: %s",
  async (_, inChoice, more) => {
    const choice = { index: 0, delta: { content: "a" }, finish_reason: null };
    const one = `data: ${JSON.stringify({ choices: [{ ...choice, ...inChoice }], ...more })}\n\n`;
    const plain = `data: ${JSON.stringify({ choices: [choice] })}\n\n`;
    const merged = await text(mergedStream(Readable.from([plain + plain + one + plain + END])));
    expect(readAll(merged).all.content).toBe("aaaa");
    expect(merged.split(JSON.stringify({ ...inChoice, ...more }).slice(1, -1))).toHaveLength(2);
  },
);

describe("when things are passed on", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("the first text goes at once, the end too, and what comes between at most 50 ms after it came", async () => {
    const { out, ended, body, send } = playing();
    await send(sent({ role: "assistant", content: "" }) + said("One"));
    expect(readAll(out.join("")).all.content).toBe("One");
    for (const word of [" two", " three", " four"]) await send(said(word));
    expect(readAll(out.join("")).all.content).toBe("One");
    await vi.advanceTimersByTimeAsync(50);
    expect(readAll(out.join("")).all.content).toBe("One two three four");
    const before = out.length;
    await send(said(" five"));
    await send(END);
    expect(readAll(out.join(""))).toMatchObject({
      all: { content: "One two three four five" },
      finish: "stop",
      usage: { total_tokens: 7 },
    });
    body.push(null);
    await ended;
    expect(out.slice(before).join("").match(/five/g)).toHaveLength(1);
  });

  test("a thousand tokens in a second are at most 21 chunks", async () => {
    const { out, send } = playing();
    for (let token = 0; token < 1_000; token++) {
      await send(said(`${token} `));
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(out.length).toBeLessThanOrEqual(21);
    await vi.advanceTimersByTimeAsync(50);
    expect(readAll(out.join("")).all.content).toMatch(/^0 .* 999 $/);
  });

  test("chunks without text show at least every 50 ms that the model is alive", async () => {
    const { out, send } = playing();
    for (let step = 0; step < 30; step++) {
      await send(sent({ reasoning_content: "hm " }));
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(out.length).toBeGreaterThanOrEqual(5);
  });

  test("what breaks off has said all that came before, and then breaks", async () => {
    const { out, ended, body, send } = playing();
    await send(said("One") + said(" two"));
    body.destroy(new Error("socket hang up"));
    await expect(ended).rejects.toThrow("terminated");
    expect(readAll(out.join("")).all.content).toBe("One two");
  });

  test("who stops reading ends the source, and nothing comes after it", async () => {
    const source = Readable.from([encoder.encode(said("One") + said(" two"))], { objectMode: false });
    const reader = mergedStream(source).getReader();
    await reader.read();
    await reader.cancel("enough");
    await vi.advanceTimersByTimeAsync(100);
    expect(source.destroyed).toBe(true);
  });
});
