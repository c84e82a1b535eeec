import type { Calibration } from "../tokens/calibration.ts";
import { roomIn, type ContextLimits } from "../tokens/context-limits.ts";
import type { AnswerChain } from "./chain.ts";

/** In which voice a session is answered. */
export interface Profile {
  /** The system text, which says who speaks if the session is shared. */
  readonly system: string;
  readonly model: AnsweringModel;
}

/** A model as answering sees it. */
export interface AnsweringModel {
  /** As turns record it; no other model has it. */
  readonly name: string;
  /** The environment variable that it comes from. */
  readonly setIn: string;
  readonly chain: AnswerChain;
  /** Its whole context, in tokens; undefined where nothing is said of it. */
  readonly contextTokens: number | undefined;
  /** Whether it is shown images. */
  readonly takesImages: boolean;
}

/** What window, recalled turns and question may take together as far as it is configured, in tokens. */
export function configuredRoom(
  { system, model }: Profile,
  { historyTokens, calibration }: RoomSettings,
): number {
  const { name, contextTokens } = model;
  if (contextTokens === undefined) return historyTokens;
  return Math.min(historyTokens, roomIn(contextTokens, calibration.estimate(name, system)));
}

/** The same at this moment: a model may have turned out to take less. */
export function promptRoom(profile: Profile, settings: RoomSettings): number {
  return Math.min(configuredRoom(profile, settings), settings.contextLimits.of(profile.model.name));
}

/** What limits a prompt. */
export interface RoomSettings {
  readonly historyTokens: number;
  readonly calibration: Calibration;
  readonly contextLimits: ContextLimits;
}
