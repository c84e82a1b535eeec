import {
  badGateway,
  contextExceeded,
  htmlPage,
  modelNotFound,
  quotaExceeded,
} from "../../fakes/openai/scripts/failures.ts";
import { brokenFrame, errorFrame } from "../../fakes/openai/scripts/pieces.ts";
import type { Script } from "../../fakes/openai/scripts/script.ts";

const text = ["Half an ", "answer"];

/** What a model may do instead of answering, as `docs/operating.md` names it. */
export const modelFaults: Readonly<Record<string, Script>> = {
  "resets the connection": { reset: true },
  "answers 400": { status: 400, code: "invalid_value", message: "Invalid value for 'temperature'" },
  "answers 400, its context is exceeded": contextExceeded("openai", 1_000, 2_000),
  "answers 401": { status: 401 },
  "answers 403": { status: 403 },
  "answers 404": modelNotFound("a-model"),
  "answers 408": { status: 408 },
  "answers 413": { status: 413 },
  "answers 429": { status: 429 },
  "answers 429 with `Retry-After: 1`": { status: 429, retryAfter: 1 },
  "answers 429, the quota is used up": quotaExceeded,
  "answers 500": { status: 500 },
  "answers 502, as a proxy's page": badGateway,
  "answers 503": { status: 503 },
  "answers with a page": htmlPage,
  "answers with JSON and no stream": { status: 200, body: { choices: [] } },
  "reports an error in its stream": { chunks: [...text, errorFrame({ message: "out of memory" })] },
  "sends a frame that is no JSON": { chunks: [...text, brokenFrame] },
  "breaks off its stream": { chunks: text, breakAfter: 1, everyMs: 200 },
  "ends its stream without saying why": { chunks: text, finish: null, done: false },
  "answers nothing": { chunks: ["", " "] },
  "has no room for an answer": { chunks: [""], finish: "length" },
  "has no room for more": { chunks: text, finish: "length" },
  "withholds its answer": { chunks: [""], finish: "content_filter" },
  "withholds the rest": { chunks: text, finish: "content_filter" },
};

/** Those that show only when patience runs out. */
export const silences: Readonly<Record<string, Script>> = {
  "does not answer": { silent: true },
  "answers 429 with `Retry-After: 3600`": { status: 429, retryAfter: 3_600 },
  "falls silent before its first word": { chunks: text, silentAfter: 0 },
  "falls silent in the middle": { chunks: text, silentAfter: 1 },
  "sends nothing without end": { chunks: [""], endless: true },
  "talks without end": { chunks: ["word "], endless: true },
};

/** Addresses at which there is no model. */
export const nowhere: Readonly<Record<string, string>> = {
  "refuses the connection": "http://127.0.0.1:9/v1",
  "has a name that is not found": "http://model.invalid/v1",
};
