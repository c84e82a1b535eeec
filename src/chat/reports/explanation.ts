import type { BaseMessage, MessageType } from "@langchain/core/messages";
import { formatPrompt } from "../answering/chain.ts";
import type { TurnSession } from "../answering/settings.ts";
import { fenced } from "./markdown.ts";
import { earlierText, messagesOf, withSpeaker } from "../answering/messages.ts";
import { countIds } from "../memory/packed-ids.ts";
import { recalledFor, sentBefore } from "../memory/prompt-record.ts";
import { partsOf, type Turn } from "../memory/turn.ts";
import { questionOf } from "../memory/question.ts";

const roles: Readonly<Partial<Record<MessageType, string>>> = {
  system: "system",
  human: "user",
  ai: "assistant",
};

/** Rebuilds the prompt of a remembered turn. */
export async function explain(turn: Turn, session: TurnSession, system: string): Promise<Explanation> {
  const { memory, shared } = session;
  const sent = sentBefore(turn, memory.turns);
  const recalled = recalledFor(turn, memory.turns);
  const question = withSpeaker(questionOf(partsOf(turn)), turn.asker, shared);
  const history = sent.flatMap((earlier) => messagesOf(earlier, shared));
  const earlier = earlierText(recalled, shared);
  const messages = await formatPrompt({ system, earlier, question }, history);
  const forgotten = turn.included + countIds(turn.recalled) - sent.length - recalled.length;
  return { turn, prompt: messages.map(promptMessage), recalled: recalled.length, forgotten };
}

/** The numbers of an explanation, one a line. */
export function summaryOf({ turn, recalled, forgotten }: Explanation, words: ExplanationWords): string {
  const { inputTokens, outputTokens, cachedTokens = 0 } = turn;
  const isCounted = inputTokens !== undefined && outputTokens !== undefined;
  return [
    words.model(turn.model),
    isCounted ? words.tokens(inputTokens, outputTokens, cachedTokens) : words.uncounted,
    words.time(turn.firstTokenMs, turn.totalMs),
    words.turns(turn.included, turn.omitted),
    ...(recalled > 0 ? [words.recalled(recalled)] : []),
    ...(forgotten > 0 ? [words.forgotten(forgotten)] : []),
  ].join("\n");
}

/** The prompt of an explanation, role by role, each text in a code block as it was sent. */
export function promptMarkdown({ prompt, forgotten }: Explanation, words: ExplanationWords): string {
  const [system = "", ...rest] = prompt.map(({ role, text }) => `## ${role}\n\n${fenced(text)}\n`);
  const gap = forgotten > 0 ? [`*${words.forgotten(forgotten)}*\n`] : [];
  return [system, ...gap, ...rest].join("\n");
}

function promptMessage(message: BaseMessage): PromptMessage {
  return { role: roles[message.type] ?? message.type, text: message.text };
}

/** One message of a prompt, with its role as models' APIs name it. */
export interface PromptMessage {
  readonly role: string;
  readonly text: string;
}

/** What the model saw for a turn; what it cost is in the turn. */
export interface Explanation {
  readonly turn: Turn;
  /** As it was sent, except for the turns that are no longer remembered. */
  readonly prompt: readonly PromptMessage[];
  /** How many of its turns were recalled from before its window. */
  readonly recalled: number;
  /** How many turns of the prompt are no longer remembered. */
  readonly forgotten: number;
}

/** The words of an explanation. */
export interface ExplanationWords {
  readonly model: (name: string) => string;
  readonly tokens: (input: number, output: number, cached: number) => string;
  readonly uncounted: string;
  readonly time: (firstTokenMs: number, totalMs: number) => string;
  readonly turns: (included: number, omitted: number) => string;
  /** Said of turns that the window left out and that the prompt holds all the same. */
  readonly recalled: (turns: number) => string;
  /** Stands where turns stood that are no longer remembered. */
  readonly forgotten: (turns: number) => string;
}
