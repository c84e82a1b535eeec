import { writeFile } from "node:fs/promises";
import { exportForms } from "../chat/reports/export.ts";
import type { Conversation } from "../chat/conversation.ts";
import { partsOf, type Turn } from "../chat/memory/turn.ts";
import { voiceFacts } from "../chat/reports/voice-facts.ts";
import { oneLine } from "../chat/speakers.ts";
import { questionOf } from "../chat/memory/question.ts";
import type { Found } from "../chat/recall/search.ts";
import type { Texts } from "../i18n/index.ts";

/** What a session holds, newest last, as the terminal showed it. */
export function listTurns(conversation: Conversation, texts: Texts): string {
  const { turns, tokens, windowTokens, budget } = conversation.inspect();
  const { history, terminal } = texts;
  const voice = voiceFacts(conversation.voice, history.voice, oneLine);
  if (turns.length === 0) return [history.empty, ...voice].join("\n");
  const newestUnsent = turns.findLast(({ isSent }) => !isSent)?.turn;
  const lines = turns.flatMap(({ turn }) => [
    `> ${questionOf(partsOf(turn))}`,
    turn.answer,
    factsOf(turn, texts),
    ...(turn === newestUnsent ? [`--- ${terminal.windowEdge}`] : []),
  ]);
  const header = [history.turns(turns.length), history.tokens(tokens), history.window(windowTokens, budget)];
  return [header.join(" · "), ...voice, ...lines].join("\n");
}

/** What of a session bears on a text, numbered; those that hold it word for word first. */
export function listFound(found: readonly Found[], text: string, texts: Texts): string {
  const { history } = texts;
  const lines = found.flatMap(({ turn, isExact }, index) => [
    `${index + 1}. > ${questionOf(partsOf(turn))}`,
    turn.answer,
    ...(isExact ? [`  (${history.exact})`] : []),
  ]);
  return [history.found(found.length, text).replaceAll("**", ""), ...lines].join("\n");
}

/** Writes a session to a file; the ending chooses the form. Says what became of it. */
export async function exportTo(path: string, conversation: Conversation, texts: Texts): Promise<string> {
  const { terminal, history } = texts;
  const form = exportForms.find((known) => path.toLowerCase().endsWith(`.${known}`));
  if (!form) return terminal.exportEnding;
  const { turns } = conversation.memory;
  if (turns.length === 0) return history.empty;
  try {
    await writeFile(path, conversation.export(form, history), { flag: "wx" });
    return terminal.exported(path, history.turns(turns.length));
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return code === "EEXIST" ? terminal.fileExists(path) : terminal.notWritten(path, code);
  }
}

function factsOf({ model, tokens, ending }: Turn, { history }: Texts): string {
  const facts = [model, history.tokens(tokens), ...(ending === "whole" ? [] : [history.endings[ending]])];
  return `  (${facts.join(", ")})`;
}
