import { readConfig } from "../../src/config.ts";
import type { Figure } from "../figure.ts";
import { readConversations, type AskedQuestion, type LongConversation } from "./long-conversation.ts";
import { Rehearsal } from "./rehearsal.ts";

/** What is asked for at the default settings. */
const LEAST_PERCENT = 85;
const MOST_TOKENS = 7_000;

const CHARACTERS_A_TOKEN = 4;
const DAY_MS = 86_400_000;

/**
 * Which share of what answers its questions is in the prompts of long conversations, with recall and without. The
 * settings are the defaults, and what the environment says of HISTORY_TOKENS and RECALL_TOKENS.
 */
export async function measureEvidence(folder: string): Promise<readonly Figure[]> {
  const conversations = readConversations(folder);
  const { HISTORY_TOKENS, RECALL_TOKENS } = process.env;
  const found = await resultsOf(conversations, { HISTORY_TOKENS, RECALL_TOKENS });
  const alone = await resultsOf(conversations, { HISTORY_TOKENS, RECALL_TOKENS: "0" });
  const categories = [...new Set(found.map(({ category }) => category))].sort();
  const of = (results: readonly Result[], category: string) =>
    results.filter((result) => result.category === category);
  return [
    ...categories.map((category) => ({
      what: `evidence in the prompt, ${category} (${of(found, category).length})`,
      ...share(of(found, category), of(alone, category)),
    })),
    {
      what: `evidence in the prompt, all (${found.length})`,
      ...share(found, alone),
      limit: { of: "value", atLeast: LEAST_PERCENT },
    },
    {
      what: "tokens of a prompt, on average",
      value: mean(found.map(({ tokens }) => tokens)),
      unit: "",
      baseline: { what: "window alone", value: mean(alone.map(({ tokens }) => tokens)) },
      limit: { of: "value", atMost: MOST_TOKENS },
    },
  ];
}

async function resultsOf(
  conversations: readonly LongConversation[],
  environment: NodeJS.ProcessEnv,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const { messages, questions } of conversations) {
    const rehearsal = new Rehearsal(readConfig(environment));
    await rehearsal.hold(messages);
    const last = messages.at(-1);
    for (const question of questions) {
      const at = (last?.at ?? 0) + DAY_MS;
      const asked = { speaker: messages[0]?.speaker ?? "", text: question.text, at };
      results.push(resultOf(question, await rehearsal.promptOf(asked)));
    }
  }
  return results;
}

function resultOf({ category, evidence }: AskedQuestion, prompt: string): Result {
  const text = flat(prompt);
  const found = evidence.filter((message) => text.includes(flat(message.text)));
  return {
    category,
    share: found.length / evidence.length,
    tokens: prompt.length / CHARACTERS_A_TOKEN,
  };
}

/** Recalled turns are indented where they have lines of their own. */
function flat(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function share(found: readonly Result[], alone: readonly Result[]) {
  const percent = (results: readonly Result[]) => 100 * mean(results.map((result) => result.share));
  return {
    value: percent(found),
    unit: "%",
    digits: 1,
    baseline: { what: "window alone", value: percent(alone) },
  } as const;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** What one question's prompt held. */
interface Result {
  readonly category: string;
  /** Of the messages that answer the question, from 0 to 1. */
  readonly share: number;
  readonly tokens: number;
}
