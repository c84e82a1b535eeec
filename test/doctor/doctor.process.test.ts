import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const doctor = (environment: Record<string, string>) =>
  spawnSync(process.execPath, ["dist/src/doctor/main.js"], {
    env: { PATH: process.env.PATH ?? "", ...environment },
    encoding: "utf8",
  });

test("the doctor prints a line each, and ends with 0 where Hippo can work, with 1 where it cannot", () => {
  const well = doctor({});
  expect(well.stdout).toMatch(/^ok {4}node .*\nok {4}configuration .*\nnote {2}token /);
  expect(well.status).toBe(0);
  const ill = doctor({ DISCORD_TOKEN: "a-token-1234567890", DISCORD_API_URL: "http://127.0.0.1:1/api" });
  expect(ill.stdout).toMatch(/^BAD {3}token +cannot be reached/m);
  expect(ill.stdout).not.toContain("a-token");
  expect(ill.status).toBe(1);
});
