import { createChain, type AnswerChain } from "../answering/chain.ts";
import type { Model } from "../models/model.ts";

/** A chain on a model that is made when it is first asked: its client takes its time to load. */
export function chainOn(create: () => Promise<Model>): AnswerChain {
  let chain: Promise<AnswerChain> | undefined;
  return async (input, run) => {
    chain ??= create().then((model) => createChain(model.chat, model.callOptionsOf));
    return (await chain)(input, run);
  };
}
