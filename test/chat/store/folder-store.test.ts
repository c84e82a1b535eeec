import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { FolderStore } from "../../../src/chat/store/folder-store.ts";
import { emptyState, StoreError, type Change } from "../../../src/chat/store/session-store.ts";
import { captureLog } from "../../support/log.ts";
import { aTurn } from "../../support/turn.ts";

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "hippo-store-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

function settingsOf(folder: string) {
  const { log, text } = captureLog("warn");
  return { settings: { folder, ttlMs: 1e9, now: Date.now, log }, log: text };
}

function change(from: string, to: string, rest: Partial<Change> = {}): Change {
  return { from, to, group: "g", put: [], removed: [], state: emptyState, ...rest };
}

test("a folder keeps sessions for the next process", async () => {
  const { settings } = settingsOf(temporaryFolder());
  const first = await FolderStore.open(settings);
  await first.apply("s", change("", "v1", { put: [aTurn()] }));
  await first.close();
  const second = await FolderStore.open(settings);
  expect(await second.load("s")).toEqual({ version: "v1", turns: [aTurn()], state: emptyState });
  await second.close();
});

test("a folder is private, also one that was not", async () => {
  const folder = join(temporaryFolder(), "new", "one");
  const { settings } = settingsOf(folder);
  const store = await FolderStore.open(settings);
  await store.close();
  expect([folder, join(folder, "sessions")].map((path) => statSync(path).mode & 0o777)).toEqual([
    0o700, 0o700,
  ]);
});

test("a folder that another process has open is refused in one line", async () => {
  const { settings } = settingsOf(temporaryFolder());
  const store = await FolderStore.open(settings);
  const refusal = await FolderStore.open(settings).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(StoreError);
  expect((refusal as Error).message).toMatch(/^DATA_DIR is in use by another process[^\n]*$/);
  await store.close();
});

test("a folder that cannot be used is refused in one line", async () => {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, "");
  const refusal = await FolderStore.open(settingsOf(file).settings).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(StoreError);
  expect((refusal as Error).message).toMatch(/^DATA_DIR cannot be used: [^\n]*$/);
});

test.each([
  [
    "the list of files names none",
    (sessions: string) => {
      writeFileSync(join(sessions, "CURRENT"), "garbage\n");
    },
  ],
  [
    "a file is missing",
    (sessions: string) => {
      rmSync(join(sessions, tableIn(sessions)));
    },
  ],
  [
    "a file is cut",
    (sessions: string) => {
      truncateSync(join(sessions, tableIn(sessions)), 10);
    },
  ],
])("a damaged folder is set aside, said, and begun anew: %s", async (_, damage) => {
  const folder = temporaryFolder();
  const sessions = join(folder, "sessions");
  const { settings, log } = settingsOf(folder);
  const first = await FolderStore.open(settings);
  await first.apply("s", change("", "v1", { put: [aTurn({ id: 1 }), aTurn({ id: 2 })] }));
  await first.apply("s", change("v1", "v2", { removed: [1] }));
  await first.close();
  damage(sessions);
  const second = await FolderStore.open(settings);
  expect((await second.load("s"))?.turns).toEqual([]);
  expect(await second.apply("s", change("", "v1", { put: [aTurn()] }))).toBe("made");
  await second.close();
  expect(readdirSync(folder).filter((name) => name.startsWith("sessions.damaged-"))).toHaveLength(1);
  expect(log()).toContain("the sessions in DATA_DIR are damaged: set aside, begun anew");
});

test("what was forgotten is in no file of the folder any more", async () => {
  const folder = temporaryFolder();
  const sessions = join(folder, "sessions");
  const { settings } = settingsOf(folder);
  const store = await FolderStore.open(settings);
  for (let id = 1; id <= 50; id += 1) {
    const turn = aTurn({ id, answer: `kept ${"x".repeat(5_000)}` });
    await store.apply(`session ${id}`, change("", "v1", { put: [turn] }));
  }
  await store.apply("session 9", change("v1", "v2", { put: [aTurn({ id: 99, answer: "THE SECRET" })] }));
  expect(filesWith(sessions, "THE SECRET")).not.toEqual([]);
  await store.apply("session 9", change("v2", "v3", { removed: [99] }));
  await store.close();
  expect(filesWith(sessions, "THE SECRET")).toEqual([]);
  const reopened = await FolderStore.open(settings);
  expect((await reopened.load("session 9"))?.turns.map(({ id }) => id)).toEqual([9]);
  await reopened.close();
});

function tableIn(sessions: string): string {
  return readdirSync(sessions).find((name) => name.endsWith(".ldb"))!;
}

function filesWith(sessions: string, text: string): string[] {
  return readdirSync(sessions).filter((name) => readFileSync(join(sessions, name)).includes(text));
}
