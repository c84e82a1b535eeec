import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";

/** Hippo as a process, which can be stopped and started anew with what it keeps. */
export class SoakedBot {
  /** Log lines that tell of an error, or cannot be read, of all its processes. */
  readonly errors: string[] = [];
  /** How it ended wherever that was not with 0. */
  readonly badEnds: (number | NodeJS.Signals | null)[] = [];
  readonly #environment: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;

  constructor(environment: Readonly<Record<string, string>>) {
    this.#environment = environment;
  }

  start(): void {
    const { PATH = "", HOME = "" } = process.env;
    const env = { PATH, HOME, ...this.#environment };
    const child = spawn(process.execPath, ["dist/src/main.js"], { env, stdio: ["ignore", "ignore", "pipe"] });
    let rest = "";
    child.stderr.on("data", (data: Buffer) => {
      const lines = (rest + data.toString()).split("\n");
      rest = lines.pop() ?? "";
      this.errors.push(...lines.filter((line) => !/"level":[1-4]0/.test(line)));
    });
    this.#child = child;
  }

  /** What it holds of the machine's memory, in bytes. */
  get memory(): number {
    const status = readFileSync(`/proc/${this.#child?.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1_024;
  }

  /** Ends it by a signal. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    const child = this.#child!;
    const ended = new Promise<void>((resolve) => {
      child.once("close", (code, by) => {
        if (code !== 0) this.badEnds.push(code ?? by);
        resolve();
      });
    });
    child.kill(signal);
    await ended;
  }
}
