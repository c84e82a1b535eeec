/** A chunk of a streamed chat completion, as far as merging has to know it; servers leave out fields and add some. */
export interface DeltaChunk {
  readonly choices?: readonly Choice[] | null;
  readonly usage?: object | null;
}

interface Choice {
  readonly index?: number;
  readonly delta?: Delta | null;
  readonly finish_reason?: string | null;
  readonly logprobs?: object | null;
}

interface Delta {
  readonly content?: unknown;
  readonly [field: string]: unknown;
}

/** Whether a chunk is the last of its answer, or none that bears any of it. */
export function isEnd({ choices }: DeltaChunk): boolean {
  return choices?.length !== 1 || Boolean(choices[0]?.finish_reason);
}

/** Whether a chunk bears text. */
export function hasText({ choices }: DeltaChunk): boolean {
  return Boolean(choices?.[0]?.delta?.content);
}

/** Two chunks of one answer as one; undefined where something would be lost. */
export function joined(earlier: DeltaChunk, later: DeltaChunk): DeltaChunk | undefined {
  const [[before], [after]] = [earlier.choices ?? [], later.choices ?? []];
  if (!before || !after || isEnd(earlier) || later.choices?.length !== 1) return undefined;
  if (before.index !== after.index || before.logprobs || after.logprobs) return undefined;
  const delta = joinedDelta(before.delta ?? {}, after.delta ?? {});
  const usage = later.usage ?? earlier.usage;
  return delta && { ...later, ...(usage && { usage }), choices: [{ ...after, delta }] };
}

/** Texts one behind the other; what is no text is not repeated, or cannot be joined. */
function joinedDelta(before: Delta, after: Delta): Delta | undefined {
  const delta: Record<string, unknown> = { ...before };
  for (const [field, value] of Object.entries(after)) {
    const held = delta[field] ?? undefined;
    if (value === null || value === undefined) continue;
    if (held === undefined || field === "role") delta[field] = value;
    else if (typeof held === "string" && typeof value === "string") delta[field] = held + value;
    else return undefined;
  }
  return delta;
}
