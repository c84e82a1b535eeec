import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const MINUTE_MS = 60_000;

/** As LoCoMo has them: questions of category 5 have no answer, and are left out. */
const categories: Readonly<Record<number, string>> = {
  1: "several messages needed",
  2: "about time",
  3: "open",
  4: "one message needed",
};

const message = z.object({
  speaker: z.string(),
  dia_id: z.string(),
  text: z.string().optional(),
  clean_text: z.string().optional(),
  blip_caption: z.string().optional(),
});
const question = z.object({ question: z.string(), evidence: z.array(z.string()), category: z.number() });
const conversation = z.looseObject({ qa: z.array(question) });

/** The long conversations in a folder of JSON files in LoCoMo's form. */
export function readConversations(folder: string): readonly LongConversation[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  if (names.length === 0) throw new Error(`there is no .json file in ${folder}`);
  return names.map((name) => parsed(JSON.parse(readFileSync(join(folder, name), "utf8"))));
}

function parsed(json: unknown): LongConversation {
  const { qa, ...rest } = conversation.parse(json);
  const messages = sessionsOf(rest).flatMap(([said, startedAt]) =>
    said.map((one, index) => ({
      id: one.dia_id,
      speaker: one.speaker,
      text: `${one.text ?? one.clean_text ?? ""}${one.blip_caption ? ` [photo: ${one.blip_caption}]` : ""}`,
      at: startedAt + index * MINUTE_MS,
    })),
  );
  const byId = new Map(messages.map((one) => [one.id, one]));
  const questions = qa.flatMap(({ question: text, evidence, category: number }) => {
    const ids = new Set(evidence.flatMap((given) => given.match(/D\d+:\d+/g) ?? []));
    const needed = [...ids].flatMap((id) => byId.get(id) ?? []);
    const category = categories[number];
    return category && needed.length > 0 ? [{ text, category, evidence: needed }] : [];
  });
  return { messages, questions };
}

function sessionsOf(
  fields: Readonly<Record<string, unknown>>,
): (readonly [said: readonly z.output<typeof message>[], startedAt: number])[] {
  const numbers = Object.keys(fields).flatMap((key) => /^session_(\d+)$/.exec(key)?.[1] ?? []);
  return numbers
    .map(Number)
    .sort((a, b) => a - b)
    .map((number) => [
      z.array(message).parse(fields[`session_${number}`]),
      momentOf(String(fields[`session_${number}_date_time`])),
    ]);
}

/** A moment as in "4:04 pm on 20 January, 2023", in milliseconds since the epoch. */
function momentOf(said: string): number {
  const [, time = "", half = "", date = ""] = /^(\d+:\d+) (am|pm) on (.+)$/.exec(said) ?? [];
  return Date.parse(`${date.replace(",", "")} ${time} ${half} UTC`);
}

/** Two people's messages over months, and questions about them. */
export interface LongConversation {
  /** In order. */
  readonly messages: readonly Message[];
  readonly questions: readonly AskedQuestion[];
}

/** One message of a conversation. */
export interface Message {
  readonly id: string;
  readonly speaker: string;
  readonly text: string;
  /** In milliseconds since the epoch. */
  readonly at: number;
}

/** A question, and the messages that answer it. */
export interface AskedQuestion {
  readonly text: string;
  readonly category: string;
  readonly evidence: readonly Message[];
}
