import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { PageClient, PATIENCE_MS, startPlayground } from "../support/playground.ts";

/** Sends a request with these headers, as no browser's page could choose them. */
function ask(url: string, method: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on("error", reject).end(method === "POST" ? "{}" : undefined);
  });
}

describe("the playground's server", { timeout: PATIENCE_MS }, () => {
  test("sends a page that may load nothing but its own", async () => {
    const { url } = await startPlayground();
    for (const path of ["/", "/main.ts", "/style/base.css", "/hippo.svg", "/fonts/text.woff2"]) {
      const response = await fetch(url + path);
      expect(response.status, path).toBe(200);
      expect(response.headers.get("content-security-policy")).toContain(
        "default-src 'none'; script-src 'self'",
      );
      expect(response.headers.get("cross-origin-resource-policy")).toBe("same-origin");
      const text = await response.text();
      if (!path.includes("fonts"))
        expect(text.replace("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:\/\/[a-z]/);
    }
    for (const path of ["/../package.json", "/%2e%2e/%2e%2e/package.json", "/tsconfig.json", "/nothing.css"])
      expect(await ask(url + path, "GET", {}), path).toBe(404);
  });

  test("answers its own page alone, under its own name", async () => {
    const { url } = await startPlayground();
    const { host } = new URL(url);
    const json = { "content-type": "application/json" };
    const own = { ...json, origin: url };
    expect(await ask(`${url}/feed`, "GET", { host: "rebound.example:80" })).toBe(403);
    expect(await ask(`${url}/`, "GET", { host, "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await ask(`${url}/act/fault`, "POST", own)).toBe(400);
    expect(await ask(`${url}/act/fault`, "POST", { ...own, origin: "http://other.example" })).toBe(403);
    expect(await ask(`${url}/act/fault`, "POST", { ...own, host: "rebound.example" })).toBe(403);
    expect(await ask(`${url}/act/fault`, "POST", { origin: url, "content-type": "text/plain" })).toBe(403);
    expect(await ask(`${url}/act/fault`, "POST", json)).toBe(403);
  });

  test("shows what people attach as what it is, and lets a page under its own name be saved only", async () => {
    const { url } = await startPlayground();
    const page = await PageClient.open(url);
    const { people, places } = page.get("stage");
    const base64 = Buffer.from("<script>alert(1)</script>").toString("base64");
    const files = [
      { name: "a.html", type: "text/html", base64 },
      { name: "b.png", type: "image/png", base64 },
    ];
    await page.act("say", { person: people[0]!.id, place: places[0]!.id, text: "look", files });
    const [html, png] = await page.until(() => page.all("message")[0]?.files);
    const answer = await fetch(`${url}/files/${html!.id}/a.html`);
    expect(answer.headers.get("content-type")).toBe("application/octet-stream");
    expect(answer.headers.get("content-disposition")).toBe("attachment; filename*=UTF-8''a.html");
    expect((await fetch(`${url}/files/${png!.id}/b.png`)).headers.get("content-type")).toBe("image/png");
    expect(html!.isImage).toBe(false);
  });

  test("refuses what Discord's app would not let anyone do, and says why", async () => {
    const { url } = await startPlayground();
    const page = await PageClient.open(url);
    const { people, places } = page.get("stage");
    const [dana, mina] = people;
    const { result } = await page.act("say", { person: dana!.id, place: places[0]!.id, text: "mine" });
    const message = result.message;
    expect(await page.act("edit", { person: mina!.id, message, text: "yours" })).toEqual({
      status: 409,
      result: { error: "Only its author can edit a message." },
    });
    expect((await page.act("delete", { person: mina!.id, message })).status).toBe(409);
    expect((await page.act("say", { person: "nobody", place: places[0]!.id, text: "?" })).status).toBe(400);
    expect((await page.act("fly", {})).status).toBe(409);
    expect((await page.act("delete", { person: dana!.id, message })).status).toBe(200);
    await page.until(() => page.all("message").length === 0);
  });
});
