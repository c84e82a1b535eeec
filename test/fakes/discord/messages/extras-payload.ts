import { PollLayoutType, StickerFormatType } from "discord.js";
import type { Json } from "../world/entities.ts";
import { snowflake } from "../world/snowflake.ts";
import type { FakePoll } from "./message.ts";

/** A poll as Discord writes it, before anyone has voted. */
export function pollPayload({ question, answers }: FakePoll, expiry: string): Json {
  return {
    question: { text: question },
    answers: answers.map((text, index) => ({ answer_id: index + 1, poll_media: { text } })),
    expiry,
    allow_multiselect: false,
    layout_type: PollLayoutType.Default,
    results: { is_finalized: false, answer_counts: [] },
  };
}

/** A sticker as a message carries it. */
export function stickerPayload(name: string): Json {
  return { id: snowflake(), name, format_type: StickerFormatType.PNG };
}
