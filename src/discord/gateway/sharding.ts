/** Which of its shards a process connects: all that Discord recommends, or some of a count. */
export type Shards = "auto" | { readonly first: number; readonly last: number; readonly count: number };

/** The shard that tells of a guild, or of all DMs (null). */
export function shardOf(guildId: string | null, count = 1): number {
  return guildId === null ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count));
}

/** The part of all shards that a process has, from above 0 to 1. */
export function shareOf(shards: Shards): number {
  return shards === "auto" ? 1 : (shards.last - shards.first + 1) / shards.count;
}

/** What one process at a time may connect, as leases name it: "all", or such as "0-3/16". */
export function leaseNameOf(shards: Shards): string {
  if (shards === "auto" || shareOf(shards) === 1) return "all";
  return `${shards.first}-${shards.last}/${shards.count}`;
}

/** Shards as discord.js wants them. */
export function shardOptions(shards: Shards) {
  if (shards === "auto") return { shards };
  const { first, last, count: shardCount } = shards;
  return { shards: Array.from({ length: last - first + 1 }, (_, index) => first + index), shardCount };
}
