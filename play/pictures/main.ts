import { FakeOpenAI, Gate } from "../../test/fakes/openai/fake-openai.ts";
import { Playground } from "../playground.ts";
import { servePage } from "../server/server.ts";
import { tellStories } from "./answers.ts";
import { launchChromium } from "./chromium.ts";
import { memory, streaming } from "./stories.ts";
import { recordTerminal } from "./terminal/record.ts";

/** Screens of today show so many dots in a pixel's place. */
const DENSITY = 2;

const openai = await FakeOpenAI.start();
const inTheMaking = new Gate();
tellStories(openai, inTheMaking);
const environment = {
  LOG_LEVEL: "warn",
  OPENAI_BASE_URL: openai.baseUrl,
  OPENAI_MODEL: "your-model",
  SHUTDOWN_GRACE_MS: "0",
};
const playground = await Playground.open({
  environment,
  pace: { beginsAfterMs: 0, wordEveryMs: 0 },
  log: process.stderr,
});
const served = await servePage(playground, 0);
const browser = await launchChromium();
const context = await browser.newContext({
  deviceScaleFactor: DENSITY,
  reducedMotion: "reduce",
  locale: "en-US",
});
const page = await context.newPage();
await page.goto(served.url);
await page.waitForSelector("body.ready");
await streaming(page);
inTheMaking.end();
await memory(page);
await browser.close();
await served.close();
await playground.close();
await openai.close();
await recordTerminal();
