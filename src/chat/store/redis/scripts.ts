import { defineScript, type CommandParser } from "@redis/client";
import type { Applied, Change } from "../session-store.ts";

/**
 * One change of one session, whole or not at all: the hash of the session, the set of its group, and the
 * lease under which this process may write; an empty lease is always held.
 */
const APPLY = `
local session, group, lease = KEYS[1], KEYS[2], KEYS[3]
local from, to, holder, ttl, id = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
if holder ~= "" and redis.call("GET", lease) ~= holder then return "fenced" end
local version = redis.call("HGET", session, "version") or ""
if version == to then return "made" end
if version ~= from then return "refused" end
local at = 8 + tonumber(ARGV[7])
for index = 8, at - 1 do redis.call("HDEL", session, ARGV[index]) end
for index = at, #ARGV, 2 do redis.call("HSET", session, ARGV[index], ARGV[index + 1]) end
redis.call("HSET", session, "version", to, "state", ARGV[6])
redis.call("PEXPIRE", session, ttl)
redis.call("SADD", group, id)
redis.call("PEXPIRE", group, ttl)
return "made"
`;

/**
 * Extends the lease of its holder, or takes one that nobody holds and that none which is held conflicts with: such are
 * "all", those of other counts, and ranges of the same count that overlap. Answers the name of the one in the way.
 */
const HOLD = `
local lease, names, holder, ttl, name = KEYS[1], KEYS[2], ARGV[1], ARGV[2], ARGV[3]
local current = redis.call("GET", lease)
if current and current ~= holder then return name end
local first, last, count = string.match(name, "^(%d+)-(%d+)/(%d+)$")
for _, other in ipairs(redis.call("SMEMBERS", names)) do
  local from, to, of = string.match(other, "^(%d+)-(%d+)/(%d+)$")
  local apart = first and from and count == of
    and (tonumber(from) > tonumber(last) or tonumber(to) < tonumber(first))
  if redis.call("EXISTS", names .. ":" .. other) == 0 then redis.call("SREM", names, other)
  elseif other ~= name and not apart then return other end
end
redis.call("SET", lease, holder, "PX", ttl)
redis.call("SADD", names, name)
return ""
`;

/** Adds to what a person used, and to that of a place and of the person there, if it was in one. */
const COUNT = `
local ttl, userId, input, output = ARGV[1], ARGV[2], ARGV[4], ARGV[5]
for index = 1, userId == "" and 1 or 3 do
  redis.call("HINCRBY", KEYS[index], "questions", ARGV[3])
  redis.call("HINCRBY", KEYS[index], "input", input)
  redis.call("HINCRBY", KEYS[index], "output", output)
  redis.call("HINCRBY", KEYS[index], "cached", ARGV[6])
  redis.call("PEXPIRE", KEYS[index], ttl)
end
if userId ~= "" then
  redis.call("ZINCRBY", KEYS[4], input + output, userId)
  redis.call("PEXPIRE", KEYS[4], ttl)
end
return 0
`;

/** Gives up the lease of its holder. */
const LEAVE = `
if redis.call("GET", KEYS[1]) == ARGV[1] then return redis.call("DEL", KEYS[1]) end
return 0
`;

/** Writes, and leaves nothing behind. */
const TRY_OUT = `
redis.call("SET", KEYS[1], "", "PX", 1000)
redis.call("DEL", KEYS[1])
return 0
`;

/** Where a change goes, and on which condition. */
export interface ApplyTarget {
  readonly sessionKey: string;
  readonly groupKey: string;
  readonly sessionId: string;
  readonly ttlMs: number;
  /** The lease under which it is made; without one it always is. */
  readonly lease: LeaseTarget | undefined;
}

/** Where use is counted. */
export interface CountTarget {
  /** Of the person, the place, the person there, and of those who used most there. */
  readonly keys: readonly [string, string, string, string];
  /** Empty if it was in no place. */
  readonly userId: string;
  readonly ttlMs: number;
}

/** Whose lease of what. */
export interface LeaseTarget {
  /** The key of the set of all leases' names, with which their own keys begin. */
  readonly names: string;
  /** "all", or the range of shards of a count, such as "0-3/16". */
  readonly name: string;
  readonly holder: string;
}

function leaseKey(names: string, name: string): string {
  return `${names}:${name}`;
}

/** How the fields of turns begin in the hash of their session. */
export const TURN = "turn:";

function turnField(turnId: number): string {
  return TURN + String(turnId);
}

/** The scripts that make each step on Redis one that nothing comes between. */
export const scripts = {
  applyChange: defineScript({
    SCRIPT: APPLY,
    NUMBER_OF_KEYS: 3,
    parseCommand(parser: CommandParser, target: ApplyTarget, { from, to, put, removed, state }: Change) {
      const { sessionKey, groupKey, sessionId, ttlMs, lease } = target;
      parser.pushKeys([sessionKey, groupKey, lease ? leaseKey(lease.names, lease.name) : ""]);
      parser.push(from, to, lease?.holder ?? "", String(ttlMs), sessionId, JSON.stringify(state));
      parser.push(String(removed.length), ...removed.map(turnField));
      parser.push(...put.flatMap((turn) => [turnField(turn.id), JSON.stringify(turn)]));
    },
    transformReply: (reply: unknown) => String(reply) as Applied,
  }),
  holdLease: defineScript({
    SCRIPT: HOLD,
    NUMBER_OF_KEYS: 2,
    parseCommand(parser: CommandParser, { names, name, holder }: LeaseTarget, ttlMs: number) {
      parser.pushKeys([leaseKey(names, name), names]);
      parser.push(holder, String(ttlMs), name);
    },
    /** What is in the way; undefined if the lease is held. */
    transformReply: (reply: unknown) => (reply === "" ? undefined : String(reply)),
  }),
  countUse: defineScript({
    SCRIPT: COUNT,
    NUMBER_OF_KEYS: 4,
    parseCommand(parser: CommandParser, { keys, userId, ttlMs }: CountTarget, use: readonly number[]) {
      parser.pushKeys([...keys]);
      parser.push(String(ttlMs), userId, ...use.map(String));
    },
    transformReply: () => undefined,
  }),
  tryOut: defineScript({
    SCRIPT: TRY_OUT,
    NUMBER_OF_KEYS: 1,
    parseCommand(parser: CommandParser, namespace: string) {
      parser.pushKey(`${namespace}:tried`);
    },
    transformReply: () => undefined,
  }),
  leaveLease: defineScript({
    SCRIPT: LEAVE,
    NUMBER_OF_KEYS: 1,
    parseCommand(parser: CommandParser, { names, name, holder }: LeaseTarget) {
      parser.pushKey(leaseKey(names, name));
      parser.push(holder);
    },
    transformReply: (reply: unknown) => reply === 1,
  }),
};
