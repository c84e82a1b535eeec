import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

test("where nobody can be asked, the setup says what to do instead, and fails", () => {
  const { status, stderr } = spawnSync(process.execPath, ["dist/src/setup/main.js"], { input: "" });
  expect(status).toBe(1);
  expect(stderr.toString()).toBe(
    "setup asks questions: run it in a terminal, or copy .env.example to .env\n",
  );
});
