import { execFileSync } from "node:child_process";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { onTestFinished } from "vitest";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** A Chromium of this machine; without one, what needs it is skipped and says so. */
export const chromiumPath = NAMES.flatMap(found)[0];

function found(name: string): string[] {
  try {
    return [execFileSync("which", [name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim()];
  } catch {
    return [];
  }
}

/** Starts it without a window. */
export function launchBrowser(): Promise<Browser> {
  // In a container it has to do without its sandbox; it opens nothing but the page under test.
  return chromium.launch({ executablePath: chromiumPath!, args: ["--no-sandbox"] });
}

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
  page.setDefaultTimeout(10_000);
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
