import { describe, expect, test } from "vitest";
import { defaults } from "../../../src/config.ts";
import { FakeOpenAI } from "../../fakes/openai/fake-openai.ts";
import type { Script } from "../../fakes/openai/scripts/script.ts";
import { startHippo, type RunningHippo } from "../../support/hippo.ts";
import { modelFaults, nowhere, silences } from "./model-faults.ts";
import { documented } from "./tables.ts";

const table = documented("When the model fails");
const plain = (name: string): string => name.replaceAll("`", "");

/** What a question that meets a fault comes to, as the table's columns say. */
async function met(hippo: RunningHippo, fault: string): Promise<Record<string, string>> {
  const { discord, openai } = hippo;
  const channel = discord.channel();
  const session = `channel:${channel.id}`;
  const lines = () =>
    hippo
      .log()
      .split("\n")
      .filter((line) => line.includes(session));
  discord.mention(channel, discord.user("dana"), fault);
  await expect
    .poll(() => lines().some((line) => line.includes('"msg":"question"')), { timeout: 30_000 })
    .toBe(true);
  const shown = discord.shownBy(channel);
  expect(shown, fault).toHaveLength(1);
  const [{ content, buttons }] = shown as [(typeof shown)[0]];
  const [, sentence, id] = /^([^]*?)(?: \(id (\w{6})\))?$/.exec(content)!;
  for (const line of lines()) expect(JSON.parse(line), fault).toMatchObject(id ? { question: id } : {});
  const said = buttons.filter(({ disabled }) => disabled).map(({ label }) => label);
  const memory = hippo.conversations.find(session)?.memory.turns ?? [];
  expect(
    memory.map(({ answer }) => answer.trim()),
    fault,
  ).toEqual(said.length > 0 ? [content] : []);
  const warned = lines().flatMap((line) => /"level":40.*"msg":"([^"]*)"/.exec(line)?.[1] ?? []);
  return {
    "The model …": plain(fault),
    "Its asker reads": said[0] ?? sentence!,
    "With a button": buttons
      .filter(({ disabled }) => !disabled)
      .map(({ label }) => label)
      .join(),
    Requests: String(
      openai.requests.filter(({ messages }) => messages.at(-1)?.content.endsWith(fault)).length,
    ),
    Log: warned.join(),
  };
}

function play(hippo: RunningHippo, faults: Readonly<Record<string, Script>>): void {
  hippo.openai.answer(({ messages }) => {
    const asked = messages.at(-1)?.content ?? "";
    const fault = Object.keys(faults)
      .filter((name) => asked.endsWith(name))
      .at(-1);
    return fault === undefined ? "Yes." : faults[fault]!;
  });
}

/** Each fault in a channel of its own, all at once. */
async function meetAll(hippo: RunningHippo, faults: readonly string[]): Promise<void> {
  const seen = await Promise.all(faults.map((fault) => met(hippo, fault)));
  expect(seen).toEqual(faults.map((fault) => table.get(plain(fault))));
}

async function answersAgain({ discord }: RunningHippo): Promise<void> {
  const channel = discord.channel();
  discord.mention(channel, discord.user("dana"), "and now?");
  await discord.until(() => discord.shownBy(channel).some(({ content }) => content === "Yes."));
}

describe("whatever the model does, its asker reads one sentence, the log has the cause, and memory stays whole", () => {
  test("when it fails, with the retries that there are by default", async () => {
    const hippo = await startHippo({ MODEL_MAX_RETRIES: "2" });
    play(hippo, modelFaults);
    await meetAll(hippo, Object.keys(modelFaults));
    await answersAgain(hippo);
  }, 60_000);

  test("when it falls silent or comes to no end, retries or not", async () => {
    const patience = { MODEL_FIRST_TOKEN_TIMEOUT_MS: "600", MODEL_IDLE_TIMEOUT_MS: "600" };
    const bounds = { ANSWER_TIMEOUT_MS: "1500", ANSWER_MAX_CHARS: "1000" };
    const hippo = await startHippo({ ...patience, ...bounds, MODEL_MAX_RETRIES: "2" });
    play(hippo, silences);
    await meetAll(hippo, Object.keys(silences));
    await hippo.openai.until((requests) => requests.every(({ closed, status }) => closed || status === 429));
    await answersAgain(hippo);
  }, 60_000);

  test.each(Object.keys(nowhere))(
    "when there is none: %s",
    async (fault) => {
      const hippo = await startHippo({ OPENAI_BASE_URL: nowhere[fault]!, MODEL_MAX_RETRIES: "2" });
      const { Requests, ...row } = table.get(fault)!;
      expect(Requests).toBe("3");
      expect(await met(hippo, fault)).toMatchObject(row);
    },
    60_000,
  );

  test("when it does not speak TLS", async () => {
    const openai = await FakeOpenAI.start();
    const hippo = await startHippo({ OPENAI_BASE_URL: openai.baseUrl.replace("http:", "https:") });
    const { Requests, ...row } = table.get("cannot be talked to by TLS")!;
    expect(Requests).toBe("3");
    expect(await met(hippo, "cannot be talked to by TLS")).toMatchObject(row);
    await openai.close();
  }, 60_000);
});

test("docs/operating.md lists these faults and no others", () => {
  const faults = [modelFaults, silences, nowhere].flatMap((part) => Object.keys(part));
  expect([...table.keys()].toSorted()).toEqual(
    [...faults.map(plain), "cannot be talked to by TLS"].toSorted(),
  );
});

test("by default nobody waits in silence for more than a minute", () => {
  const patience = ["MODEL_FIRST_TOKEN_TIMEOUT_MS", "MODEL_IDLE_TIMEOUT_MS"].map((wanted) =>
    Number(defaults.find(({ name }) => name === wanted)?.fallback),
  );
  expect(Math.max(...patience)).toBeLessThanOrEqual(60_000);
});
