import { PassThrough } from "node:stream";
import { expect, test, vi } from "vitest";
import { textsOf } from "../../src/i18n/index.ts";
import { Terminal } from "../../src/terminal/terminal.ts";
import { startConversations } from "../support/conversations.ts";
import { comeToRest } from "../support/scripted-model.ts";

const CTRL_C = "\u0003";

/** A terminal that a test types into and reads. */
function openTerminal() {
  const { conversations, model } = startConversations();
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 200 });
  let screen = "";
  output.on("data", (data: Buffer) => {
    screen += data.toString();
  });
  const terminal = new Terminal({
    conversations,
    texts: textsOf("en"),
    greeting: ["one", "two"],
    quietMs: 50,
    input,
    output,
  });
  const ended = terminal.run();
  const type = async (text: string) => {
    input.write(text);
    await comeToRest();
  };
  return { conversations, model, ended, type, screen: () => screen };
}

test("it greets in two lines, streams the answer as it comes, and Ctrl-C stops it and then quits", async () => {
  const { conversations, model, ended, type, screen } = openTerminal();
  expect(screen()).toContain("one\ntwo\n");
  await type("tell me a story\n");
  model.calls[0]!.send("Once upon");
  await comeToRest();
  expect(screen()).toContain("Once upon");
  await type(CTRL_C);
  expect(model.calls[0]!.isOver).toBe(true);
  expect(screen()).toContain("Once upon [Stopped]");
  expect(conversations.find("terminal:default")?.memory.last).toMatchObject({
    answer: "Once upon",
    ending: "stopped",
  });
  await type("go on\n");
  expect(model.calls[1]!.prompt).toEqual([
    "system: system",
    "human: tell me a story",
    "ai: Once upon",
    "human: #Question:\ngo on",
  ]);
  model.calls[1]!.send("a time.");
  model.calls[1]!.end();
  await comeToRest();
  await type(CTRL_C);
  await ended;
});

test("Ctrl-C with nothing to stop quits", async () => {
  const { ended, type } = openTerminal();
  await type(CTRL_C);
  await ended;
});

test("/continue goes on with an answer that was cut short, in the same turn (sound 8)", async () => {
  const { conversations, model, ended, type, screen } = openTerminal();
  await type("tell me a story\n");
  model.calls[0]!.send("Once upon");
  model.calls[0]!.end("length");
  await comeToRest();
  expect(screen()).toContain(`Once upon [${textsOf("en").history.endings.length}]`);
  await type("/continue\n");
  expect(model.calls[1]!.prompt).toEqual([
    "system: system",
    "human: tell me a story",
    "ai: Once upon",
    "human: #Question:\ngo on",
  ]);
  model.calls[1]!.send("a time.");
  model.calls[1]!.end();
  await comeToRest();
  expect(screen()).toContain("a time.\n");
  expect(screen().match(/Once upon/g)).toHaveLength(1);
  expect(conversations.find("terminal:default")?.memory.turns).toMatchObject([
    { question: "tell me a story", answer: "Once upon a time.", ending: "whole" },
  ]);
  await type("/continue\n");
  expect(screen()).toContain(textsOf("en").notContinued.finished);
  await type(CTRL_C);
  await ended;
});

test("an answer that stands still is said to be waited for, and goes on", async () => {
  const { model, ended, type, screen } = openTerminal();
  await type("tell me a story\n");
  await vi.waitFor(() => {
    expect(screen()).toContain(
      "\n[The language model is taking its time. I am still waiting for its answer.]\n",
    );
  });
  model.calls[0]!.send("Once upon a time.");
  model.calls[0]!.end();
  await comeToRest();
  expect(screen()).toContain("]\nOnce upon a time.\n");
  await type(CTRL_C);
  await ended;
});
