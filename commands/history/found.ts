import type { Conversation } from "../../src/chat/conversation.ts";
import { menuRow } from "../../src/discord/components.ts";
import type { MessageView } from "../../src/discord/message-view.ts";
import type { Texts } from "../../src/i18n/index.ts";
import { foundLines, MENU_MAX } from "../found-turns.ts";
import { fitted } from "./excerpt.ts";
import { optionOf } from "./turn-lines.ts";

/** How much of a question or an answer is shown at most, in UTF-16 units. */
const EXCERPT_MAX = 120;

/** The turns of a session that bear on a text, with a menu to pick one for the acts on it. */
export async function foundView(
  { id: sessionId, memory }: Conversation,
  text: string,
  texts: Texts,
): Promise<MessageView> {
  const found = await memory.recall.search(() => memory.turns, text);
  const content = fitted((max) => foundLines(found, text, texts, max).join("\n\n"), EXCERPT_MAX);
  if (found.length === 0) return { content, components: [] };
  const options = found.slice(0, MENU_MAX).map(({ turn }) => optionOf(turn));
  const menu = {
    action: "history-found",
    sessionId,
    id: 0,
    placeholder: texts.history.pick,
    options,
  } as const;
  return { content, components: [menuRow(menu)] };
}
