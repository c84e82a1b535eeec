import { ButtonStyle } from "discord.js";
import type { Conversation } from "../../src/chat/conversation.ts";
import type { Turn } from "../../src/chat/memory/turn.ts";
import { rewindScope } from "../../src/chat/reports/inspection.ts";
import { buttonRow, type Row } from "../../src/discord/components.ts";
import type { MessageView } from "../../src/discord/message-view.ts";
import type { Texts } from "../../src/i18n/index.ts";
import { fitted } from "./excerpt.ts";
import { excerptsOf, headingOf } from "./turn-lines.ts";

/**
 * One turn and what can be done to it. The button that rewinds knows what stood after the turn when it was shown,
 * so that it takes nothing else.
 * @param pageId the turn with which the page begins that "Back" leads to
 * @param notice said above it
 */
export function turnView(
  conversation: Conversation,
  turn: Turn,
  texts: Texts,
  pageId = turn.id,
  notice?: string,
): MessageView {
  const inspection = conversation.inspect();
  const isSent = inspection.turns.find((inspected) => inspected.turn === turn)?.isSent === true;
  const rewindTakes = rewindScope(turn.id, inspection.ids);
  const content = (max: number): string =>
    [
      ...(notice === undefined ? [] : [notice]),
      headingOf(turn, texts),
      excerptsOf(turn, max),
      isSent ? texts.history.sent : texts.history.notSent,
      texts.history.later(rewindTakes.count),
    ].join("\n");
  const target = { sessionId: conversation.id, id: turn.id };
  const { forgetTurn, rewind, full } = texts.history;
  const acts = buttonRow(
    { ...target, action: "history-forget", label: forgetTurn, style: ButtonStyle.Danger },
    {
      ...target,
      action: "history-rewind",
      shown: rewindTakes.fingerprint,
      label: rewind,
      style: ButtonStyle.Danger,
    },
    { ...target, action: "history-full", label: full },
  );
  return { content: fitted(content), components: [acts, backRow(conversation.id, pageId, texts)] };
}

/** The button back to the page that begins with a turn. */
export function backRow(sessionId: string, id: number, { history }: Texts): Row {
  return buttonRow({ action: "history-page", sessionId, id, label: history.back });
}
