import type { MessagePayload } from "./message-payload.ts";

const HIDDEN = {
  content: "",
  embeds: [],
  attachments: [],
  components: [],
  poll: undefined,
  message_snapshots: undefined,
};

/** The content that a bot sees without the MessageContent intent, unless the message is its own business. */
export function withoutContent(payload: MessagePayload, botId: string): MessagePayload {
  const { referenced_message: referenced } = payload;
  const own = payload.author.id === botId || payload.mentions.some((user) => user.id === botId);
  return {
    ...payload,
    ...(own ? {} : HIDDEN),
    ...(referenced && { referenced_message: withoutContent(referenced, botId) }),
  };
}
