const DISCORD_EPOCH = 1_420_070_400_000n;
const TIME_SHIFT = 22n;

/** A shard's number among how many. */
export type Shard = readonly [shard: number, of: number];

let latest = 0n;

/** A new Discord id: 17 to 19 digits that hold the time, each greater than the one before. */
export function snowflake(): string {
  const now = (BigInt(Date.now()) - DISCORD_EPOCH) << TIME_SHIFT;
  latest = now > latest ? now : latest + 1n;
  return latest.toString();
}

/** A new id of a guild that belongs to this shard; up to as many milliseconds old as there are shards. */
export function snowflakeOfShard(shard: Shard): string {
  let id = BigInt(snowflake());
  while (!isOnShard(id.toString(), shard)) id -= 1n << TIME_SHIFT;
  return id.toString();
}

/** Whether a guild belongs to a shard. */
export function isOnShard(guildId: string, [shard, of]: Shard): boolean {
  return (BigInt(guildId) >> TIME_SHIFT) % BigInt(of) === BigInt(shard);
}
