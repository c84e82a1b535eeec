/** What a check found: all is well, something to know, or something that keeps Hippo from working. */
export interface Finding {
  readonly level: "ok" | "note" | "bad";
  /** One line: what is so, and where it is not as it should be, what to do. */
  readonly text: string;
}

/** A finding and what was looked at. */
export interface Line extends Finding {
  readonly topic: string;
}

/** All is well. */
export const ok = (text: string): Finding => ({ level: "ok", text });

/** Hippo works, but its operator may want to know. */
export const note = (text: string): Finding => ({ level: "note", text });

/** Hippo cannot work like this. */
export const bad = (text: string): Finding => ({ level: "bad", text });

/** Why something failed, in one line. A failed `fetch` tells the reason in its cause alone. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const inner = cause instanceof Error ? cause.message || (cause as { code?: string }).code : undefined;
  return (inner ?? error.message).split("\n", 1)[0] ?? "";
}

/** What a check of something beyond this process finds, also where it cannot be reached. */
export async function found(check: () => Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    return bad(`cannot be reached: ${reasonOf(error)}: check the network`);
  }
}
