import { execFileSync } from "node:child_process";
import { chromium, type Browser } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** The Chromium of this machine, if it has one. */
export const chromiumPath = NAMES.flatMap(found)[0];

function found(name: string): string[] {
  try {
    return [execFileSync("which", [name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim()];
  } catch {
    return [];
  }
}

/**
 * Starts it without a window.
 * @throws if there is none
 */
export function launchChromium(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error(`None of these is installed: ${NAMES.join(", ")}.`);
  // In a container it has to do without its sandbox; it opens nothing but the playground.
  return chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
}
