import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/** Hippo as a process of its own. */
export interface HippoProcess {
  readonly child: ChildProcessWithoutNullStreams;
  /** Resolves when it has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

/** Runs the compiled bot with this environment alone. */
export function runHippo(environment: Record<string, string> = {}, input?: string): HippoProcess {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, ["dist/src/main.js"], { env: { PATH, HOME, ...environment } });
  if (input !== undefined) child.stdin.end(input);
  const exit = new Promise<number | null>((resolve) => child.once("close", resolve));
  const ended = Promise.all([exit, text(child.stdout), text(child.stderr)]).then(
    ([code, stdout, stderr]) => ({
      code,
      stdout,
      stderr,
    }),
  );
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return { child, ended };
}
