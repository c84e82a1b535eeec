import type { Finding } from "../doctor/finding.ts";
import type { Prompts } from "./prompts.ts";

/** Asks until the answer is found to be well, or is to be kept in spite of what was found. */
export async function untilWell<Answer>(prompts: Prompts, question: Question<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await question.ask();
    const { level } = await prompts.look(question.at, question.check(answer));
    if (level !== "bad" || (await isToBeKept(prompts))) return answer;
  }
}

async function isToBeKept(prompts: Prompts): Promise<boolean> {
  const choice = await prompts.choose("What now?", [
    { value: "again", label: "Answer again" },
    { value: "keep", label: "Keep it as it is", hint: "Hippo will not work before that is mended" },
  ]);
  return choice === "keep";
}

/** Something to ask for and how to find out whether it works. */
interface Question<Answer> {
  readonly ask: () => Promise<Answer>;
  /** What is shown while it is being found out. */
  readonly at: string;
  readonly check: (answer: Answer) => Promise<Finding>;
}
