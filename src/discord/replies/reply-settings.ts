import type { Outcome } from "../../chat/asking/reply.ts";
import type { Outlet } from "../outlets/outlet.ts";
import type { Refusal } from "./live-message.ts";
import type { ViewSettings } from "./render.ts";

/** What showing an answer needs. */
export interface ReplySettings extends Omit<ViewSettings, "notRead"> {
  readonly outlet: Outlet;
  /** How long the model may say nothing before that is told, in milliseconds. */
  readonly quietMs: number;
  /** The messages to take over, in order, as they are when it begins. */
  readonly over: () => readonly string[];
  /** Called when there are more or fewer messages that carry it. */
  readonly onListed: () => void;
  /** Called when nothing can be written much longer where it is shown. */
  readonly onClosing: () => void;
  /** Called when something could not be shown at the moment. */
  readonly onFailed: (error: unknown) => void;
  /**
   * Called once when Discord will not have the answer; returns what became of its question by that, if it had ended
   * otherwise.
   */
  readonly onRefused: (trouble: Refusal["trouble"], error: unknown) => Outcome | undefined;
}
