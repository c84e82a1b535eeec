import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Watch } from "./fakes/watch.ts";

const tsconfig = {
  compilerOptions: { module: "NodeNext", lib: ["ES2015"], types: [], rootDir: ".", outDir: "dist" },
  include: ["src"],
};

/** A program that says who it is, runs until it is told to end, and takes a moment for that. */
const program = (name: string) => `
  declare const console: { log(text: string): void };
  declare const process: { once(signal: string, listener: () => void): void; exit(): never };
  declare function setTimeout(callback: () => void, ms: number): void;
  setTimeout(() => {}, 1_000_000);
  process.once("SIGTERM", () => setTimeout(() => { console.log("${name} ends"); process.exit(); }, 50));
  console.log("${name} runs");
`;

/** `npm run dev` of a program of one file. */
async function startDev(source: string) {
  const folder = await mkdtemp(join(tmpdir(), "hippo-dev-"));
  const main = join(folder, "src", "main.ts");
  await mkdir(join(folder, "src"));
  await writeFile(join(folder, "package.json"), `{ "type": "module" }`);
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
  await writeFile(main, source);
  const dev = spawn(process.execPath, [resolve("scripts/dev.js")], { cwd: folder });
  const ended = once(dev, "close");
  onTestFinished(async () => {
    dev.kill("SIGKILL");
    await rm(folder, { recursive: true });
  });
  let said = "";
  const watch = new Watch(() => said);
  for (const stream of [dev.stdout, dev.stderr]) {
    stream.on("data", (data: Buffer) => {
      said += data.toString();
      watch.changed();
    });
  }
  return {
    change: (to: string) => writeFile(main, to),
    end: () => dev.kill("SIGINT"),
    ended,
    said: () => said,
    says: (text: string) => watch.until(() => said.includes(text), { what: text, timeoutMs: 10_000 }),
  };
}

test("dev runs what compiles, lets it end before the next, keeps it while a change does not compile, and ends with it", async () => {
  const dev = await startDev(program("first"));
  await dev.says("first runs");
  await dev.change(`${program("broken")} const wrong: number = "text";`);
  await dev.says("Type 'string' is not assignable to type 'number'");
  await dev.says("Found 1 error");
  await dev.change(program("second"));
  await dev.says("second runs");
  expect(dev.said()).toMatch(/first runs[^]*first ends\nsecond runs/);
  expect(dev.said()).not.toContain("broken runs");
  dev.end();
  expect(await dev.ended).toEqual([0, null]);
  expect(dev.said()).toMatch(/second ends\n$/);
});

test("dev outlives a program that fails, and ends with one that has nothing more to do", async () => {
  const dev = await startDev(`throw "failed at once";`);
  await dev.says("Waiting for a change");
  await dev.change("// Nothing.");
  expect(await dev.ended).toEqual([0, null]);
});
