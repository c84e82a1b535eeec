import { ButtonStyle, escapeMarkdown } from "discord.js";
import type { Outcome } from "../../chat/asking/reply.ts";
import type { Failure } from "../../chat/asking/failure.ts";
import type { Turn } from "../../chat/memory/turn.ts";
import type { Texts } from "../../i18n/index.ts";
import { buttonRow, type ButtonSpec, type Row } from "../components.ts";
import { split } from "../splitting/split.ts";

/** How one message of a reply should look. */
export interface MessageView {
  readonly content: string;
  readonly row?: Row;
  /** The whole answer, attached as a file where it does not fit into its messages. */
  readonly file?: string;
}

/** What the views of a reply depend on besides its text. */
export interface ViewSettings {
  readonly sessionId: string;
  readonly texts: Texts;
  /** How many messages an answer may take. */
  readonly maxMessages: number;
}

/** Asking again would end in the same way. */
const final: readonly Failure[] = ["question-too-long", "shutdown"];

/** Whether two views show the same. */
export function looksSame(one: MessageView | undefined, other: MessageView | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The messages of an answer that is still growing: the newest of them can be stopped. */
export function growingViews(text: string, exchangeId: number, settings: ViewSettings): MessageView[] {
  const { sessionId, texts, maxMessages } = settings;
  const parts = split(text);
  const stop = buttonRow({ action: "stop", sessionId, id: exchangeId, label: texts.buttons.stop });
  const newest = Math.min(parts.length, maxMessages) - 1;
  return parts
    .slice(0, maxMessages)
    .map((content, index) => (index === newest ? { content, row: stop } : { content }));
}

/** The messages in which an outcome is shown; none where there is nothing to show. */
export function finalViews(outcome: Outcome, settings: ViewSettings): readonly MessageView[] {
  const { texts, sessionId } = settings;
  switch (outcome.kind) {
    case "answered":
      return answerViews(outcome.turn, settings);
    case "stopped":
      return answerOr(outcome.turn ?? outcome.kept, { content: texts.stopped }, settings);
    case "failed": {
      const content = texts.failures[outcome.failure];
      const { exchangeId: id } = outcome;
      const retry: ButtonSpec = { action: "retry", sessionId, id, label: texts.buttons.retry };
      const row = buttonRow({ ...retry, style: ButtonStyle.Primary });
      return answerOr(
        outcome.kept,
        final.includes(outcome.failure) ? { content } : { content, row },
        settings,
      );
    }
    case "forgotten":
      return [{ content: texts.forgottenWhileAsked }];
    case "cancelled":
    case "merged":
      return [];
  }
}

function answerOr(
  turn: Turn | undefined,
  sentence: MessageView,
  settings: ViewSettings,
): readonly MessageView[] {
  return turn ? answerViews(turn, settings) : [sentence];
}

/** A finished answer: what does not fit into its messages comes as a file, whole; one that was stopped says so. */
function answerViews(
  { answer, partial, id }: Turn,
  { sessionId, texts, maxMessages }: ViewSettings,
): MessageView[] {
  const parts = split(answer);
  const views: MessageView[] = parts.slice(0, maxMessages).map((content) => ({ content }));
  // An answer that is nothing but the beginning of a code block has no part that shows.
  const last = views.pop() ?? { content: escapeMarkdown(answer) };
  const stopped: ButtonSpec = { action: "stop", sessionId, id, label: texts.buttons.stopped };
  const withRow = partial ? { ...last, row: buttonRow({ ...stopped, isDisabled: true }) } : last;
  return [...views, parts.length > maxMessages ? { ...withRow, file: answer } : withRow];
}
