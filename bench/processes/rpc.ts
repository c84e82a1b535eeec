import type { ChildProcess } from "node:child_process";
import { Profiler } from "./profiler.ts";
import { usage } from "./usage.ts";

/** What a process does when it is told to, by name. */
export type Methods = Readonly<Record<string, (argument: never) => unknown>>;

/** Lets the parent process call these methods, and those that every measured process has, by IPC; the process ends with it. */
export function serve(own: Methods = {}): void {
  const profiler = new Profiler();
  const methods: Methods = {
    usage,
    collect: () => globalThis.gc?.(),
    startProfile: () => profiler.start(),
    stopProfile: (file: string) => profiler.stop(file),
    ...own,
  };
  process.on("message", ({ id, method, argument }: Call) => {
    Promise.resolve(argument as never)
      .then((given) => methods[method]?.(given))
      .then(
        (result) => process.send?.({ id, result }),
        (error: unknown) => process.send?.({ id, error: String(error) }),
      );
  });
  process.once("disconnect", () => process.exit());
}

/** Calls the methods that a child process serves. */
export class Remote {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #calls = 0;

  constructor(child: ChildProcess) {
    this.#child = child;
    child.on("message", (answer: Answer) => {
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    });
    child.once("exit", (code) => {
      for (const settle of this.#waiting.values()) settle({ id: 0, error: `it ended with code ${code}` });
    });
  }

  /** @throws what the method threw, or that the process ended */
  async call<Result>(method: string, argument?: unknown): Promise<Result> {
    const id = ++this.#calls;
    const answered = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    this.#child.send({ id, method, argument });
    const { error, result } = await answered;
    if (error !== undefined) throw new Error(`${method}: ${error}`);
    return result as Result;
  }
}

interface Call {
  readonly id: number;
  readonly method: string;
  readonly argument?: unknown;
}

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}
