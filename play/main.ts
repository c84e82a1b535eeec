import { config as loadDotenv } from "dotenv";
import { ConfigError } from "../src/config.ts";
import { stopOnSignal } from "../src/signals.ts";
import { surviveStrayErrors } from "../src/stray-errors.ts";
import { createLog } from "../src/log.ts";
import { Playground } from "./playground.ts";
import { servePage } from "./server/server.ts";

const PORT = 8787;

/** A quick model of today. */
const PACE = { beginsAfterMs: 700, wordEveryMs: 55 };

/** How long closing may take, in milliseconds. */
const PATIENCE_MS = 3_000;

async function main(): Promise<void> {
  loadDotenv({ quiet: true });
  const { LOG_LEVEL = "warn", SHUTDOWN_GRACE_MS = "1000", PORT: port = PORT } = process.env;
  surviveStrayErrors(createLog(LOG_LEVEL, []));
  const environment = { ...process.env, LOG_LEVEL, SHUTDOWN_GRACE_MS };
  const playground = await Playground.open({ environment, pace: PACE, log: process.stderr });
  const page = await servePage(playground, Number(port));
  stopOnSignal(async () => {
    await page.close();
    await playground.close();
  }, PATIENCE_MS);
  const { model, isStandIn } = playground.model;
  const answers = isStandIn ? "A stand-in for a model answers" : `${model} answers`;
  process.stdout.write(`Hippo is at play: open ${page.url}\n${answers}. Ctrl-C ends it.\n`);
}

try {
  await main();
} catch (error) {
  const { code = "" } = error as NodeJS.ErrnoException;
  if (["EADDRINUSE", "EACCES", "ERR_SOCKET_BAD_PORT"].includes(code))
    process.stderr.write("That port cannot be had: set PORT to another one, for example PORT=8788\n");
  else if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else throw error;
  process.exit(1);
}
