const DISCORD_EPOCH = 1_420_070_400_000n;

let latest = 0n;

/** A new Discord id: 17 to 19 digits that hold the time, each greater than the one before. */
export function snowflake(): string {
  const now = (BigInt(Date.now()) - DISCORD_EPOCH) << 22n;
  latest = now > latest ? now : latest + 1n;
  return latest.toString();
}
