import { badGateway } from "../../test/fakes/openai/scripts/failures.ts";
import { brokenFrame, errorFrame } from "../../test/fakes/openai/scripts/pieces.ts";
import type { Script } from "../../test/fakes/openai/scripts/script.ts";
import type { Chance } from "./chance.ts";

const chunks = Array.from({ length: 30 }, (_, index) => `word${index} `);

/** How a model answers that has bad days. */
export function moody(chance: Chance): Script {
  return chance.weighed<Script>([
    [40, { chunks, everyMs: 20 }],
    [10, { chunks: ["Yes."] }],
    [4, { chunks: Array.from({ length: 20 }, () => chunks).flat(), everyMs: 5 }],
    [2, { chunks, everyMs: 20, finish: "length" }],
    [2, { status: 500 }],
    [2, { status: 429 }],
    [1, badGateway],
    [1, { reset: true }],
    [1, { silent: true }],
    [1, { chunks, everyMs: 20, silentAfter: 5 }],
    [1, { chunks, everyMs: 20, breakAfter: 5 }],
    [1, { chunks: ["Half ", errorFrame({ message: "out of memory" })] }],
    [1, { chunks: ["Half ", brokenFrame] }],
    [1, { chunks: [" "] }],
  ]);
}
