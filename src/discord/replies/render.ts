import { ButtonStyle, escapeMarkdown } from "discord.js";
import type { Failure } from "../../chat/asking/failure.ts";
import type { Outcome } from "../../chat/asking/reply.ts";
import { canGoOn, type Ending, type Turn } from "../../chat/memory/turn.ts";
import { failureText, type Texts } from "../../i18n/index.ts";
import { buttonRow, type ButtonSpec, type Row } from "../components.ts";
import type { MessageView } from "../message-view.ts";
import { split } from "../splitting/split.ts";

/** Asking again would end in the same way. */
const final: readonly Failure[] = ["question-too-long", "too-many-characters", "handed-over"];

/** The messages of an answer that is still growing: the newest of them can be stopped. */
export function growingViews(
  parts: readonly string[],
  exchangeId: number,
  { sessionId, texts }: ViewSettings,
): MessageView[] {
  const stop = buttonRow({ action: "stop", sessionId, id: exchangeId, label: texts.buttons.stop });
  return parts.map((content, index) => ({ content, components: index === parts.length - 1 ? [stop] : [] }));
}

/** The messages in which an outcome is shown; none where there is nothing to show. */
export function finalViews(outcome: Outcome, settings: ViewSettings): readonly MessageView[] {
  const { texts } = settings;
  switch (outcome.kind) {
    case "answered":
      return answerViews(outcome.turn, settings);
    case "stopped":
      return answerOr(outcome.turn ?? outcome.kept, plain(texts.stopped), settings);
    case "failed": {
      const content = failureText(outcome, texts);
      const row = buttonRow(retryButton(outcome.exchangeId, settings));
      const components = final.includes(outcome.failure) ? [] : [row];
      return answerOr(outcome.kept, { content, components }, settings);
    }
    case "forgotten":
      return answerOr(outcome.kept, plain(texts.forgottenWhileAsked), settings);
    case "cancelled":
    case "merged":
      return [];
  }
}

/** A finished answer: what does not fit into its messages comes as a file, whole; one that is not whole says so. */
function answerViews({ answer, ending, id }: Turn, settings: ViewSettings): MessageView[] {
  const { maxMessages } = settings;
  const parts = split(answer);
  const views = parts.slice(0, maxMessages).map(plain);
  // An answer that is nothing but the beginning of a code block has no part that shows.
  const last = views.pop() ?? plain(escapeMarkdown(answer));
  const withRow = ending === "whole" ? last : { ...last, components: [endingRow(ending, id, settings)] };
  return [...views, parts.length > maxMessages ? { ...withRow, file: answer } : withRow];
}

/** Says how an answer ended that is more or less than a whole one, on a button that does nothing; it may go on. */
function endingRow(ending: Exclude<Ending, "whole">, id: number, settings: ViewSettings): Row {
  const { sessionId, texts } = settings;
  const label = texts.history.endings[ending];
  const said: ButtonSpec = { action: "stop", sessionId, id, label, isDisabled: true };
  if (ending === "interrupted") return buttonRow(said, retryButton(id, settings));
  const goOn: ButtonSpec = { action: "continue", sessionId, id, label: texts.buttons.goOn };
  return canGoOn({ ending }) ? buttonRow(said, { ...goOn, style: ButtonStyle.Primary }) : buttonRow(said);
}

function retryButton(id: number, { sessionId, texts }: ViewSettings): ButtonSpec {
  return { action: "retry", sessionId, id, label: texts.buttons.retry, style: ButtonStyle.Primary };
}

function answerOr(
  turn: Turn | undefined,
  instead: MessageView,
  settings: ViewSettings,
): readonly MessageView[] {
  return turn ? answerViews(turn, settings) : [instead];
}

function plain(content: string): MessageView {
  return { content, components: [] };
}

/** What the views of a reply depend on besides its text. */
export interface ViewSettings {
  readonly sessionId: string;
  readonly texts: Texts;
  /** How many messages an answer may take. */
  readonly maxMessages: number;
}
