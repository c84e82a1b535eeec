import { Prompts, SetupCancelledError } from "./prompts.ts";
import { setUp } from "./setup.ts";

try {
  if (!process.stdin.isTTY || !process.stdout.isTTY)
    throw new SetupCancelledError("setup asks questions: run it in a terminal, or copy .env.example to .env");
  await setUp(new Prompts(), process.cwd());
} catch (error) {
  if (!(error instanceof SetupCancelledError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
