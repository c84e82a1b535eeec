import { MessageFlags, type ChatInputCommandInteraction, type MessageComponentInteraction } from "discord.js";
import type { Forgotten } from "../../src/chat/memory/memory.ts";
import type { Turn } from "../../src/chat/memory/turn.ts";
import { exportForms, turnMarkdown } from "../../src/chat/reports/export.ts";
import { undoRow } from "../../src/discord/components.ts";
import { described, privateOption, slashCommand } from "../../src/discord/interactions/command-data.ts";
import type {
  ComponentContext,
  ComponentHandler,
  SlashCommand,
  SlashContext,
} from "../../src/discord/interactions/command.ts";
import { replyWithFile } from "../../src/discord/interactions/file-reply.ts";
import { sayDone } from "../../src/discord/interactions/say-done.ts";
import type { MessageView } from "../../src/discord/message-view.ts";
import { foundView } from "./found.ts";
import { historyPage } from "./page.ts";
import type { PageCursor } from "./paging.ts";
import { backRow, turnView } from "./turn-view.ts";

export default {
  data: slashCommand("history", (texts) => texts.commands.history)
    .addStringOption((option) =>
      described(option.setName("export"), (texts) => texts.history.option).addChoices(
        { name: "Markdown", value: "md" },
        { name: "JSON", value: "json" },
      ),
    )
    .addStringOption((option) => described(option.setName("find"), (texts) => texts.history.findOption))
    .addBooleanOption(privateOption)
    .toJSON(),
  execute: async (interaction, context) => {
    if (interaction.options.getString("export") !== null) return exportWhole(interaction, context);
    const { conversation, texts } = context;
    const text = interaction.options.getString("find");
    const view =
      text === null ? historyPage(conversation, texts) : await foundView(conversation, text, texts);
    const flags = [MessageFlags.Ephemeral, MessageFlags.SuppressEmbeds] as const;
    return interaction.reply({ ...view, flags });
  },
  components: {
    "history-newer": toPage((id) => ({ newerThan: id })),
    "history-older": toPage((id) => ({ olderThan: id })),
    "history-page": toPage((id) => ({ from: id })),
    "history-pick": (interaction, context) => {
      const turnId = interaction.isStringSelectMenu() ? Number(interaction.values[0]) : 0;
      const turn = remembered(turnId, context);
      return interaction.update(
        turn ? turnView(context.conversation, turn, context.texts, context.id) : gone(context),
      );
    },
    "history-found": (interaction, context) => {
      const turnId = interaction.isStringSelectMenu() ? Number(interaction.values[0]) : 0;
      const turn = remembered(turnId, context);
      const { conversation, texts } = context;
      return interaction.update(
        turn ? turnView(conversation, turn, texts) : gone({ ...context, id: turnId }),
      );
    },
    "history-forget": async (interaction, context) => {
      const taken = context.conversation.forgetting.forgetTurn(context.id, interaction.user.id);
      return show(interaction, taken ? await forgotten(taken, context) : gone(context));
    },
    "history-rewind": async (interaction, context) =>
      show(interaction, await rewound(interaction.user.id, context)),
    "history-full": (interaction, context) => {
      const turn = remembered(context.id, context);
      if (!turn) return interaction.update(gone(context));
      const text = turnMarkdown(turn, context.texts.history);
      return replyWithFile(interaction, { name: "turn.md", text }, context.texts);
    },
  },
} satisfies SlashCommand;

/** What was forgotten is said to all in the channel if it cannot be said on the page; the page itself never is. */
function show(interaction: MessageComponentInteraction, view: ForgottenView | MessageView): Promise<unknown> {
  const update = (): Promise<unknown> =>
    interaction.update({ content: view.content, components: view.components });
  return "done" in view ? sayDone(interaction, view.done, update) : update();
}

function exportWhole(interaction: ChatInputCommandInteraction, { conversation, texts }: SlashContext) {
  const form = exportForms.find((known) => known === interaction.options.getString("export")) ?? "md";
  if (conversation.memory.turns.length === 0)
    return interaction.reply({ content: texts.history.empty, flags: MessageFlags.Ephemeral });
  const text = conversation.export(form, texts.history);
  return replyWithFile(interaction, { name: `history.${form}`, text }, texts);
}

function toPage(cursorAt: (id: number) => PageCursor): ComponentHandler {
  return (interaction, { conversation, id, texts }) =>
    interaction.update(historyPage(conversation, texts, cursorAt(id)));
}

function remembered(turnId: number, { conversation }: ComponentContext): Turn | undefined {
  return conversation.memory.find(({ id }) => id === turnId);
}

/** The page where a turn was that is no longer there. */
function gone({ conversation, id, texts }: ComponentContext): MessageView {
  return historyPage(conversation, texts, { from: id }, texts.history.gone);
}

async function rewound(by: string, context: ComponentContext): Promise<ForgottenView | MessageView> {
  const { conversation, id, shown, texts } = context;
  const taken = conversation.forgetting.rewind(id, by, shown);
  const turn = remembered(id, context);
  if (taken === "changed" && turn) {
    return turnView(conversation, turn, texts, id, texts.history.changed);
  }
  return typeof taken === "string" ? gone(context) : forgotten(taken, context);
}

async function forgotten(
  { turns, undoId }: Forgotten,
  { conversation, id, texts }: ComponentContext,
): Promise<ForgottenView> {
  const undo = undoId === undefined ? [] : [undoRow(conversation.id, undoId, texts)];
  const content = await conversation.keeping.said(texts.forgot(turns.length), texts.forgetsInStoreLater);
  const components = [...undo, backRow(conversation.id, id, texts)];
  return { content, components, done: { content, components: undo } };
}

/** The page after an act of forgetting, and what of it is said where the page cannot be shown. */
interface ForgottenView extends MessageView {
  readonly done: MessageView;
}
