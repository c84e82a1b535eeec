import type { AnswerChain } from "../../src/chat/answering/chain.ts";
import { Voices } from "../../src/chat/voice/voices.ts";
import { captureLog } from "./log.ts";

/** One model on a chain, with one system text for all sessions. */
export function voicesOn(chain: AnswerChain, name: string, base = "system"): Voices {
  const model = {
    name,
    label: name,
    setIn: "OPENAI_MODEL",
    contextTokens: undefined,
    takesImages: true,
    isOffline: false,
    connect: () => chain,
  };
  return new Voices({ models: [model], personas: [], base, speakers: "", log: captureLog("silent").log });
}
