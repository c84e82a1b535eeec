import type { BaseMessage, MessageType } from "@langchain/core/messages";
import { formatPrompt } from "../answering/chain.ts";
import type { Profile } from "../answering/profile.ts";
import type { TurnSession } from "../answering/settings.ts";
import { fenced } from "./markdown.ts";
import { earlierText, messagesOf, withSpeaker } from "../answering/messages.ts";
import { countIds } from "../memory/packed-ids.ts";
import { recalledFor, sentBefore } from "../memory/prompt-record.ts";
import { partsOf, type Turn } from "../memory/turn.ts";
import type { SentTalk } from "../talk/sent-talk.ts";
import { talkText } from "../talk/talk.ts";
import { questionOf } from "../memory/question.ts";

const roles: Readonly<Partial<Record<MessageType, string>>> = {
  system: "system",
  human: "user",
  ai: "assistant",
};

/**
 * Rebuilds the prompt of a remembered turn.
 * @param beside what is known of it beside the turns
 */
export async function explain(turn: Turn, session: TurnSession, beside: Beside): Promise<Explanation> {
  const { memory, shared } = session;
  const sent = sentBefore(turn, memory.turns);
  const recalled = recalledFor(turn, memory.turns);
  const question = withSpeaker(questionOf(partsOf(turn)), turn.asker, shared);
  const history = sent.flatMap((earlier) => messagesOf(earlier, shared));
  const talk = beside.sentTalk.of(session.id, turn.id);
  const earlier = earlierText(recalled, shared) + talkText(talk);
  const system = turn.system ?? beside.voices.profileOf(session).system;
  const messages = await formatPrompt({ system, earlier, question }, history);
  const forgotten = turn.included + countIds(turn.recalled) - sent.length - recalled.length;
  const gone = (turn.talk ?? 0) - talk.length;
  return { turn, prompt: messages.map(promptMessage), recalled: recalled.length, forgotten, gone };
}

/** What tells the system text of a turn that does not know it, and what is kept of the channel's talk in prompts. */
interface Beside {
  readonly voices: { readonly profileOf: (session: TurnSession) => Pick<Profile, "system"> };
  readonly sentTalk: SentTalk;
}

/** The numbers of an explanation, one a line. */
export function summaryOf({ turn, recalled, forgotten, gone }: Explanation, words: ExplanationWords): string {
  const { inputTokens, outputTokens, cachedTokens = 0 } = turn;
  const isCounted = inputTokens !== undefined && outputTokens !== undefined;
  return [
    words.model(turn.model),
    isCounted ? words.tokens(inputTokens, outputTokens, cachedTokens) : words.uncounted,
    words.time(turn.firstTokenMs, turn.totalMs),
    words.turns(turn.included, turn.omitted),
    ...(recalled > 0 ? [words.recalled(recalled)] : []),
    ...(turn.talk ? [words.talk(turn.talk)] : []),
    ...(forgotten > 0 ? [words.forgotten(forgotten)] : []),
    ...(gone > 0 ? [words.talkGone(gone)] : []),
  ].join("\n");
}

/** The prompt of an explanation, role by role, each text in a code block as it was sent. */
export function promptMarkdown({ prompt, forgotten, gone }: Explanation, words: ExplanationWords): string {
  const [system = "", ...rest] = prompt.map(({ role, text }) => `## ${role}\n\n${fenced(text)}\n`);
  const gap = [
    ...(forgotten > 0 ? [`*${words.forgotten(forgotten)}*\n`] : []),
    ...(gone > 0 ? [`*${words.talkGone(gone)}*\n`] : []),
  ];
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
  /** How many messages of the channel's talk in the prompt are not kept any more. */
  readonly gone: number;
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
  /** Said of what else was said in the channel, and went along as context. */
  readonly talk: (messages: number) => string;
  readonly talkGone: (messages: number) => string;
  /** Stands where turns stood that are no longer remembered. */
  readonly forgotten: (turns: number) => string;
}
