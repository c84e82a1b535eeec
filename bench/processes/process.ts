import { fork, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Remote } from "./rpc.ts";
import type { Usage } from "./usage.ts";

/** How a process of the bench is started. */
export interface ProcessOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly nodeOptions?: readonly string[];
}

/** A process beside the bench, which answers it and ends with it. */
export class BenchProcess {
  readonly remote: Remote;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.remote = new Remote(child);
  }

  /** Starts Hippo, compiled, with the options that `npm start` gives Node, and with this environment alone. */
  static hippo(options: ProcessOptions): BenchProcess {
    const nodeOptions = ["--import", pathOf("probe.js"), ...startOptions(), ...(options.nodeOptions ?? [])];
    return BenchProcess.start("../../src/main.js", { ...options, nodeOptions });
  }

  /** Starts a compiled script of this folder, with this environment alone. */
  static start(script: string, options: ProcessOptions = {}): BenchProcess {
    const { environment = {}, nodeOptions = [] } = options;
    const { PATH = "", HOME = "" } = process.env;
    const child = fork(pathOf(script), {
      execArgv: [...nodeOptions],
      env: { PATH, HOME, ...environment },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    return new BenchProcess(child);
  }

  /** What it used while something was done, in milliseconds of CPU. */
  async cpuDuring(act: () => Promise<unknown>): Promise<number> {
    const { cpuMs } = await this.usage();
    await act();
    return (await this.usage()).cpuMs - cpuMs;
  }

  usage(): Promise<Usage> {
    return this.remote.call("usage");
  }

  /** Ends it without a word. */
  kill(): void {
    this.#child.kill("SIGKILL");
  }

  /** Ends it in order. */
  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.kill("SIGTERM");
    await ended;
  }
}

function startOptions(): string[] {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: { start: string } };
  return scripts.start.split(" ").filter((word) => word.startsWith("--"));
}

const pathOf = (script: string): string => fileURLToPath(new URL(script, import.meta.url));
