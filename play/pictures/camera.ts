import { writeFileSync } from "node:fs";
import type { Page } from "playwright-core";

const FOLDER = "docs/pictures";

/** Of 100: text stays sharp, and a picture stays under 150 KB. */
const QUALITY = 88;

/** Takes a picture of the window in light and in dark; they are saved as `NAME-light.webp` and `NAME-dark.webp`. */
export async function takePictures(page: Page, name: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  // Nothing is pointed at, and nothing has the focus.
  await page.mouse.move(0, 0);
  for (const focused of await page.locator(":focus").all()) await focused.blur();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { data } = await devtools.send("Page.captureScreenshot", { format: "webp", quality: QUALITY });
    const bytes = Buffer.from(data, "base64");
    writeFileSync(`${FOLDER}/${name}-${colorScheme}.webp`, bytes);
    process.stdout.write(`${FOLDER}/${name}-${colorScheme}.webp: ${Math.round(bytes.length / 1_000)} KB\n`);
  }
}
