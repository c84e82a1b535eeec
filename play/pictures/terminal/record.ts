import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { drawing, type Line } from "./drawing.ts";

const FILE = "docs/pictures/terminal.svg";

const PROMPT = "> ";

const TYPED = [
  "My name is Dana, and my boat is called Newt.",
  "What is my boat called?",
  "/forget",
  "What is my boat called?",
  "/undo",
  "What is my boat called?",
];

/** Records a session of `npm start` with the offline model, in a real terminal, and draws it. */
export async function recordTerminal(): Promise<void> {
  const shown = await transcript();
  const svg = drawing([{ text: "$ npm start", isTyped: true }, ...shown]);
  writeFileSync(FILE, svg);
  process.stdout.write(`${FILE}: ${Math.round(svg.length / 1_000)} KB\n`);
}

/** What the terminal showed; `script` is a terminal to the program that runs in it. */
async function transcript(): Promise<Line[]> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, TERM: "dumb", USER: "dana", LOG_LEVEL: "silent" };
  const terminal = spawn("script", ["-qfec", "stty cols 200 && npm start --silent", "/dev/null"], { env });
  let shown = "";
  const left = [...TYPED];
  terminal.stdout.on("data", (data: Buffer) => {
    shown += stripVTControlCharacters(data.toString()).replaceAll("\r", "");
    if (!shown.endsWith(`\n${PROMPT}`)) return;
    const next = left.shift();
    terminal.stdin.write(`${next ?? "/quit"}\r`);
  });
  await new Promise((resolve, reject) => {
    terminal.once("close", resolve).once("error", reject);
  });
  const lines = shown.trimEnd().split("\n");
  return lines
    .filter((text) => text !== `${PROMPT}/quit` && text !== PROMPT.trim())
    .map((text) => ({ text, isTyped: text.startsWith(PROMPT) && TYPED.includes(text.slice(PROMPT.length)) }));
}
