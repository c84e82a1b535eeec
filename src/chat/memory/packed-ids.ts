/**
 * Writes ids down in few bytes: each as its distance from the one before, in base 128, a character a digit; the
 * last digit of each has 128 added. A turn may hold dozens of them, with days between one and the next.
 * @param ids lower than `from`, in descending order
 */
export function packIds(ids: readonly number[], from: number): string {
  let packed = "";
  let last = from;
  for (const id of ids) {
    packed += digitsOf(last - id);
    last = id;
  }
  return packed;
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

function digitsOf(distance: number): string {
  let digits = String.fromCharCode(128 + (distance % 128));
  for (let rest = Math.floor(distance / 128); rest > 0; rest = Math.floor(rest / 128))
    digits = String.fromCharCode(rest % 128) + digits;
  return digits;
}

/** How many ids are written down. */
export function countIds(packed = ""): number {
  return unpackIds(packed, 0).length;
}
