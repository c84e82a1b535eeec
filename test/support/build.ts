import { execFileSync } from "node:child_process";

/** Compiles Hippo once, before the tests that run it as its users do. */
export function setup(): void {
  execFileSync("npm", ["run", "build", "--silent"], { stdio: "inherit" });
}
