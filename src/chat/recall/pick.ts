/** What bears on a question less than this share of what bears on it most is not worth its tokens. */
const LEAST_SHARE = 0.15;

/**
 * The things with the highest scores, as many as there is room for, in the order in which they were given. Of
 * equals the later goes first; one that is too large leaves its room to smaller ones.
 * @param scores 0 for what is not wanted at all
 * @param sizeOf what a thing takes of the room
 */
export function pick<Thing>(
  things: readonly Thing[],
  scores: Float64Array,
  room: number,
  sizeOf: (thing: Thing) => number,
): readonly Thing[] {
  const score = (index: number): number => scores[index] ?? 0;
  const best = scores.reduce((most, one) => Math.max(most, one), 0);
  const wanted = [...things.keys()].filter((index) => score(index) > 0 && score(index) >= LEAST_SHARE * best);
  const picked = new Set<number>();
  let left = room;
  for (const index of wanted.sort((a, b) => score(b) - score(a) || b - a)) {
    const thing = things[index];
    const size = thing === undefined || left <= 0 ? Infinity : sizeOf(thing);
    if (size > left) continue;
    left -= size;
    picked.add(index);
  }
  return things.filter((_, index) => picked.has(index));
}
