import type { ChatRequest, FakeOpenAI, Gate } from "../../test/fakes/openai/fake-openai.ts";

/** What a model says in the stories, by the beginning of the question. */
const ANSWERS: Readonly<Record<string, string>> = {
  "We leave on Friday":
    "Got it: Friday, six o'clock, north pier, and the tent is Omar's. Shall I keep a packing list?",
  "Yes!": "So far: the tent is Omar's, the stove and two lamps are yours. Dana has nothing to carry yet.",
  "What is still missing":
    "Mostly sleep and food:\n- three sleeping bags and mats\n- dinner, breakfast, and about nine litres of water\n" +
    "- matches for Mina's stove\n\nI would give Dana the food.",
};

const CODE = `With a \`Map\`, since its keys may be anything, but not with the dates themselves: two equal dates are two objects. So make the key a day.

\`\`\`ts
function groupBy<T, K>(items: T[], keyOf: (item: T) => K) {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

// "2026-05-01" → every trip on that day
const byDay = groupBy(trips, (trip) => trip.at.toISOString().slice(0, 10));`;

/** Answers as the stories go; of the answer with code, as much as a picture of it in the making needs. */
export function tellStories(openai: FakeOpenAI, inTheMaking: Gate): void {
  inTheMaking.send(CODE);
  openai.answer((request) => {
    const question = questionIn(request);
    const known = Object.keys(ANSWERS).find((beginning) => question.startsWith(beginning));
    return known === undefined ? inTheMaking : (ANSWERS[known] ?? "");
  });
}

function questionIn({ messages }: ChatRequest): string {
  const said = messages.at(-1)?.content ?? "";
  return said.replace(/^#Question:\n/, "").replace(/^\w+ \(@\w+\): /, "");
}
