import { ConfigError, readConfig, type Config } from "../config.ts";
import { bad, found, type Finding } from "../doctor/finding.ts";
import type { Values } from "./env-file.ts";

/** What a check finds under the configuration that these values make, or why they make none. */
export async function checkWith(
  values: Values,
  check: (config: Config) => Promise<Finding>,
): Promise<Finding> {
  try {
    const config = readConfig({ ...values });
    return await found(() => check(config));
  } catch (error) {
    if (error instanceof ConfigError) return bad(error.message);
    throw error;
  }
}
