import { readdirSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** What runs the compiled bot as a process of its own; nothing else needs a build. */
const compiled = "test/**/*.process.test.ts";

const project = (name: string, include: string) => ({
  extends: true as const,
  test: { name, include: [include], exclude: [compiled] },
});

// Every folder of test/ is a project, so that no test file can be in none.
const folders = readdirSync("test", { withFileTypes: true }).filter((entry) => entry.isDirectory());

export default defineConfig({
  test: {
    testTimeout: 20_000,
    // Tests wait more than they compute, so that three share two cores; none leaves anything behind for another.
    maxWorkers: 3,
    isolate: false,
    coverage: {
      include: ["src/**", "commands/**"],
      reporter: ["text-summary"],
    },
    projects: [
      { extends: true, test: { name: "process", include: [compiled], globalSetup: "test/support/build.ts" } },
      project("app", "test/*.test.ts"),
      ...folders.map(({ name }) => project(name, `test/${name}/**/*.test.ts`)),
    ],
  },
});
