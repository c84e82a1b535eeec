import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { PATIENCE_MS } from "./playground.ts";

/** A page in a browser, and whatever went wrong in it. */
export interface Visit {
  readonly page: Page;
  /** Errors on its console or in its scripts, requests that failed, and requests to any other host. */
  readonly troubles: readonly string[];
}

/** Opens an address and waits until the page stands there. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ reducedMotion: "reduce", locale: "en-US", ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS / 2);
  const troubles: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) troubles.push(message.text());
  });
  page.on("pageerror", (error) => troubles.push(String(error.stack)));
  page.on("request", (request) => {
    if (!request.url().startsWith(`${url}/`)) troubles.push(`another host: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (!response.ok()) troubles.push(`${response.status()}: ${response.url()}`);
  });
  await page.goto(url);
  await page.waitForSelector("body.ready");
  return { page, troubles };
}
