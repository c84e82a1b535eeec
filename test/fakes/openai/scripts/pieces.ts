import type { Delta, Frame, Pause } from "./script.ts";

/** Reasoning in a field of its own: DeepSeek, vLLM and llama.cpp call it `reasoning_content`, others `reasoning`. */
export function reasoning(
  text: string,
  field: "reasoning_content" | "reasoning" = "reasoning_content",
): Delta {
  return { delta: { [field]: text } };
}

/** Words of a refusal, which OpenAI puts beside the content. */
export function refusal(text: string): Delta {
  return { delta: { refusal: text } };
}

/** Nothing for that long. */
export function pause(ms: number): Pause {
  return { pauseMs: ms };
}

/** An error that a provider reports inside of a stream whose status was 200. */
export function errorFrame(error: object = { message: "Provider returned error", code: 502 }): Frame {
  return { frame: `data: ${JSON.stringify({ error })}\n\n` };
}

/** An event that is cut in the middle of its JSON. */
export const brokenFrame: Frame = { frame: 'data: {"id":"chatcmpl-fake","choices":[{"del\n\n' };
