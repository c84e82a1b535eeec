import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Suite } from "../figure.ts";
import { median, times } from "../statistics.ts";

const ROUNDS = 5;
const OVER_IMPORTS_MS = 400;

/** The packages that a chat in the terminal with the offline model needs. */
const NEEDED = [
  "@langchain/core/runnables",
  "@langchain/core/prompts",
  "@langchain/core/output_parsers",
  "@langchain/core/messages",
  "@langchain/core/chat_history",
  "@langchain/core/language_models/chat_models",
  "dotenv",
  "lru-cache",
  "pino",
  "pino-pretty",
  "zod",
];

/** From process start to the first answer in the terminal. */
export const start: Suite = {
  title: "Start",
  measure: async ({ quick }) => {
    const rounds = quick ? 3 : ROUNDS;
    const hippo = fileURLToPath(new URL("../../src/main.js", import.meta.url));
    const imports = NEEDED.map((name) => `import "${name}";`).join("");
    const whole = median(await times(rounds, () => cpuOf([hippo], "Hello?\n")));
    const needed = median(await times(rounds, () => cpuOf(["--input-type=module", "--eval", imports])));
    return [
      {
        what: "first answer in the terminal, CPU",
        value: whole,
        unit: "ms",
        baseline: { what: "its imports alone", value: needed },
      },
      {
        what: "  beyond the imports",
        value: whole - needed,
        unit: "ms",
        limit: { of: "value", atMost: OVER_IMPORTS_MS },
      },
    ];
  },
};

const REPORT = fileURLToPath(new URL("../processes/report-cpu.js", import.meta.url));

/** What a process of Node took from its start to its end, in milliseconds of CPU. */
async function cpuOf(command: readonly string[], input = ""): Promise<number> {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, ["--import", REPORT, ...command], { env: { PATH, HOME } });
  child.stdin.end(input);
  child.stdout.resume();
  return Number(/CPU (\d+)/.exec(await text(child.stderr))?.[1] ?? NaN);
}
