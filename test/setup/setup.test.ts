import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { GatewayIntentBits } from "discord.js";
import { parse } from "dotenv";
import { expect, test } from "vitest";
import { Prompts } from "../../src/setup/prompts.ts";
import { setUp } from "../../src/setup/setup.ts";
import type { FakeDiscordOptions } from "../fakes/discord/fake-discord.ts";
import { startFakes } from "../support/fakes.ts";
import { temporaryFolder } from "../support/folder.ts";

const [ENTER, DOWN, CTRL_C] = ["\r", "\u001B[B", "\u0003"];

/** What a question shows, and the keys that are pressed then. */
type Answer = readonly [shown: string, ...keys: string[]];

/** Runs the setup in a folder, in a terminal where each question is answered when it shows. */
async function run(folder: string, answers: readonly Answer[]): Promise<string> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let [screen, seen] = ["", 0];
  const left = [...answers];
  output.on("data", (chunk: Buffer) => {
    screen += stripVTControlCharacters(chunk.toString());
    const [next] = left;
    const at = next ? screen.indexOf(next[0], seen) : -1;
    if (!next || at < 0) return;
    left.shift();
    seen = at + next[0].length;
    setImmediate(() => {
      for (const key of next.slice(1)) input.write(key);
    });
  });
  await setUp(new Prompts({ input, output }), folder).finally(() => input.end());
  expect(left, "questions that never showed").toEqual([]);
  return screen;
}

async function begin(options: FakeDiscordOptions = {}) {
  const { discord, openai } = await startFakes(options);
  const folder = await temporaryFolder();
  const path = join(folder, ".env");
  await writeFile(path, `# kept\nDISCORD_API_URL=${discord.apiUrl}\nHISTORY_TURNS=7\n`);
  const written = () => readFile(path, "utf8");
  return { discord, openai, folder, path, written };
}

const onDiscord = (token: string): Answer[] => [
  ["Where is Hippo to talk?", ENTER],
  ["The bot's token", token, ENTER],
];
const elsewhere = (url: string, name = "gpt-4.1-mini"): Answer[] => [
  ["Whose model is to answer?", DOWN, DOWN, DOWN, DOWN, ENTER],
  ["Its address", url, ENTER],
  ["Its key", ENTER],
  ["The model's name there", name, ENTER],
];
const inMemoryInEnglish: Answer[] = [
  ["Where are conversations to be kept?", ENTER],
  ["The bot's own language?", ENTER],
];

test("what is asked for is checked as it is given, and written where only its owner can read it; all else stays", async () => {
  const { discord, openai, folder, path, written } = await begin();
  const screen = await run(folder, [
    ...onDiscord(discord.token),
    ...elsewhere(openai.baseUrl),
    ["Where are conversations to be kept?", DOWN, ENTER],
    ["Which folder?", join(folder, "sessions"), ENTER],
    ["The bot's own language?", DOWN, ENTER],
  ]);
  expect(await written()).toMatch(/^# kept\n/);
  expect(parse(await written())).toEqual({
    DISCORD_API_URL: discord.apiUrl,
    HISTORY_TURNS: "7",
    DISCORD_TOKEN: discord.token,
    OPENAI_BASE_URL: openai.baseUrl,
    OPENAI_MODEL: "gpt-4.1-mini",
    DATA_DIR: join(folder, "sessions"),
    LOCALE: "ko",
  });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(openai.requests).toHaveLength(1);
  expect(screen).toContain("https://discord.com/oauth2/authorize?client_id=");
  expect(screen).not.toContain(discord.token);
});

test("a token that Discord refuses is asked for again", async () => {
  const { discord, folder, written } = await begin();
  const screen = await run(folder, [
    ...onDiscord("not-a-token"),
    ["What now?", ENTER],
    ["The bot's token", discord.token, ENTER],
    ["Whose model is to answer?", DOWN, DOWN, DOWN, DOWN, DOWN, ENTER],
    ...inMemoryInEnglish,
  ]);
  expect(screen).toContain("DISCORD_TOKEN is not a valid token");
  expect(parse(await written()).DISCORD_TOKEN).toBe(discord.token);
});

test("a setting that needs the intent for message contents has it left on, and asked for where it is off", async () => {
  const withReplies = async (options: FakeDiscordOptions) => {
    const { discord, folder, path, written } = await begin(options);
    await writeFile(path, `${await written()}REPLY_CHANNELS=123456789012345678\n`);
    return { folder, token: onDiscord(discord.token) };
  };
  const noModel: Answer = ["Whose model is to answer?", DOWN, DOWN, DOWN, DOWN, DOWN, ENTER];
  const on = await withReplies({});
  const screen = await run(on.folder, [...on.token, noModel, ...inMemoryInEnglish]);
  expect(screen).not.toContain("Message Content");
  const off = await withReplies({ disallowIntents: GatewayIntentBits.MessageContent });
  const keepIt: Answer = ["What now?", DOWN, ENTER];
  const warned = await run(off.folder, [...off.token, keepIt, noModel, ...inMemoryInEnglish]);
  expect(warned).toContain("the Message Content intent is off, which REPLY_CHANNELS needs");
});

test("a model that the server has not can be kept in spite of that", async () => {
  const { openai, folder, written } = await begin();
  openai.offerModels({ id: "another" });
  const screen = await run(folder, [
    ["Where is Hippo to talk?", DOWN, ENTER],
    ...elsewhere(openai.baseUrl, "missing"),
    ["What now?", DOWN, ENTER],
    ...inMemoryInEnglish,
  ]);
  expect(screen).toContain("the server has no such model: check OPENAI_MODEL");
  expect(parse(await written()).OPENAI_MODEL).toBe("missing");
});

test("an address that is none is asked for again, with a right example", async () => {
  const { openai, folder, written } = await begin();
  const screen = await run(folder, [
    ["Where is Hippo to talk?", DOWN, ENTER],
    ...elsewhere("not an address"),
    ["What now?", ENTER],
    ...elsewhere(openai.baseUrl),
    ...inMemoryInEnglish,
  ]);
  expect(screen).toMatch(/OPENAI_BASE_URL .*for example OPENAI_BASE_URL=http/s);
  expect(parse(await written()).OPENAI_BASE_URL).toBe(openai.baseUrl);
});

test("a second time, what is set can be kept", async () => {
  const { discord, openai, folder, written } = await begin();
  await run(folder, [...onDiscord(discord.token), ...elsewhere(openai.baseUrl), ...inMemoryInEnglish]);
  const first = await written();
  const screen = await run(folder, [
    ["Where is Hippo to talk?", ENTER],
    ["Enter keeps the one that is set", ENTER],
    ...elsewhere(openai.baseUrl),
    ...inMemoryInEnglish,
  ]);
  expect(await written()).toBe(first);
  expect(screen).not.toContain(discord.token);
});

test("a token that is not wanted at the moment stays in the file, where it does nothing", async () => {
  const { discord, openai, folder, written } = await begin();
  await run(folder, [...onDiscord(discord.token), ...elsewhere(openai.baseUrl), ...inMemoryInEnglish]);
  await run(folder, [
    ["Where is Hippo to talk?", DOWN, ENTER],
    ...elsewhere(openai.baseUrl),
    ...inMemoryInEnglish,
  ]);
  expect(await written()).toContain(`#DISCORD_TOKEN=${discord.token}\n`);
  expect(parse(await written()).DISCORD_TOKEN).toBeUndefined();
});

test("who leaves in the middle has changed nothing", async () => {
  const { discord, folder, written } = await begin();
  const before = await written();
  const leaving = run(folder, [...onDiscord(discord.token), ["Whose model is to answer?", CTRL_C]]);
  await expect(leaving).rejects.toThrow("nothing was written");
  expect(await written()).toBe(before);
});
