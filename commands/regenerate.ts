import { MessageFlags, type MessageComponentInteraction } from "discord.js";
import type { AskedAs } from "../src/chat/asking/asking-again.ts";
import type { Outcome } from "../src/chat/asking/reply.ts";
import { withoutImages } from "../src/chat/memory/question.ts";
import { messageCommand } from "../src/discord/interactions/command-data.ts";
import type { ComponentContext, MessageCommand } from "../src/discord/interactions/command.ts";
import { failureText, type Texts } from "../src/i18n/index.ts";

export default {
  data: messageCommand((texts) => texts.commands.regenerate),
  asks: true,
  execute: async (interaction, { found, replyOver, texts }) => {
    const regeneration = found?.conversation.regenerate(found.turn.id, replyOver, interaction.user.id);
    if (!regeneration || "refused" in regeneration) {
      const content = regeneration?.refused === "not-latest" ? texts.notLatest : texts.tooLate;
      return interaction.reply({ content, flags: MessageFlags.Ephemeral });
    }
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    return interaction.editReply(summary(await regeneration.started, texts));
  },
  components: {
    retry: (interaction, context) => retry(interaction, context),
    "retry-without-images": (interaction, context) => retry(interaction, context, withoutImages),
    continue: async (interaction, { conversation, id, replyOver, acknowledge, texts }) => {
      const continuation = conversation.goOn(id, replyOver, interaction.user.id);
      if ("refused" in continuation) {
        const { refused } = continuation;
        const content = refused === "unknown" ? texts.tooLate : texts.notContinued[refused];
        return interaction.reply({ content, flags: MessageFlags.Ephemeral });
      }
      await acknowledge();
      const outcome = await continuation.started;
      if (outcome.kind !== "failed") return;
      const content = `${failureText(outcome, texts)} ${texts.oldAnswerStays}`;
      return interaction.followUp({ content, flags: MessageFlags.Ephemeral });
    },
  },
} satisfies MessageCommand;

function retry(
  interaction: MessageComponentInteraction,
  { conversation, id, replyOver, acknowledge, texts }: ComponentContext,
  as?: AskedAs,
): Promise<unknown> {
  const by = interaction.user.id;
  const retried = conversation.retry(id, replyOver, by, as);
  if ("started" in retried) return acknowledge();
  // An answer that was interrupted is a turn: what there is of it stays until another takes its place.
  const again = retried.refused === "unknown" && conversation.regenerate(id, replyOver, by);
  if (again && "started" in again) return acknowledge();
  const isOlder = again && again.refused === "not-latest";
  const content = isOlder ? texts.notLatest : again ? texts.tooLate : texts.askedAlready;
  return interaction.reply({ content, flags: MessageFlags.Ephemeral });
}

/** What the one who asked for another answer is told when it stands, or does not. */
function summary(outcome: Outcome, texts: Texts): string {
  if (outcome.kind === "answered") return texts.regenerated;
  if (outcome.kind === "failed") return `${failureText(outcome, texts)} ${texts.oldAnswerStays}`;
  return texts.notRegenerated;
}
