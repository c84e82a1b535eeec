import type { Message, SendableChannels } from "discord.js";
import type { Outcome } from "../../chat/asking/reply.ts";
import type { GlobalLimit } from "../pacing/global-limit.ts";
import type { Pacer } from "../pacing/pacing.ts";
import type { Refusal } from "./live-message.ts";
import type { ViewSettings } from "./render.ts";

/** What showing an answer needs. */
export interface ReplySettings extends Omit<ViewSettings, "notRead"> {
  readonly channel: SendableChannels;
  readonly pacer: Pacer;
  readonly globalLimit: GlobalLimit;
  /** How long the model may say nothing before that is told, in milliseconds. */
  readonly quietMs: number;
  /** The question's message, unless the answer takes over messages that are there already. */
  readonly replyTo: Message | undefined;
  /** The messages to take over, in order, as they are when it begins. */
  readonly over: () => readonly string[];
  /** Called when there are more or fewer messages that carry it. */
  readonly onListed: () => void;
  /** Called when something could not be shown at the moment. */
  readonly onFailed: (error: unknown) => void;
  /**
   * Called once when Discord will not have the answer; returns what became of its question by that, if it had ended
   * otherwise.
   */
  readonly onRefused: (trouble: Refusal["trouble"], error: unknown) => Outcome | undefined;
}
