import { expect } from "vitest";

/** How a failure's sentence looks: with the id by which the log names the question, and what may follow. */
export function withId(sentence: string, more = ""): string {
  const literally = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = `^${literally(sentence)} \\(id [0-9a-z]{6}\\)${literally(more)}$`;
  return expect.stringMatching(new RegExp(pattern)) as string;
}
