import { describe, expect, test } from "vitest";
import { badGateway, htmlPage, modelNotFound, quotaExceeded } from "../../openai/scripts/failures.ts";
import { chunksOf, modelAt, rejection, startFake } from "./model.ts";

describe("a failure of the fake OpenAI", () => {
  test.each([
    [403, "unsupported_country_region_territory"],
    [408, "timeout"],
    [413, "request_too_large"],
    [503, "server_is_overloaded"],
  ])("has the status %i with OpenAI's code %s", async (status, code) => {
    const fake = await startFake();
    fake.answer({ status, headers: { "x-request-id": "req_1" } });
    expect(await rejection(chunksOf(modelAt(fake)))).toMatchObject({ status, code, requestID: "req_1" });
  });

  test("names the model that is not found, and the quota that is used up", async () => {
    const fake = await startFake();
    fake.answerOnce(modelNotFound("gpt-9"), quotaExceeded);
    const unknown = await rejection(chunksOf(modelAt(fake)));
    expect(unknown).toMatchObject({ status: 404, message: expect.stringContaining("`gpt-9`") as string });
    const quota = await rejection(chunksOf(modelAt(fake, { maxRetries: 2 })));
    expect(quota).toMatchObject({ status: 429, code: "insufficient_quota" });
    expect(fake.requests).toHaveLength(2);
  });

  test("has a body of its own", async () => {
    const fake = await startFake();
    fake.answerOnce(badGateway, { status: 400, body: { error: "odd" } });
    expect(await rejection(chunksOf(modelAt(fake)))).toMatchObject({ status: 502 });
    expect(await rejection(chunksOf(modelAt(fake)))).toMatchObject({ status: 400, error: "odd" });
  });

  test("is a page or JSON where a stream should be, which the client takes for an empty answer", async () => {
    const fake = await startFake();
    fake.answerOnce(htmlPage, { status: 200, body: { ok: true } });
    const textOf = async () => (await chunksOf(modelAt(fake))).map(({ text }) => text).join("");
    expect(await textOf()).toBe("");
    expect(await textOf()).toBe("");
    expect(fake.requests).toMatchObject([{ status: 200 }, { status: 200 }]);
  });

  test("comes late", async () => {
    const fake = await startFake();
    fake.answer({ status: 500, headersAfterMs: 50 });
    const began = performance.now();
    await rejection(chunksOf(modelAt(fake)));
    expect(performance.now() - began).toBeGreaterThan(48);
  });

  test("is a connection that is reset", async () => {
    const fake = await startFake();
    fake.answer({ reset: true });
    const error = await rejection(chunksOf(modelAt(fake)));
    expect(error.message).toContain("Connection error");
    expect(fake.requests).toMatchObject([{ status: 0, broken: true, closed: false }]);
  });

  test("is a server that is down, until it comes back at its address", async () => {
    const fake = await startFake();
    await fake.goDown();
    expect((await rejection(chunksOf(modelAt(fake)))).message).toContain("Connection error");
    await fake.comeBack();
    expect(await chunksOf(modelAt(fake))).not.toHaveLength(0);
  });
});
