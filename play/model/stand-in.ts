import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { AIMessage, HumanMessage, SystemMessage, type BaseMessage } from "@langchain/core/messages";
import { OfflineModel } from "../../src/chat/models/offline-model.ts";
import { splitHeading } from "../../src/chat/speakers.ts";
import { textsOf } from "../../src/i18n/index.ts";
import { FakeOpenAI, Gate, type ChatRequest } from "../../test/fakes/openai/fake-openai.ts";

/** How a model of today feels: when it begins, and how often a word follows. */
export interface Pace {
  readonly beginsAfterMs: number;
  readonly wordEveryMs: number;
}

/** A question that it has a set piece for, and the file in `pieces/` that holds it. */
const PIECES: readonly (readonly [RegExp, string])[] = [
  [/\b(tell|write)\b.*\bstory\b/i, "story"],
  [/\b(show|write|give)\b.*\b(code|function|script)\b/i, "code"],
  [/\bwhat can you do\b|\bwho are you\b|^help\b/i, "introduction"],
];

/**
 * The model of a playground without one: the offline model, which quotes what it was told, at the pace of a person's
 * reading; and a few set pieces, so that there is something long to be seen, corrected and stopped.
 */
export async function openStandIn(pace: Pace): Promise<FakeOpenAI> {
  const server = await FakeOpenAI.start();
  const model = new OfflineModel({ say: textsOf("en").offline });
  server.answer((request) => {
    const gate = new Gate();
    void perform(gate, request, model, pace);
    return gate;
  });
  return server;
}

async function perform(
  gate: Gate,
  { messages }: ChatRequest,
  model: OfflineModel,
  pace: Pace,
): Promise<void> {
  const gone = new AbortController();
  void gate.closed.then(() => {
    gone.abort();
  });
  const text = setPieceFor(messages.at(-1)?.content ?? "") ?? (await quoted(model, messages));
  await sleep(pace.beginsAfterMs);
  for (const word of text.match(/\s*\S+|\s+$/g) ?? []) {
    if (gone.signal.aborted) return;
    gate.send(word);
    await sleep(pace.wordEveryMs);
  }
  if (!gone.signal.aborted) gate.end();
}

function setPieceFor(question: string): string | undefined {
  const { text } = splitHeading(question);
  const name = PIECES.find(([asked]) => asked.test(text))?.[1];
  return name && readFileSync(`play/model/pieces/${name}.md`, "utf8").trim();
}

async function quoted(model: OfflineModel, messages: ChatRequest["messages"]): Promise<string> {
  const { text } = await model.invoke(messages.map(messageOf));
  return text;
}

function messageOf({ role, content }: ChatRequest["messages"][number]): BaseMessage {
  if (role === "system") return new SystemMessage(content);
  return role === "assistant" ? new AIMessage(content) : new HumanMessage(content);
}
