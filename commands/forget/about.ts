import {
  ButtonStyle,
  ComponentType,
  type APISelectMenuOption,
  type MessageComponentInteraction,
} from "discord.js";
import type { Conversation } from "../../src/chat/conversation.ts";
import { buttonRow, menuRow, type Row } from "../../src/discord/components.ts";
import type { MessageView } from "../../src/discord/message-view.ts";
import type { Texts } from "../../src/i18n/index.ts";
import { foundLines, MENU_MAX } from "../found-turns.ts";
import { fitted } from "../history/excerpt.ts";
import { optionOf } from "../history/turn-lines.ts";

/** How much of a question or an answer is shown at most, in UTF-16 units. */
const EXCERPT_MAX = 120;

/** The turns that bear on a text, to pick from: those that hold it word for word are picked already. */
export async function aboutView(
  conversation: Conversation,
  text: string,
  texts: Texts,
): Promise<MessageView> {
  const { memory } = conversation;
  const found = await memory.recall.search(() => memory.turns, text);
  const beyond = found.length - MENU_MAX;
  const content = fitted(
    (max) =>
      [
        ...foundLines(found, text, texts, max),
        ...(found.length > 0 ? [texts.forgetAbout.intro] : []),
        ...(beyond > 0 ? [texts.forgetAbout.more(beyond)] : []),
      ].join("\n\n"),
    EXCERPT_MAX,
  );
  const options = found
    .slice(0, MENU_MAX)
    .map(({ turn, isExact }) => ({ ...optionOf(turn), default: isExact }));
  return { content, components: options.length > 0 ? pickRows(conversation.id, options, texts) : [] };
}

/** The menu and the button with what is picked now. Which that is, the message itself remembers. */
export function pickRows(sessionId: string, options: readonly APISelectMenuOption[], texts: Texts): Row[] {
  const picked = options.filter((option) => option.default).length;
  const target = { sessionId, id: 0 };
  return [
    menuRow({
      ...target,
      action: "forget-pick",
      placeholder: texts.forgetAbout.pick,
      options,
      picksAny: true,
    }),
    buttonRow({
      ...target,
      action: "forget-picked",
      label: texts.forgetAbout.button(picked),
      style: ButtonStyle.Danger,
      isDisabled: picked === 0,
    }),
  ];
}

/** What the menu of the message offers that was used. */
export function offeredIn({ message }: MessageComponentInteraction): readonly APISelectMenuOption[] {
  const rows = message.components.filter((row) => row.type === ComponentType.ActionRow);
  const menu = rows
    .flatMap(({ components }) => components)
    .find((component) => component.type === ComponentType.StringSelect);
  return menu?.data.options ?? [];
}
