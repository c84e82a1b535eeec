import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { RedisConnection } from "../chat/store/redis/connection.ts";
import { namespaceOf } from "../namespace.ts";
import { bad, note, ok, reasonOf, type Finding } from "./finding.ts";

/** Whether sessions can be kept where they are to be. */
export async function checkStore({ store, discord }: StoreChoice): Promise<Finding> {
  const { folder, redisUrl } = store;
  if (redisUrl !== undefined) return checkRedis(redisUrl, namespaceOf(discord.token));
  if (folder !== undefined) return checkFolder(folder);
  return ok("in memory: a restart forgets all (DATA_DIR or REDIS_URL would keep it)");
}

/** Changes nothing of what is kept in it: what is damaged is left to the start, which sets it aside. */
async function checkFolder(folder: string): Promise<Finding> {
  const path = join(folder, "sessions");
  try {
    if (!(await exists(join(path, "CURRENT")))) {
      const parent = await nearest(resolve(path));
      await access(parent, constants.W_OK | constants.X_OK);
      return ok(`${folder} is free to be used`);
    }
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    return bad(`DATA_DIR cannot be used: ${reasonOf(error)}: let the user that runs Hippo own it`);
  }
  return openFolder(path, folder);
}

async function openFolder(path: string, folder: string): Promise<Finding> {
  const { ClassicLevel } = await import("classic-level");
  const database = new ClassicLevel(path, { createIfMissing: false });
  try {
    await database.open();
    await database.close();
    return ok(`${folder} can be read and written`);
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    if ((cause as { code?: string }).code === "LEVEL_LOCKED")
      return bad("DATA_DIR is in use by another process: stop it, or give each bot a folder of its own");
    return note(
      `the sessions in DATA_DIR cannot be read, and the next start sets them aside: ${reasonOf(cause)}`,
    );
  }
}

async function checkRedis(url: string, namespace: string): Promise<Finding> {
  const { connectRedis, ensureWritable } = await import("../chat/store/redis/connection.ts");
  let client: RedisConnection;
  try {
    client = await connectRedis(url);
  } catch (error) {
    return bad(`${messageOf(error)}: check the address, and that it runs`);
  }
  try {
    await ensureWritable(client, namespace);
    return await checkEviction(client);
  } catch (error) {
    return bad(
      `${messageOf(error)}: it must be no replica and have room, and its user run scripts and write ${namespace}:*`,
    );
  } finally {
    client.destroy();
  }
}

async function checkEviction(client: RedisConnection): Promise<Finding> {
  try {
    const { "maxmemory-policy": policy } = await client.configGet("maxmemory-policy");
    if (policy === undefined || policy === "noeviction")
      return ok("the Redis server answers, and can be written");
    return bad(
      `the Redis server drops keys when it is full (${policy}): set its maxmemory-policy to noeviction`,
    );
  } catch {
    // Hosted servers often keep their configuration to themselves.
    return note(
      "the Redis server answers, but not what it drops when full: maxmemory-policy must be noeviction",
    );
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The nearest folder above, or this one, that there is. */
async function nearest(path: string): Promise<string> {
  return (await exists(path)) ? path : nearest(dirname(path));
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    (error: unknown) => {
      if ((error as { code?: string }).code === "ENOENT") return false;
      throw error;
    },
  );
}

/** Where sessions are to be kept. */
interface StoreChoice {
  readonly store: { readonly folder: string | undefined; readonly redisUrl: string | undefined };
  readonly discord: { readonly token: string | undefined };
}
