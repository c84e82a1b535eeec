import { setTimeout as sleep } from "node:timers/promises";
import type { APIApplicationCommand, Client } from "discord.js";
import type { Logger } from "../../log.ts";
import { retryDelayMs } from "../pacing/retry-delay.ts";
import type { Command } from "./command.ts";

/** The longest time between two tries to register the commands, in milliseconds. */
const LONGEST_MS = 600_000;

/** Registers the commands, again and again until Discord takes them or the client is gone. Never throws. */
export async function keepRegistered(
  client: Client,
  commands: readonly Command[],
  log: Logger,
): Promise<void> {
  for (let failures = 0; client.isReady(); failures++) {
    try {
      if (await registerCommands(client, commands)) log.info("commands registered");
      return;
    } catch (error) {
      log.warn({ err: error }, "could not register the commands");
      await sleep(retryDelayMs(failures, LONGEST_MS), undefined, { ref: false });
    }
  }
}

/**
 * Registers the commands with Discord if they differ from what it has: it counts creations, 200 a day.
 * @returns whether they were registered
 */
export async function registerCommands(client: Client, commands: readonly Command[]): Promise<boolean> {
  const manager = client.application?.commands;
  if (!manager) throw new Error("commands can be registered after login only");
  const registered = await manager.fetch({ withLocalizations: true });
  const isSame = ({ data }: Command) => {
    const command = registered.find(({ name }) => name === data.name);
    return command !== undefined && asKept(data).some((kept) => command.equals(kept, true));
  };
  if (registered.size === commands.length && commands.every(isSame)) return false;
  await manager.set(commands.map(({ data }) => data));
  return true;
}

/**
 * A command as it may be kept: without undefined fields, which `equals` would take for differences, and with or without
 * an empty list of options.
 */
function asKept(data: Command["data"]): readonly APIApplicationCommand[] {
  const isEmpty = (name: string, value: unknown) =>
    name === "options" && Array.isArray(value) && value.length === 0;
  const lean = JSON.stringify(data, (name, value: unknown) => (isEmpty(name, value) ? undefined : value));
  return [lean, JSON.stringify(data)].map((json) => JSON.parse(json) as APIApplicationCommand);
}
