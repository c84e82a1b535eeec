import { chmod, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { ClassicLevel } from "classic-level";
import type { Logger } from "../../log.ts";
import { StoreError } from "./session-store.ts";

/** A sorted database of texts in a folder. */
export type Database = ClassicLevel;

/**
 * Opens the database in a folder, which only this user may read. A damaged one is set aside under another name, and
 * an empty one takes its place.
 * @throws {StoreError} if another process has it open, or the folder cannot be used.
 */
export async function openDatabase(folder: string, log: Logger): Promise<Database> {
  const path = join(folder, "sessions");
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    await chmod(path, 0o700);
  } catch (error) {
    throw new StoreError(`DATA_DIR cannot be used: ${messageOf(error)}`, { cause: error });
  }
  try {
    return await open(path);
  } catch (error) {
    const { code } = causeOf(error) as { code?: string };
    if (code === "LEVEL_LOCKED") {
      throw new StoreError("DATA_DIR is in use by another process: give each bot a folder of its own", {
        cause: error,
      });
    }
    return setAside(path, error, log);
  }
}

async function open(path: string): Promise<Database> {
  const database: Database = new ClassicLevel(path);
  await database.open();
  try {
    // A file that cannot be read shows when it is read, not when the database is opened.
    const keys = database.keys();
    while ((await keys.next()) !== undefined);
    await keys.close();
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

/** Where an empty database cannot be opened either, it is not damage: what is there stays as it is. */
async function setAside(path: string, error: unknown, log: Logger): Promise<Database> {
  const aside = `${path}.damaged-${Date.now()}`;
  await rename(path, aside);
  try {
    await mkdir(path, { mode: 0o700 });
    const database = await open(path);
    log.error({ err: causeOf(error), aside }, "the sessions in DATA_DIR are damaged: set aside, begun anew");
    return database;
  } catch {
    await rm(path, { recursive: true, force: true });
    await rename(aside, path);
    throw new StoreError(`DATA_DIR cannot be used: ${messageOf(causeOf(error))}`, { cause: error });
  }
}

/** The engine's own error stands behind one that only says that the database is not open. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? error.cause : error;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
