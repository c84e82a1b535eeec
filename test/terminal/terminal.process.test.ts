import { expect, test } from "vitest";
import { FakeOpenAI } from "../fakes/openai/fake-openai.ts";
import { runHippo } from "../support/process.ts";

test("from a pipe it prints each answer plainly and exits 0 at the end of the input", async () => {
  const input =
    "My name is Dongwoo.\nWhat is my name?\n/session other\nWhat is my name?\n" +
    "/session default\n/forget\nWhat is my name?\n";
  const { code, stdout } = await runHippo({}, input).ended;
  expect(code).toBe(0);
  expect(stdout.match(/Dongwoo/g)).toHaveLength(1);
  expect(stdout.split("\n")).toEqual([
    expect.stringMatching(/^Noted\./),
    "You told me: My name is Dongwoo.",
    "This is session other.",
    expect.stringMatching(/^I don't know\./),
    "This is session default.",
    "I forgot 2 turns.",
    expect.stringMatching(/^I don't know\./),
    "",
  ]);
});

test("the three-step scenario in Korean: abc123 knows the name, abc1234 does not", async () => {
  const input =
    "/session abc123\n나의 이름은 동우입니다.\n내 이름이 뭐라고?\n/session abc1234\n내 이름이 뭐라고?\n";
  const { stdout } = await runHippo({ LOCALE: "ko" }, input).ended;
  expect(stdout.split("\n")).toEqual([
    "여기는 abc123 세션이에요.",
    expect.stringMatching(/^알겠습니다\./),
    "이렇게 말씀하셨어요: 나의 이름은 동우입니다.",
    "여기는 abc1234 세션이에요.",
    expect.stringMatching(/^모르겠습니다\./),
    "",
  ]);
});

test("/history, /help, an unknown command and /quit", async () => {
  const { stdout } = await runHippo({}, "I like tea.\n/history\n/help\n/dance\n/session\n/quit\nunheard\n")
    .ended;
  expect(stdout).toMatch(
    /^1 turn · (\d+) tokens · next prompt: \1 of 8,000 tokens\n> I like tea\.\nNoted\./m,
  );
  expect(stdout).toContain("/session NAME         go to another session");
  expect(stdout).toContain("There is no /dance.");
  expect(stdout).toContain("Write the session's name after it");
  expect(stdout).not.toContain("unheard");
});

test("with OPENAI_BASE_URL alone it talks to that server, and logs stay off stdout", async () => {
  const openai = await FakeOpenAI.start();
  openai.answerOnce("Hello from a local model.", { status: 500 });
  const environment = { OPENAI_BASE_URL: openai.baseUrl, OPENAI_MODEL: "llama", MODEL_MAX_RETRIES: "0" };
  const { stdout, stderr } = await runHippo(environment, "hi\nhi again\n").ended;
  await openai.close();
  const [answer, sentence, ...rest] = stdout.split("\n");
  expect([answer, ...rest]).toEqual(["Hello from a local model.", ""]);
  expect(sentence).toMatch(
    /^The language model reported an error\. Please try again in a moment\. \(id \w{6}\)$/,
  );
  expect(stderr).toContain(`"question":"${sentence!.slice(-7, -1)}"`);
  expect(stderr).toContain("provider-error");
  expect(openai.requests[0]?.body.model).toBe("llama");
});

test("SYSTEM_PROMPT replaces the system text, whatever characters it holds", async () => {
  const openai = await FakeOpenAI.start();
  const prompt = 'You are {name}. {{x}} "quoted" `code` \\n 한국어 { } <think>';
  const environment = { OPENAI_BASE_URL: openai.baseUrl, SYSTEM_PROMPT: prompt };
  await runHippo(environment, "a {question} with braces\nanother\n").ended;
  await openai.close();
  expect(openai.requests[1]?.messages.map(({ content }) => content)).toEqual([
    prompt,
    "a {question} with braces",
    "You said: #Question:\na {question} with braces",
    "#Question:\nanother",
  ]);
});
