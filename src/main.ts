import { inspect } from "node:util";
import { awaitAllCallbacks } from "@langchain/core/callbacks/promises";
import { config as loadDotenv } from "dotenv";
import { createApp } from "./app.ts";
import { sendConsoleTo } from "./console-to-log.ts";
import { ConfigError, readConfig } from "./config.ts";
import { LeaseLostError, StoreError } from "./chat/store/session-store.ts";
import { HealthError } from "./health/health-error.ts";
import { LoginError } from "./discord/gateway/login-error.ts";
import { createLog } from "./log.ts";
import { stopOnSignal } from "./signals.ts";
import { surviveStrayErrors } from "./stray-errors.ts";

/** How long stopping may take beside its grace, in milliseconds: Docker kills after 10 s. */
const TO_LEAVE_MS = 1_500;

async function main(): Promise<void> {
  loadDotenv({ quiet: true });
  const config = readConfig(process.env);
  const log = createLog(config.app.logLevel, config.secrets);
  const app = await createApp(config, log);
  sendConsoleTo(log);
  surviveStrayErrors(log);
  const stop = async (): Promise<void> => {
    await app.stop();
    await awaitAllCallbacks();
  };
  stopOnSignal(stop, config.app.graceMs + TO_LEAVE_MS);
  try {
    await app.run();
  } catch (error) {
    // Whoever lost the lease has no say any more; anybody else says how answers under way ended.
    if (!(error instanceof LeaseLostError)) await stop();
    throw error;
  }
  await app.stop();
}

try {
  await main();
} catch (error) {
  const isForOperator = [ConfigError, HealthError, LeaseLostError, LoginError, StoreError].some(
    (kind) => error instanceof kind,
  );
  process.stderr.write(`${isForOperator ? (error as Error).message : inspect(error)}\n`);
  process.exit(1);
}
