import { createClient } from "@redis/client";
import type { TestRedis } from "./redis.ts";

type Command = readonly [string, ...string[]];

/** What a server may do that answers, but takes no writes; each resolves to the address under which it does. */
export const refusals = {
  "is a replica that only reads": refusing(["REPLICAOF", "127.0.0.1", "1"]),
  "is full": refusing(["CONFIG", "SET", "maxmemory", "1"]),
  "lets its user run no scripts": refusing(
    ["ACL", "SETUSER", "writer", "on", ">secret", "~*", "+@all", "-@scripting"],
    "writer:secret@",
  ),
};

function refusing(command: Command, user = "") {
  return async ({ url }: TestRedis): Promise<string> => {
    const client = await createClient({ url }).connect();
    await client.sendCommand(command);
    client.destroy();
    return url.replace("//", `//${user}`);
  };
}
