import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { chromiumPath, launchChromium } from "../../../play/pictures/chromium.ts";
import { FakeOpenAI } from "../../fakes/openai/fake-openai.ts";
import { visit } from "../../support/browser.ts";
import { PATIENCE_MS, startPlayground } from "../../support/playground.ts";
import { backgroundOf, contrastsOf, overflowing } from "./looking.ts";

let browser: Browser | undefined;

beforeAll(async () => {
  if (chromiumPath) browser = await launchChromium();
}, PATIENCE_MS);

afterAll(() => browser?.close());

beforeEach(({ skip }) => {
  if (!browser) skip("no chromium is installed");
});

async function openPage(options: BrowserContextOptions = {}, environment: NodeJS.ProcessEnv = {}) {
  const { url } = await startPlayground(environment);
  return visit(browser!, url, options);
}

/** A page on which a story goes on until it is stopped, however slow the machine is. */
async function openEndlessly() {
  const openai = await FakeOpenAI.start();
  onTestFinished(() => openai.close());
  openai.answer(({ messages }) =>
    messages.at(-1)?.content.includes("story")
      ? { chunks: ["On and on ", "it went. "], everyMs: 50, endless: true }
      : "Noted.",
  );
  return { openai, ...(await openPage({}, { OPENAI_BASE_URL: openai.baseUrl })) };
}

/** The last message of the bot, or one that says this. */
const answer = (page: Page, text?: string) => {
  const all = page.locator(".message", { has: page.locator(".author.bot") });
  return (text === undefined ? all : all.filter({ hasText: text })).last();
};

/** Waits for an answer to be whole. */
async function answered(page: Page, text: string): Promise<void> {
  await answer(page, text).waitFor();
  await page.getByRole("button", { name: "Stop", exact: true }).waitFor({ state: "detached" });
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: /^Message/ }).fill(text);
  await page.keyboard.press("Enter");
}

const length = async (page: Page) => (await answer(page).locator(".content").innerText()).length;

describe("the first minute at play", { timeout: PATIENCE_MS }, () => {
  test("shows an answer as it streams, corrected by an edit, stopped, forgotten and brought back", async () => {
    const { page, troubles, openai } = await openEndlessly();
    await say(page, "@Hippo Tell me a story");
    const stop = page.getByRole("button", { name: "Stop", exact: true });
    await stop.waitFor();
    const before = await length(page);
    await expect.poll(() => length(page), { timeout: PATIENCE_MS }).toBeGreaterThan(before);

    await page.locator(".message").first().hover();
    await page.locator(".message").first().getByRole("button", { name: "Edit" }).click();
    await page.getByRole("textbox", { name: "Edit message" }).fill("@Hippo My boat is called Newt.");
    await page.keyboard.press("Enter");
    await answered(page, "Noted.");
    expect(await page.locator(".message").count()).toBe(2);

    await say(page, "@Hippo Tell me a story");
    await stop.click();
    await page.getByRole("button", { name: "Stopped" }).waitFor();
    expect(openai.requests.map(({ closed }) => closed)).toEqual([true, false, true]);

    await say(page, "/forget");
    await page.keyboard.press("Enter");
    await answer(page, "I forgot 2 turns.").getByRole("button", { name: "Undo" }).click();
    await answer(page, "I remember those 2 turns again.").waitFor();
    expect(troubles).toEqual([]);
  });

  test("can be had by keyboard alone", async () => {
    const { page, troubles } = await openEndlessly();
    const { keyboard } = page;
    await keyboard.type("@hi");
    await page.getByRole("option", { name: "Hippo" }).waitFor();
    await keyboard.press("Enter");
    await keyboard.type("Tell me a story");
    await keyboard.press("Enter");
    await page.getByRole("button", { name: "Stop", exact: true }).waitFor();
    await keyboard.press("Shift+Tab");
    await keyboard.press("Shift+Tab");
    await keyboard.press("Enter");
    await page.getByRole("button", { name: "Stopped" }).waitFor();

    await page.locator("#said").focus();
    await keyboard.press("ArrowUp");
    await keyboard.press("Control+A");
    await keyboard.type("@Hippo My boat is called Newt.");
    await keyboard.press("Enter");
    await answered(page, "Noted.");

    await keyboard.type("/for");
    await keyboard.press("Enter");
    await keyboard.press("Enter");
    await page.getByRole("button", { name: "Undo" }).waitFor();
    await keyboard.press("Shift+Tab");
    await keyboard.press("Shift+Tab");
    await keyboard.press("Enter");
    await answer(page, "I remember that turn again.").waitFor();

    await page.locator("#said").focus();
    for (const key of ["Shift+Tab", "Shift+Tab", "ArrowUp", "Tab", "Tab", "Enter", "ArrowDown", "Enter"])
      await keyboard.press(key);
    await page.locator(".message.ephemeral").getByText("Earlier turns: 0 in the prompt").waitFor();
    expect(troubles).toEqual([]);
  });

  test("fits into a narrow window", async () => {
    const { page, troubles } = await openPage({ viewport: { width: 340, height: 640 } });
    const overflow = () => page.locator("body").evaluate(overflowing);
    await say(page, "@Hippo Show me some code, please");
    await answered(page, "Object.groupBy");
    expect(await overflow()).toEqual([]);
    await page.getByRole("button", { name: "Channels and people" }).click();
    expect(await overflow()).toEqual([]);
    await page.getByRole("button", { name: "Hippo", exact: true }).click();
    await page.getByRole("button", { name: "Behind the scenes" }).click();
    await page.getByRole("tab", { name: "Faults" }).click();
    expect(await overflow()).toEqual([]);
    await page.getByRole("button", { name: "Close the panel" }).click();
    await say(page, "My boat is called Newt.");
    await answered(page, "Noted.");
    expect(troubles).toEqual([]);
  });

  test("can be read in dark and in light, as the machine has it or as one chooses", async () => {
    const { page, troubles } = await openPage({ colorScheme: "dark" });
    await say(page, "@Hippo Show me some code, please");
    await answered(page, "Object.groupBy");
    await page.getByRole("tab", { name: "Memory" }).click();
    const looked = [
      ".message .content", ".content code", ".code-block", ".code-keyword", ".code-comment", ".code-call",
      ".code-string", ".mention", ".author", ".author.bot", ".header time", ".edited", ".context b", ".welcome p",
      ".place-list button", ".people button", ".status-line span", ".panel-body > p", ".said b", ".tag",
    ]; // prettier-ignore
    const middle = () => page.locator("main").evaluate(backgroundOf);
    const dark = await middle();
    const readable = async () => {
      const contrasts = await page.locator("body").evaluate(contrastsOf, looked);
      expect(Object.entries(contrasts).filter(([, contrast]) => contrast < 4.5)).toEqual([]);
    };
    await readable();
    await page.emulateMedia({ colorScheme: "light" });
    expect(await middle()).not.toBe(dark);
    await readable();
    await page.getByRole("button", { name: "Light or dark" }).click();
    expect(await middle()).toBe(dark);
    await page.reload();
    await page.waitForSelector("body.ready");
    expect(await middle()).toBe(dark);
    expect(troubles).toEqual([]);
  });

  test("shows each person what is theirs, in their language", async () => {
    const { page, troubles } = await openPage();
    await page.getByRole("radio", { name: "Mina" }).click();
    await say(page, "/history");
    await page.keyboard.press("Enter");
    const own = page.locator(".message.ephemeral");
    await own.waitFor();
    expect(await own.innerText()).toMatch(/\p{Script=Hangul}/u);
    await page.getByRole("radio", { name: "Omar" }).click();
    expect(await own.count()).toBe(0);
    await page.getByRole("radio", { name: "Mina" }).click();
    await own.getByRole("button", { name: "Dismiss message" }).click();
    await own.waitFor({ state: "detached" });
    expect(troubles).toEqual([]);
  });

  test("takes files, and fills in the options of commands", async () => {
    const { page, troubles } = await openPage();
    await page.locator("input[type=file]").setInputFiles({
      name: "boat.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("My boat is called Newt."),
    });
    await say(page, "@Hippo Remember this.");
    await page.locator(".message .file", { hasText: "boat.txt" }).waitFor();
    await answered(page, "Noted.");
    await say(page, "/history");
    await page.getByRole("button", { name: "+ export" }).click();
    await page.keyboard.type("js");
    await page.getByRole("option", { name: "JSON" }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await answer(page).locator(".file", { hasText: "history.json" }).waitFor();
    expect(troubles).toEqual([]);
  });
});
