import { estimateTokens } from "../tokens/estimate.ts";
import type { ModelReport } from "./model-report.ts";
import type { Profile } from "./profile.ts";
import type { AnsweringSettings } from "./settings.ts";

/** Of a count beyond this many times the estimate, and so many tokens more, most is reasoning that nobody saw. */
const HIDDEN_TIMES = 4;
const HIDDEN_MORE = 16;

/**
 * What an answer takes in tokens: the provider's count, unless hidden reasoning is in it that the provider does not
 * tell apart: then the estimate is the better one, and the count nothing to learn from.
 */
export function answerTokens(
  answer: string,
  { usage, hasReasoned }: ModelReport,
  { calibration, profile }: Pick<AnsweringSettings, "calibration"> & { readonly profile: Profile },
): number {
  const { name } = profile.model;
  const estimated = estimateTokens(answer);
  const counted = usage ? usage.outputTokens - usage.reasoningTokens : 0;
  const isMixed = hasReasoned && usage?.reasoningTokens === 0;
  if (isMixed || counted <= 0 || counted > HIDDEN_TIMES * estimated + HIDDEN_MORE)
    return calibration.estimate(name, answer);
  calibration.learn(name, estimated, counted);
  return counted;
}
