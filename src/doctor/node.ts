import { bad, ok, type Finding } from "./finding.ts";

/** The oldest Node that all of Hippo runs on, as package.json says too. */
export const OLDEST = [20, 12] as const;

/** Whether this is a Node that Hippo runs on. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  return isOld ? bad(`this is Node ${version}: install ${OLDEST.join(".")} or later, best 24`) : ok(version);
}
