// The fake OpenAI as a process of its own: answers as the orders say, and tells when.
import { setTimeout as sleep } from "node:timers/promises";
import { FakeOpenAI, Gate } from "../../test/fakes/openai/fake-openai.ts";
import { clock, orderIn, tokensOf, type Order } from "../load/answer.ts";
import { serve } from "./rpc.ts";

/** When the first and the last token of an answer were sent. */
export interface Spoken {
  readonly firstAt: number;
  readonly lastAt: number;
}

const openai = await FakeOpenAI.start();
const spoken = new Map<number, Spoken>();

async function speak(gate: Gate, order: Order): Promise<void> {
  await gate.requested;
  await sleep(order.firstMs);
  const firstAt = clock();
  const tokens = tokensOf(order);
  let sent = 0;
  while (sent < tokens.length) {
    const due = order.everyMs === 0 ? tokens.length : Math.floor((clock() - firstAt) / order.everyMs) + 1;
    while (sent < Math.min(due, tokens.length)) gate.send(tokens[sent++] ?? "");
    if (sent < tokens.length) await sleep(Math.max(0, firstAt + sent * order.everyMs - clock()));
  }
  gate.end();
  spoken.set(order.id, { firstAt, lastAt: clock() });
}

openai.answer(({ messages }) => {
  const order = orderIn(messages.at(-1)?.content ?? "");
  if (!order) return "Yes.";
  const gate = new Gate();
  void speak(gate, order);
  return gate;
});

serve({
  address: () => openai.baseUrl,
  spoken: (id: number) => spoken.get(id),
  forget: () => {
    spoken.clear();
    openai.requests.splice(0);
  },
});
