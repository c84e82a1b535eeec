import { createChain } from "../../src/chat/answering/chain.ts";
import { createBaseline } from "../baseline.ts";
import type { Figure, Suite } from "../figure.ts";
import { ask, startConversations } from "../memory/stage.ts";
import { ListeningModel } from "./listening-model.ts";
import { costOf, counter, type PromptCost, type TokensOf } from "./price.ts";

const TURNS = 200;
const WINDOW_TOKENS = 8_000;

/** What the prompts of a long conversation cost: the classic script, a window that slides, and Hippo. */
export const prompts: Suite = {
  title: `Prompts of ${TURNS} turns`,
  plot: { title: `Price of the prompts of ${TURNS} turns, in input tokens`, of: /price/ },
  measure: async () => {
    const tokensOf = counter();
    const all = await classicPrompts();
    const classic = costOf(all, tokensOf);
    const sliding = costOf(slidingPrompts(all, tokensOf), tokensOf);
    const windowOnly = costOf(await hippoPrompts({ RECALL_TOKENS: "0" }), tokensOf);
    const hippo = costOf(await hippoPrompts({}), tokensOf);
    return [
      ...figuresOf("Hippo", hippo, "the classic script", classic),
      ...figuresOf("Hippo without recall", windowOnly, "a sliding window", sliding),
    ];
  },
};

function figuresOf(name: string, own: PromptCost, what: string, baseline: PromptCost): Figure[] {
  const figure = (of: string, value: number, other: number, unit = ""): Figure => ({
    what: `${name}: ${of}`,
    value,
    unit,
    baseline: { what, value: other },
  });
  const shareOf = ({ cached, tokens }: PromptCost) => (100 * cached) / tokens;
  return [
    figure("tokens sent", own.tokens, baseline.tokens),
    figure("share that a cache can serve", shareOf(own), shareOf(baseline), "%"),
    figure("price, in input tokens", own.price, baseline.price),
  ];
}

async function classicPrompts(): Promise<ListeningModel["prompts"]> {
  const model = new ListeningModel();
  const answer = createBaseline(model);
  for (let turn = 0; turn < TURNS; turn++) await answer("channel", `question ${turn}, and what of it?`);
  return model.prompts;
}

/** The classic prompts with the oldest turns left out, as many as it takes, each time. */
function slidingPrompts(all: ListeningModel["prompts"], tokensOf: TokensOf): ListeningModel["prompts"] {
  return all.map(([system = "", ...messages]) => {
    let first = 0;
    while (costOf([messages.slice(first)], tokensOf).tokens > WINDOW_TOKENS) first += 2;
    return [system, ...messages.slice(first)];
  });
}

async function hippoPrompts(
  environment: Readonly<Record<string, string>>,
): Promise<ListeningModel["prompts"]> {
  const model = new ListeningModel();
  const conversations = startConversations(environment, createChain(model));
  for (let turn = 0; turn < TURNS; turn++) await ask(conversations, "channel", 1, turn);
  return model.prompts;
}
