import type { Conversation } from "../../chat/conversation.ts";
import type { Texts } from "../../i18n/index.ts";
import { askerOf } from "../messages/question.ts";
import type { Asked, QuestionReader } from "../messages/question-reader.ts";
import type { AskingInteraction } from "../outlets/outlets.ts";
import type { Replies } from "../replies/replies.ts";
import { apologize } from "./apologize.ts";

/** Asks what is asked with an interaction; resolves when it stands in the reply to it how that ended. */
export async function askWith(
  interaction: AskingInteraction,
  asked: Asked,
  { conversation, replies, questions, texts }: AskingParts,
): Promise<void> {
  const part = questions.partAsked(interaction, asked);
  if (!part) {
    const content = asked.about ? texts.failures["nothing-to-read"] : texts.hint;
    return apologize(interaction, content);
  }
  const { id: messageId, channelId, guildId } = interaction;
  const { keeping } = conversation;
  // What was written before and is not read yet, since the bot was away, must not count as seen.
  if (channelId !== null && !keeping.seen) keeping.takenIn.see({ messageId, channelId, guildId });
  const reply = replies.answering(interaction, conversation, { texts, aboutUrl: asked.about?.url });
  await conversation.ask({ asker: askerOf(interaction), parts: [part] }, reply);
}

/** Where something is asked, and what asking needs. */
export interface AskingParts {
  readonly conversation: Conversation;
  readonly replies: Replies;
  readonly questions: QuestionReader;
  readonly texts: Texts;
}
