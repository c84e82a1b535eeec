import { escapeMarkdown, quoted } from "./markdown.ts";
import { answerIdsOf, isPartial, partsOf, type Ending, type Turn, type Usage } from "../memory/turn.ts";
import { hasOwnMessage } from "../memory/carried.ts";
import { questionOf, type Asker } from "../memory/question.ts";

/** The forms in which a session can be taken along: for people, and for programs. */
export const exportForms = ["md", "json"] as const;

/** A whole session as a text file. */
export function exportSession(source: ExportSource, form: ExportForm, words: ExportWords): string {
  return form === "json"
    ? `${JSON.stringify(sessionJson(source), undefined, 2)}\n`
    : sessionMarkdown(source, words);
}

/** One turn, whole, for people. Both texts are quoted, so that nothing in them reaches beyond its end. */
export function turnMarkdown(turn: Turn, words: ExportWords): string {
  const facts = [words.tokens(turn.tokens), ...(turn.ending === "whole" ? [] : [words.endings[turn.ending]])];
  return [
    `## ${moment(turn.id)}`,
    `**${escapeMarkdown(turn.asker.name)}**`,
    quoted(questionOf(partsOf(turn))),
    `**${escapeMarkdown(turn.model)}** · ${facts.join(" · ")}`,
    quoted(turn.answer),
    "",
  ].join("\n\n");
}

function sessionMarkdown({ id, turns }: ExportSource, words: ExportWords): string {
  const tokens = turns.reduce((sum, turn) => sum + turn.tokens, 0);
  const facts = [moment(Date.now()), words.turns(turns.length), words.tokens(tokens)];
  const heading = `# ${escapeMarkdown(id)}\n\n${facts.join(" · ")}\n\n`;
  return `${heading}${turns.map((turn) => turnMarkdown(turn, words)).join("")}`.trimEnd() + "\n";
}

function sessionJson({ id, turns }: ExportSource): ExportedSession {
  const exportedAt = new Date().toISOString();
  return { format: "hippo-session", version: 1, session: id, exportedAt, turns: turns.map(turnJson) };
}

function turnJson(turn: Turn): ExportedTurn {
  const { id, asker, answer, ending, model, tokens } = turn;
  const parts = partsOf(turn);
  const usage = usageOf(turn);
  return {
    id,
    askedAt: new Date(turn.id).toISOString(),
    asker: { id: asker.id, name: asker.name },
    question: questionOf(parts),
    answer,
    partial: isPartial(turn),
    ending,
    model,
    tokens,
    ...(usage && { usage }),
    messages: {
      question: parts.filter(hasOwnMessage).map(({ messageId }) => messageId),
      answer: answerIdsOf(turn),
    },
  };
}

function usageOf({ inputTokens, outputTokens, cachedTokens }: Turn): Usage | undefined {
  if (inputTokens === undefined || outputTokens === undefined) return undefined;
  return { inputTokens, outputTokens, cachedTokens: cachedTokens ?? 0 };
}

function moment(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** One of them. */
export type ExportForm = (typeof exportForms)[number];

/** What is exported. */
export interface ExportSource {
  readonly id: string;
  readonly turns: readonly Turn[];
}

/** The words of an export for people. */
export interface ExportWords {
  readonly turns: (count: number) => string;
  readonly tokens: (count: number) => string;
  /** What is said of an answer that is more or less than a whole one. */
  readonly endings: Readonly<Record<Exclude<Ending, "whole">, string>>;
}

/** A turn in a JSON export: docs/export-format.md. */
export interface ExportedTurn {
  readonly id: number;
  readonly askedAt: string;
  readonly asker: Asker;
  readonly question: string;
  readonly answer: string;
  readonly partial: boolean;
  readonly ending: Ending;
  readonly model: string;
  readonly tokens: number;
  readonly usage?: Usage;
  readonly messages: { readonly question: readonly string[]; readonly answer: readonly string[] };
}

/** A session in a JSON export: docs/export-format.md. What changes its shape raises the version. */
export interface ExportedSession {
  readonly format: "hippo-session";
  readonly version: 1;
  readonly session: string;
  readonly exportedAt: string;
  readonly turns: readonly ExportedTurn[];
}
