import { checkStore } from "../doctor/store.ts";
import { checkWith } from "./check-with.ts";
import { untilWell } from "./until-well.ts";
import type { Values } from "./env-file.ts";
import type { Prompts } from "./prompts.ts";

const places = [
  { value: "memory", label: "In the process", hint: "a restart forgets all" },
  { value: "folder", label: "In a folder on this machine" },
  { value: "redis", label: "On a Redis or Valkey server", hint: "for more than one process" },
] as const;

/** Asks where conversations are to be kept, and looks whether they can be. */
export function askForMemory(prompts: Prompts, known: Values): Promise<Values> {
  return untilWell(prompts, {
    ask: () => askOnce(prompts, known),
    at: "Looking at the place",
    check: (values) => checkWith({ ...known, ...values }, checkStore),
  });
}

async function askOnce(prompts: Prompts, known: Values): Promise<Values> {
  const nowhere = { DATA_DIR: undefined, REDIS_URL: undefined };
  const before = known.REDIS_URL ? "redis" : known.DATA_DIR ? "folder" : "memory";
  const place = await prompts.choose("Where are conversations to be kept?", places, before);
  if (place === "memory") return nowhere;
  if (place === "folder")
    return { ...nowhere, DATA_DIR: await prompts.text("Which folder?", known.DATA_DIR ?? "data") };
  const url = await prompts.text("The server's address", known.REDIS_URL ?? "redis://localhost:6379");
  return { ...nowhere, REDIS_URL: url };
}
