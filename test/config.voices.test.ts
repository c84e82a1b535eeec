import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ConfigError, readConfig } from "../src/config.ts";
import { createLog } from "../src/log.ts";
import { temporaryFolder } from "./support/folder.ts";

const SECRET = "sk-there-0123456789";

async function file(content: unknown): Promise<string> {
  const path = join(await temporaryFolder(), "file.json");
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const complaint = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
    return "";
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
};

test.each([
  ["MODELS_FILE", "{", "where its JSON is wrong"],
  ["MODELS_FILE", { name: "one" }, "where its JSON is wrong: Invalid input: expected array, received object"],
  [
    "MODELS_FILE",
    [{ name: "one" }, {}],
    "where [1].name is wrong: Invalid input: expected string, received undefined",
  ],
  ["MODELS_FILE", [{ name: "" }], "where [0].name is wrong"],
  ["MODELS_FILE", [{ name: "one" }, { name: "one" }], "where [1].name is that of another one"],
  ["MODELS_FILE", [{ name: "one", baseURL: "http://x" }], 'where [0] is wrong: Unrecognized key: "baseURL"'],
  [
    "MODELS_FILE",
    [{ name: "one", baseUrl: "ftp://x" }],
    "where [0].baseUrl is wrong: must be an http or https address",
  ],
  ["MODELS_FILE", [{ name: "one", keyVariable: SECRET }], "must be the name of a variable, in capitals"],
  ["MODELS_FILE", [{ name: "one", contextTokens: "8k" }], "where [0].contextTokens is wrong"],
  ["MODELS_FILE", [{ name: "one", images: "no" }], "where [0].images is wrong"],
  [
    "MODELS_FILE",
    [{ name: "one", options: { stream: false } }],
    "where [0].options is wrong: must leave out model",
  ],
  ["PERSONAS_FILE", [{ name: "pirate" }], "where [0].text is wrong"],
  ["PERSONAS_FILE", [{ name: "pirate", text: "  " }], "where [0].text is wrong"],
  ["PERSONAS_FILE", [{ name: "pirate", txt: "Arr." }], "where [0]"],
])("a bad %s is named, with what is wrong in it and a right example (%#)", async (name, content, wrong) => {
  const path = await file(content);
  const told = complaint({ OPENAI_API_KEY: "key", [name]: path });
  expect(told).toContain(`${name} names ${path}, where `);
  expect(told).toContain(wrong);
  expect(told).toMatch(/, for example \w+_FILE=\w+\.json, a file that holds \[\{"name": .*\}\]$/);
  expect(told).not.toContain(SECRET);
});

test("the example of a complaint is a right one", async () => {
  for (const name of ["MODELS_FILE", "PERSONAS_FILE"]) {
    const [, example = ""] = /a file that holds (.*)$/.exec(complaint({ [name]: "/nowhere.json" })) ?? [];
    expect(complaint({ [name]: "/nowhere.json" })).toContain(
      `${name} names /nowhere.json, which cannot be read`,
    );
    expect(complaint({ [name]: await file(example) })).toBe("");
  }
});

test("what the documentation shows as examples is right", async () => {
  const page = readFileSync("docs/configuration.md", "utf8");
  const [, models = ""] = /```json\n([^]*?)```/.exec(page) ?? [];
  const [, persona = ""] = /`(\{ "name": "pirate".*\})`/.exec(page) ?? [];
  const environment = {
    OPENAI_API_KEY: "key",
    EXAMPLE_API_KEY: "key",
    MODELS_FILE: await file(models),
    PERSONAS_FILE: await file(`[${persona}]`),
  };
  expect(readConfig(environment)).toMatchObject({
    models: [{}, { name: "thinker" }, { takesImages: false }, { name: "fast", server: { apiKey: "key" } }],
    voices: { personas: [{ label: "Pirate" }] },
  });
});

test("a key that is not set is told by its variable, and a model without a server by its name", async () => {
  const MODELS_FILE = await file([
    { name: "keyed", keyVariable: "THERE_KEY" },
    { name: "homeless" },
    { name: "home", baseUrl: "http://localhost:1234/v1" },
  ]);
  const told = complaint({ MODELS_FILE, MODELS: "listed" }).split("\n");
  expect(told).toEqual([
    "MODELS_FILE says that the key for keyed is in THERE_KEY, which is not set, for example THERE_KEY=your-key",
    expect.stringMatching(
      /^MODELS must be left out as long as neither OPENAI_API_KEY nor OPENAI_BASE_URL is set, /,
    ),
    expect.stringMatching(
      /^MODELS_FILE must give homeless a baseUrl or a keyVariable .*, for example "baseUrl": /,
    ),
  ]);
});

test("keys of further models are secrets too, which the log does not show", async () => {
  const MODELS_FILE = await file([{ name: "there", baseUrl: "http://there/v1", keyVariable: "THERE_KEY" }]);
  const { secrets } = readConfig({ MODELS_FILE, THERE_KEY: SECRET });
  expect(secrets).toEqual([SECRET]);
  let line = "";
  const out = { write: (text: string) => (line += text) } as unknown as NodeJS.WritableStream;
  createLog("info", secrets, out).error({ err: new Error(`401 for ${SECRET}`) }, "x");
  expect(line).toContain("401 for [redacted]");
});

test("an entry with the name of OPENAI_MODEL describes the default, which then is no other", async () => {
  const entry = { name: "gpt", label: "GPT", contextTokens: 5_000, options: { top_p: 1 } };
  const MODELS_FILE = await file([{ name: "first" }, entry]);
  const { models } = readConfig({
    MODELS_FILE,
    MODELS: "gpt,first,second,second",
    OPENAI_MODEL: "gpt",
    OPENAI_API_KEY: "key",
    MODEL_OPTIONS: '{"top_p": 0, "seed": 1}',
  });
  expect(models.map(({ name, setIn }) => [name, setIn])).toEqual([
    ["gpt", "OPENAI_MODEL"],
    ["second", "MODELS"],
    ["first", "MODELS_FILE"],
  ]);
  expect(models[0]).toMatchObject({
    label: "GPT",
    contextTokens: 5_000,
    server: { options: { top_p: 1, seed: 1 } },
  });
});
