import { config as loadDotenv } from "dotenv";
import type { Config } from "../config.ts";
import { examine } from "./doctor.ts";
import type { Finding } from "./finding.ts";

const marks: Readonly<Record<Finding["level"], string>> = { ok: "ok  ", note: "note", bad: "BAD " };
const TOPIC_WIDTH = 15;

/** Loads discord.js with the commands. */
const commandNames = async ({ models, voices: { personas } }: Config) => {
  const { commandsFor } = await import("../../commands/index.ts");
  return commandsFor({ models, personas }).map(({ data }) => data.name);
};

loadDotenv({ quiet: true });
let isWell = true;
for await (const line of examine(process.env, { nodeVersion: process.versions.node, commandNames })) {
  isWell &&= line.level !== "bad";
  process.stdout.write(`${marks[line.level]}  ${line.topic.padEnd(TOPIC_WIDTH)} ${line.text}\n`);
}
process.exitCode = isWell ? 0 : 1;
