// What a bot at least has to do: ChatOpenAI's own stream, read to its end, and nothing else.
import { ChatOpenAI } from "@langchain/openai";
import { questionFor, type Order } from "../load/answer.ts";
import { serve } from "./rpc.ts";

const model = new ChatOpenAI({
  model: "bare",
  apiKey: "none",
  configuration: { baseURL: process.env.OPENAI_BASE_URL ?? null },
});

async function read(order: Order): Promise<number> {
  let length = 0;
  for await (const chunk of await model.stream([["human", questionFor(order)]])) length += chunk.text.length;
  return length;
}

serve({
  ask: ({ channels, order }: { channels: number; order: Omit<Order, "id"> }) =>
    Promise.all(Array.from({ length: channels }, (_, index) => read({ ...order, id: 1_000_000 + index }))),
});
