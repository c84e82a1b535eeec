import { bad, ok, type Finding } from "./finding.ts";

/** The oldest major version of Node that all of Hippo runs on, as package.json says too. */
export const OLDEST = 20;

/** Whether this is a Node that Hippo runs on. */
export function checkNode(version: string): Finding {
  const isOld = Number(version.split(".", 1)[0]) < OLDEST;
  return isOld ? bad(`this is Node ${version}: install ${OLDEST} or later, best 24`) : ok(version);
}
