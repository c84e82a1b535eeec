import type { Page } from "playwright-core";
import { takePictures } from "./camera.ts";

const WINDOW = { width: 1040, height: 670 };
const WITH_PANEL = { width: 1440, height: 810 };

/** The one with an answer in the making. */
export async function streaming(page: Page): Promise<void> {
  await page.setViewportSize({ width: WINDOW.width, height: 670 });
  await go(page, "help");
  await say(page, "Omar", "@Hippo How do I group a list by a key in TypeScript? My keys are dates.");
  await page.locator(".code-block", { hasText: "toISOString" }).waitFor();
  await takePictures(page, "streaming");
}

/** The one in which three people plan a trip, and what they can ask and do about what Hippo remembers of it. */
export async function memory(page: Page): Promise<void> {
  await page.setViewportSize(WINDOW);
  await go(page, "general");
  await ask(page, "Dana", "@Hippo We leave on Friday at six, from the north pier. Omar brings the tent.");
  await ask(page, "Mina", "@Hippo Yes! The stove and two lamps are mine.");
  await ask(page, "Omar", "@Hippo What is still missing, for three people and one night?");

  await speakAs(page, "Dana");
  await use(page, "/history");
  await page.getByRole("button", { name: "Pick a turn" }).waitFor();
  await takePictures(page, "history");
  await dismiss(page);

  const answer = page.locator(".message", { hasText: "Mostly sleep and food" }).first();
  await answer.hover();
  await answer.getByRole("button", { name: "Apps" }).click();
  await page.getByRole("menuitem", { name: "What did you see?" }).click();
  await page.locator(".file", { hasText: "prompt.md" }).waitFor();
  await takePictures(page, "what-did-you-see");
  await dismiss(page);

  await page.setViewportSize(WITH_PANEL);
  await page.getByRole("tab", { name: "Prompt" }).click();
  await takePictures(page, "playground");

  await page.setViewportSize(WINDOW);
  await use(page, "/forget");
  await page.getByRole("button", { name: "Undo" }).waitFor();
  await takePictures(page, "forget");
}

async function go(page: Page, place: string): Promise<void> {
  await page.getByRole("button", { name: place, exact: true }).click();
}

async function speakAs(page: Page, name: string): Promise<void> {
  await page.getByRole("radio", { name }).click();
}

async function say(page: Page, name: string, text: string): Promise<void> {
  await speakAs(page, name);
  await page.getByRole("textbox", { name: /^Message/ }).fill(text);
  await page.keyboard.press("Enter");
}

async function ask(page: Page, name: string, text: string): Promise<void> {
  const answers = page.locator(".message", { has: page.locator(".author.bot") });
  const before = await answers.count();
  await say(page, name, text);
  await answers.nth(before).waitFor();
  await page.getByRole("button", { name: "Stop", exact: true }).waitFor({ state: "detached" });
}

async function dismiss(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: "Dismiss message" });
  await button.click();
  await button.waitFor({ state: "detached" });
}

async function use(page: Page, command: string): Promise<void> {
  await page.getByRole("textbox", { name: /^Message/ }).fill(command);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
}
