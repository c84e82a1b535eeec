import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { ExportedSession } from "../../src/chat/reports/export.ts";
import { FakeOpenAI, type Script } from "../fakes/openai/fake-openai.ts";
import { runHippo } from "../support/process.ts";

/** Types these lines into a terminal whose model says these answers, and gives what it printed and was asked. */
async function talk(lines: readonly string[], answers: readonly Script[], environment = {}) {
  const openai = await FakeOpenAI.start();
  onTestFinished(() => openai.close());
  openai.answerOnce(...answers);
  const settings = { OPENAI_BASE_URL: openai.baseUrl, OPENAI_MODEL: "llama", ...environment };
  const { code, stdout } = await runHippo(settings, `${lines.join("\n")}\n`).ended;
  expect(code).toBe(0);
  return { printed: stdout.split("\n").slice(0, -1), requests: openai.requests };
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "hippo-"));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

test("/history shows each turn with its tokens and model, and where the window begins", async () => {
  const questions = [1, 2, 3, 4, 5, 6].map((turn) => `question ${turn}`);
  const answers = questions.map((_, index) => `answer ${index + 1}`);
  const lines = ["/history", ...questions, "/history"];
  const { printed, requests } = await talk(lines, answers, { HISTORY_TOKENS: "100" });
  const [empty, ...rest] = printed;
  expect(empty).toBe("I remember nothing here.");
  const [header, ...list] = rest.slice(answers.length);
  expect(header).toMatch(/^6 turns · \d+ tokens · next prompt: \d+ of 100 tokens$/);
  const mark = list.indexOf("--- The turns above are remembered but not sent.");
  const sent = (requests.at(-1)!.messages.length - 2) / 2 + 1;
  expect(mark).toBe(3 * (6 - sent));
  expect(list.slice(0, 3)).toEqual([
    "> question 1",
    "answer 1",
    expect.stringMatching(/^ {2}\(llama, \d+ tokens\)$/),
  ]);
  expect(list.slice(-3, -1)).toEqual(["> question 6", "answer 6"]);
});

test("/history export writes what the ending says, and never over a file", async () => {
  const path = await folder();
  const [md, json] = [join(path, "my talk.md"), join(path, "talk.JSON")];
  await writeFile(join(path, "there.md"), "mine");
  const exports = [md, json, join(path, "talk.txt"), join(path, "there.md"), join(path, "no", "talk.md")];
  const lines = ["/history export early.md", "hi", ...exports.map((file) => `/history export ${file}`)];
  const { printed } = await talk([...lines, "/history exprot x.md"], ["Hello."]);
  expect(printed).toEqual([
    "I remember nothing here.",
    "Hello.",
    `Wrote 1 turn to ${md}.`,
    `Wrote 1 turn to ${json}.`,
    "The file must end in .md (for people) or .json (for programs).",
    `There is a ${join(path, "there.md")} already, and I do not overwrite it.`,
    `I could not write ${join(path, "no", "talk.md")}: ENOENT.`,
    "Write /history, or /history export and a file, for example: /history export talk.md",
  ]);
  expect(await readFile(md, "utf8")).toMatch(/^# terminal:default\n[^]*> hi\n[^]*> Hello\.\n$/);
  const { session, turns } = JSON.parse(await readFile(json, "utf8")) as ExportedSession;
  expect([session, turns[0]?.question, turns[0]?.messages]).toEqual([
    "terminal:default",
    "hi",
    { question: ["terminal:1"], answer: [] },
  ]);
  expect(await readFile(join(path, "there.md"), "utf8")).toBe("mine");
});

test("/forget last N forgets the newest turns, and /undo brings back one forgetting after the other", async () => {
  const lines = ["one", "two", "three", "/forget last 1", "/forget last 1", "/forget last 0", "/forget some"];
  const more = ["/forget last 9", "/forget", "/undo", "/undo", "/undo", "/undo", "/undo", "four"];
  const { printed, requests } = await talk([...lines, ...more], ["1", "2", "3", "4"]);
  const usage = "Write /forget, or /forget last and a number, for example: /forget last 2";
  expect(printed.slice(3)).toEqual([
    "I forgot 1 turn.",
    "I forgot 1 turn.",
    usage,
    usage,
    "I forgot 1 turn.",
    "There was nothing to forget.",
    "I remember that turn again.",
    "I remember that turn again.",
    "I remember that turn again.",
    "There is nothing to bring back.",
    "There is nothing to bring back.",
    "4",
  ]);
  expect(requests[3]?.messages.map(({ content }) => content).slice(1)).toEqual([
    ...["one", "1", "two", "2", "three", "3"],
    "#Question:\nfour",
  ]);
});

test("/undo in another session brings nothing back there", async () => {
  const { printed } = await talk(["one", "/forget", "/session other", "/undo"], ["1"]);
  expect(printed.at(-1)).toBe("There is nothing to bring back.");
});

test("/why shows the numbers and the prompt of the latest answer, as it was sent", async () => {
  const usage = { prompt: 1_200, completion: 30, cached: 1_024 };
  const answers = ["Hello.", { chunks: ["Dana."], usage }];
  const lines = ["/why", "I am Dana.", "Who am I?", "/why"];
  const { printed, requests } = await talk(lines, answers, { LOCALE: "ko" });
  expect(printed[0]).toBe("여기에는 아직 답이 없어요.");
  expect(printed.slice(3)).toEqual([
    "모델: llama",
    "제공자가 센 토큰: 입력 1,200개(그중 캐시 1,024개), 출력 30개",
    expect.stringMatching(/^시간: /),
    "이전 대화: 프롬프트에 1개, 빠진 것 0개",
    "",
    ...requests[1]!.messages
      .flatMap(({ role, content }) => [`## ${role}`, "", "```text", ...content.split("\n"), "```", ""])
      .slice(0, -1),
  ]);
});

test("/history find and /forget about list what bears on a text, and /forget takes what is picked of it", async () => {
  const lines = [
    "My locker is number 88",
    "What is for lunch?",
    "/history find locker",
    "/forget 1",
    "/forget about 88",
    "/forget 2",
    "/forget 1",
    "/history find locker",
    "/undo",
  ];
  const { printed } = await talk(lines, ["I see.", "Soup."]);
  expect(printed.slice(2)).toEqual([
    "1 turn on “locker”:",
    "1. > My locker is number 88",
    "I see.",
    "  (word for word)",
    "Those numbers are not in the list that I showed last. /forget about TEXT shows one.",
    "1 turn on “88”:",
    "1. > My locker is number 88",
    "I see.",
    "  (word for word)",
    "Write /forget and the numbers of what I shall forget, for example: /forget 1 3",
    "Those numbers are not in the list that I showed last. /forget about TEXT shows one.",
    "I forgot 1 turn.",
    "Nothing that I remember here bears on “locker”.",
    "I remember that turn again.",
  ]);
});
