import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { en } from "../../src/i18n/en.ts";
import { FakeOpenAI } from "../fakes/openai/fake-openai.ts";
import { temporaryFolder } from "../support/folder.ts";
import { runHippo } from "../support/process.ts";

/** What a run in the terminal says to these lines. */
async function talk(environment: Record<string, string>, ...lines: readonly string[]): Promise<string> {
  return (await runHippo(environment, `${lines.join("\n")}\n`).ended).stdout;
}

test("/persona and /model choose the voice of a session, over a restart too", async () => {
  const openai = await FakeOpenAI.start();
  onTestFinished(() => openai.close());
  const folder = await temporaryFolder();
  const PERSONAS_FILE = join(folder, "personas.json");
  await writeFile(PERSONAS_FILE, JSON.stringify([{ name: "cat", label: "The cat", text: "You are a cat." }]));
  const environment = {
    OPENAI_BASE_URL: openai.baseUrl,
    OPENAI_MODEL: "small",
    MODELS: "large",
    PERSONAS_FILE,
    DATA_DIR: join(folder, "data"),
  };
  const first = await talk(environment, "/persona", "/persona set You are a dog.", "/model LARGE", "one");
  expect(first).toContain(`${en.persona.own}\n${en.persona.isSet}\nYou are a dog.\nlarge answers here`);
  const second = await talk(environment, "/persona", "/model", "/history", "/persona set cat", "two", "/why");
  expect(second).toContain(`${en.persona.is}\nYou are a dog.\n`);
  expect(second).toContain(`large answers here. There are:\n- ${en.model.standard("small")}\n- large\n`);
  expect(second).toContain(
    `${en.history.voice.persona("You are a dog.")}\n${en.history.voice.model("large")}`,
  );
  expect(second).toContain("From now on I am The cat here:\nYou are a cat.");
  expect(second).toMatch(/Model: large[^]*You are a cat\./);
  const third = await talk(
    environment,
    "/persona reset",
    "/model small",
    "/persona dance",
    "/model huge",
    "three",
  );
  expect(third).toContain(
    `${en.persona.isReset}\nsmall answers here from now on.\n${en.terminal.personaUsage}\n`,
  );
  expect(third).toContain(en.model.unknown("huge"));
  expect(openai.requests.map(({ body, messages }) => [body.model, messages[0]!.content])).toEqual([
    ["large", "You are a dog."],
    ["large", "You are a cat."],
    ["small", en.systemPrompt],
  ]);
});
