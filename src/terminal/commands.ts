import type { Conversation } from "../chat/conversation.ts";
import { promptMarkdown, summaryOf } from "../chat/reports/explanation.ts";
import type { Texts } from "../i18n/index.ts";
import { exportTo, listTurns } from "./history.ts";

/** Who forgets in the terminal. */
const TERMINAL_USER = "terminal";

/** What a command of the terminal is given beside what is written after its name. */
export interface CommandContext {
  readonly conversation: Conversation;
  readonly texts: Texts;
  /** Goes to another session. */
  readonly switchTo: (session: string) => void;
}

/** What a command says when it is done. */
export type TerminalCommand = (rest: string, context: CommandContext) => string | Promise<string>;

/** The commands of the terminal, except the one that ends it. */
export const commands: ReadonlyMap<string, TerminalCommand> = new Map([
  ["/forget", forget],
  ["/undo", undo],
  ["/history", history],
  ["/why", why],
  ["/session", session],
  ["/help", (_, { texts }) => texts.terminal.help],
]);

async function forget(rest: string, { conversation, texts }: CommandContext): Promise<string> {
  const last = /^last\s+([1-9]\d*)$/.exec(rest)?.[1];
  if (rest !== "" && last === undefined) return texts.terminal.forgetUsage;
  const { turns } = conversation.forgetting.forget(
    TERMINAL_USER,
    last === undefined ? undefined : Number(last),
  );
  return conversation.keeping.said(texts.forgot(turns.length), texts.forgetsInStoreLater);
}

function undo(_: string, { conversation, texts }: CommandContext): string {
  const turns = conversation.forgetting.undoLatest();
  return turns ? texts.broughtBack(turns.length) : texts.terminal.nothingToUndo;
}

function history(rest: string, { conversation, texts }: CommandContext): string | Promise<string> {
  if (rest === "") return listTurns(conversation, texts);
  const path = /^export\s+(.+)$/.exec(rest)?.[1];
  return path === undefined ? texts.terminal.historyUsage : exportTo(path, conversation, texts);
}

async function why(_: string, { conversation, texts }: CommandContext): Promise<string> {
  const explanation = await conversation.explain(conversation.memory.last?.id ?? 0);
  if (!explanation) return texts.terminal.nothingToExplain;
  return `${summaryOf(explanation, texts.why)}\n\n${promptMarkdown(explanation, texts.why).trimEnd()}`;
}

function session(name: string, { texts, switchTo }: CommandContext): string {
  if (name === "") return texts.terminal.sessionUsage;
  switchTo(name);
  return texts.terminal.session(name);
}
