import type { Reply } from "../chat/asking/reply.ts";
import type { Conversation } from "../chat/conversation.ts";
import type { Forgotten } from "../chat/memory/memory.ts";
import { promptMarkdown, summaryOf } from "../chat/reports/explanation.ts";
import type { Texts } from "../i18n/index.ts";
import { model, persona } from "./voice.ts";
import { exportTo, listFound, listTurns } from "./history.ts";

/** Who forgets in the terminal. */
const TERMINAL_USER = "terminal";

/** What a command of the terminal is given beside what is written after its name. */
export interface CommandContext {
  readonly conversation: Conversation;
  readonly texts: Texts;
  /** The ids of the turns that were listed last to be forgotten, in order. */
  readonly listed: number[];
  /** Makes the reply in which an answer is written. */
  readonly reply: () => Reply;
  /** Goes to another session. */
  readonly switchTo: (session: string) => void;
}

/** What a command says when it is done; nothing if that is empty. */
export type TerminalCommand = (rest: string, context: CommandContext) => string | Promise<string>;

/** The commands of the terminal, except the one that ends it. */
export const commands: ReadonlyMap<string, TerminalCommand> = new Map<string, TerminalCommand>([
  ["/forget", forget],
  ["/undo", undo],
  ["/history", history],
  ["/why", why],
  ["/continue", goOn],
  ["/persona", persona],
  ["/model", model],
  ["/session", session],
  ["/help", (_, { texts }) => texts.terminal.help],
]);

async function forget(rest: string, context: CommandContext): Promise<string> {
  const { conversation, texts } = context;
  const about = /^about\s+(.+)$/.exec(rest)?.[1];
  if (about !== undefined) return listToForget(about, context);
  if (/^\d[\d\s,]*$/.test(rest)) return forgetListed(rest, context);
  const last = /^last\s+([1-9]\d*)$/.exec(rest)?.[1];
  if (rest !== "" && last === undefined) return texts.terminal.forgetUsage;
  return said(
    conversation.forgetting.forget(TERMINAL_USER, last === undefined ? undefined : Number(last)),
    context,
  );
}

/** Lists what bears on a text; what is forgotten of it is then said by number. */
async function listToForget(text: string, { conversation, texts, listed }: CommandContext): Promise<string> {
  const { memory } = conversation;
  const found = await memory.recall.search(() => memory.turns, text);
  listed.splice(0, Infinity, ...found.map(({ turn }) => turn.id));
  const list = listFound(found, text, texts);
  return found.length > 0 ? `${list}\n${texts.terminal.forgetPicked}` : list;
}

async function forgetListed(numbers: string, context: CommandContext): Promise<string> {
  const { conversation, texts, listed } = context;
  const ids = numbers.split(/[\s,]+/).map((number) => listed[Number(number) - 1]);
  if (ids.includes(undefined)) return texts.terminal.notListed;
  const picked = ids.filter((id) => id !== undefined);
  return said(conversation.forgetting.forgetTurns(picked, TERMINAL_USER), context);
}

function said(forgotten: Forgotten | undefined, { conversation, texts }: CommandContext): Promise<string> {
  return conversation.keeping.said(texts.forgot(forgotten?.turns.length ?? 0), texts.forgetsInStoreLater);
}

function undo(_: string, { conversation, texts }: CommandContext): string {
  const turns = conversation.forgetting.undoLatest();
  return turns ? texts.broughtBack(turns.length) : texts.terminal.nothingToUndo;
}

async function history(rest: string, { conversation, texts }: CommandContext): Promise<string> {
  if (rest === "") return listTurns(conversation, texts);
  const text = /^find\s+(.+)$/.exec(rest)?.[1];
  const { memory } = conversation;
  if (text !== undefined) return listFound(await memory.recall.search(() => memory.turns, text), text, texts);
  const path = /^export\s+(.+)$/.exec(rest)?.[1];
  return path === undefined ? texts.terminal.historyUsage : exportTo(path, conversation, texts);
}

async function why(_: string, { conversation, texts }: CommandContext): Promise<string> {
  const explanation = await conversation.explain(conversation.memory.last?.id ?? 0);
  if (!explanation) return texts.terminal.nothingToExplain;
  return `${summaryOf(explanation, texts.why)}\n\n${promptMarkdown(explanation, texts.why).trimEnd()}`;
}

async function goOn(_: string, { conversation, texts, reply }: CommandContext): Promise<string> {
  const continuation = conversation.goOn(conversation.memory.last?.id ?? 0, reply);
  if ("refused" in continuation)
    return continuation.refused === "unknown" ? texts.terminal.nothingToExplain : texts.notContinued.finished;
  await continuation.started;
  return "";
}

function session(name: string, { texts, switchTo }: CommandContext): string {
  if (name === "") return texts.terminal.sessionUsage;
  switchTo(name);
  return texts.terminal.session(name);
}
