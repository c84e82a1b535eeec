import { TimestampStyles } from "discord.js";
import type { Conversation } from "../../src/chat/conversation.ts";
import type { InspectedTurn, Inspection } from "../../src/chat/reports/inspection.ts";
import { voiceFacts } from "../../src/chat/reports/voice-facts.ts";
import { buttonRow, menuRow, type ButtonSpec, type Row } from "../../src/discord/components.ts";
import type { MessageView } from "../../src/discord/message-view.ts";
import type { Texts } from "../../src/i18n/index.ts";
import { excerpt, fitted } from "./excerpt.ts";
import { turnsAt, type PageCursor } from "./paging.ts";
import { excerptsOf, headingOf, optionOf, timestamp } from "./turn-lines.ts";

/** How much of a question or an answer a page shows at most, in UTF-16 units. */
const EXCERPT_MAX = 120;

/** How much of a persona's text or a model's name. */
const VOICE_MAX = 100;

/**
 * One page of a session, newest turn first.
 * @param notice said above it
 */
export function historyPage(
  conversation: Conversation,
  texts: Texts,
  cursor: PageCursor = {},
  notice?: string,
): MessageView {
  const inspection = conversation.inspect();
  const shown = turnsAt(inspection.turns, cursor);
  const above = notice === undefined ? [] : [notice];
  const voice = voiceFacts(conversation.voice, texts.history.voice, (text) => excerpt(text, VOICE_MAX));
  if (shown.length === 0)
    return { content: [...above, texts.history.empty, ...voice].join("\n"), components: [] };
  above.push([headerOf(inspection, texts), ...voice].join("\n"));
  const edge = inspection.turns.findLast(({ isSent }) => !isSent)?.turn;
  const entry = ({ turn }: InspectedTurn, max: number): string[] => [
    ...(turn === edge ? [`*${texts.history.windowEdge}*`] : []),
    `${headingOf(turn, texts)}\n${excerptsOf(turn, max)}`,
  ];
  return {
    content: fitted(
      (max) => [...above, ...shown.flatMap((turn) => entry(turn, max))].join("\n\n"),
      EXCERPT_MAX,
    ),
    components: [
      menu(conversation.id, shown, texts),
      ...navigation(conversation.id, inspection, shown, texts),
    ],
  };
}

function headerOf(
  { turns, tokens, windowTokens, budget, expiresAt }: Inspection,
  { history }: Texts,
): string {
  return [
    `**${history.turns(turns.length)}**`,
    history.tokens(tokens),
    history.window(windowTokens, budget),
    history.expires(timestamp(expiresAt, TimestampStyles.RelativeTime)),
  ].join(" · ");
}

function menu(sessionId: string, shown: readonly InspectedTurn[], { history }: Texts): Row {
  const options = shown.map(({ turn }) => optionOf(turn));
  const id = shown[0]?.turn.id ?? 0;
  return menuRow({ action: "history-pick", sessionId, id, placeholder: history.pick, options });
}

/** The buttons to the pages beside this one; none if it is the only one. */
function navigation(
  sessionId: string,
  { turns }: Inspection,
  shown: readonly InspectedTurn[],
  { history }: Texts,
): Row[] {
  const [newest, oldest] = [shown[0], shown.at(-1)];
  if (!newest || !oldest || shown.length === turns.length) return [];
  const newer: ButtonSpec = { action: "history-newer", sessionId, id: newest.turn.id, label: history.newer };
  const older: ButtonSpec = { action: "history-older", sessionId, id: oldest.turn.id, label: history.older };
  return [
    buttonRow(
      { ...newer, isDisabled: newest === turns.at(-1) },
      { ...older, isDisabled: oldest === turns[0] },
    ),
  ];
}
