import type { MessageView } from "../message-view.ts";
import type { Pacer } from "../pacing/pacing.ts";

/** Where an answer's messages are written: in a channel, or in the reply to an interaction. */
export interface Outlet {
  /** The channel in which they appear. */
  readonly channelId: string;
  /** Whether the bot's permissions there decide what it may write. */
  readonly needsPermission: boolean;
  /** Paces what is written, together with all that is limited with it. */
  readonly pacer: Pacer;
  /** Shows that something is being written; undefined where that shows by itself. */
  readonly type: (() => Promise<unknown>) | undefined;
  /** How long something can be written yet, in milliseconds; undefined if there is no end to it. */
  readonly closesInMs: number | undefined;
  /** What another process could write there by; undefined if it knows all that it takes. */
  readonly reachedBy: string | undefined;
  /** How many messages one answer may take. */
  readonly messagesMax: number;
  /**
   * Posts a message; returns its id.
   * @param nonce the same for each try: one that took effect although it seemed to fail is not doubled
   * @param isFirst whether it is the first of its answer
   */
  post(view: MessageView, nonce: string, isFirst: boolean): Promise<string>;
  /** Changes a message; one that cannot be reached any more stays as it is. */
  edit(messageId: string, view: MessageView): Promise<unknown>;
  delete(messageId: string): Promise<unknown>;
}
