/**
 * Writes ids down in few bytes: each as its distance from the one before, in base 128, a character a digit; the
 * last digit of each has 128 added. A turn may hold dozens of them, with days between one and the next.
 * @param ids lower than `from`, in descending order
 */
export function packIds(ids: readonly number[], from: number): string {
  const digits = ids.flatMap((id, index) => digitsOf((ids[index - 1] ?? from) - id));
  // At once: a string that grows piece by piece keeps its pieces.
  return String.fromCharCode(...digits);
}

/** The ids that `packIds` wrote down, in the same order. */
export function unpackIds(packed: string, from: number): readonly number[] {
  const ids: number[] = [];
  let last = from;
  let distance = 0;
  for (let index = 0; index < packed.length; index++) {
    const digit = packed.charCodeAt(index);
    distance = distance * 128 + (digit % 128);
    if (digit < 128) continue;
    last -= distance;
    ids.push(last);
    distance = 0;
  }
  return ids;
}

/** How many ids are written down. */
export function countIds(packed = ""): number {
  return unpackIds(packed, 0).length;
}

function digitsOf(distance: number): number[] {
  const digits = [128 + (distance % 128)];
  for (let rest = Math.floor(distance / 128); rest > 0; rest = Math.floor(rest / 128))
    digits.unshift(rest % 128);
  return digits;
}
