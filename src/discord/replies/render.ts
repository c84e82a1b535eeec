import { ButtonStyle, escapeMarkdown } from "discord.js";
import type { Failure } from "../../chat/asking/failure.ts";
import type { Outcome } from "../../chat/asking/reply.ts";
import { canGoOn, type Ending, type Turn } from "../../chat/memory/turn.ts";
import { failureText, type Texts } from "../../i18n/index.ts";
import { buttonRow, withLink, type ButtonSpec } from "../components.ts";
import type { MessageView } from "../message-view.ts";
import { split } from "../splitting/split.ts";

/** How long the label of a button may be, in UTF-16 code units. */
const LABEL_MAX = 80;

/** Asking again would end in the same way. */
const final: readonly Failure[] = ["question-too-long", "too-many-characters", "handed-over"];

/**
 * The messages of an answer that is still growing: the newest of them can be stopped, and says so where the answer has
 * stood still for long.
 */
export function growingViews(
  parts: readonly string[],
  exchangeId: number,
  { sessionId, texts }: Pick<ViewSettings, "sessionId" | "texts">,
  { isStill }: { readonly isStill: boolean },
): MessageView[] {
  const target = { sessionId, id: exchangeId };
  const waiting: ButtonSpec = {
    ...target,
    action: "continue",
    label: texts.buttons.waiting,
    isDisabled: true,
  };
  const said = isStill && parts.length > 0 ? [waiting] : [];
  const stop = buttonRow(...said, { ...target, action: "stop", label: texts.buttons.stop });
  if (isStill && parts.length === 0) return [{ content: texts.stillWaiting, components: [stop] }];
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
      const row = buttonRow(retryButton(outcome.exchangeId, settings, outcome.failure));
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
  const { maxMessages, aboutUrl, texts } = settings;
  const parts = split(answer);
  const views = parts.slice(0, maxMessages).map(plain);
  // An answer that is nothing but the beginning of a code block has no part that shows.
  const last = views.pop() ?? plain(escapeMarkdown(answer));
  const notes = [...endingButtons(ending, id, settings), ...notReadButtons(id, settings)];
  const row = notes.length > 0 ? buttonRow(...notes) : undefined;
  const linked = aboutUrl === undefined ? row : withLink(row, texts.askAbout.message, aboutUrl);
  const withRow = linked ? { ...last, components: [linked] } : last;
  return [...views, parts.length > maxMessages ? { ...withRow, file: answer } : withRow];
}

/** Says how an answer ended that is more or less than a whole one, on a button that does nothing; it may go on. */
function endingButtons(ending: Ending, id: number, settings: ViewSettings): readonly ButtonSpec[] {
  if (ending === "whole") return [];
  const { sessionId, texts } = settings;
  const label = texts.history.endings[ending];
  const said: ButtonSpec = { action: "stop", sessionId, id, label, isDisabled: true };
  if (ending === "interrupted") return [said, retryButton(id, settings)];
  const goOn: ButtonSpec = { action: "continue", sessionId, id, label: texts.buttons.goOn };
  return canGoOn({ ending }) ? [said, { ...goOn, style: ButtonStyle.Primary }] : [said];
}

/** Says what came with the question and was not read. */
function notReadButtons(id: number, { sessionId, notRead, texts }: ViewSettings): readonly ButtonSpec[] {
  if (notRead.length === 0) return [];
  const whole = texts.notRead(notRead.join(", "));
  const cut = whole.slice(0, LABEL_MAX - 1).replace(/[\ud800-\udbff]$/, "");
  const label = whole.length > LABEL_MAX ? `${cut}…` : whole;
  // What was "shown" only tells it apart from the other note: no two components of a message may be the same.
  return [{ action: "stop", sessionId, id, shown: 0, label, isDisabled: true }];
}

function retryButton(id: number, { sessionId, texts }: ViewSettings, failure?: Failure): ButtonSpec {
  const { retry, withoutImages } = texts.buttons;
  const common = { sessionId, id, style: ButtonStyle.Primary } as const;
  return failure === "images-rejected"
    ? { ...common, action: "retry-without-images", label: withoutImages }
    : { ...common, action: "retry", label: retry };
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
  /** The names of what came with the question and was not read. */
  readonly notRead: readonly string[];
  /** The message that was asked about, where the answer does not show that by its place. */
  readonly aboutUrl?: string | undefined;
}
