import { defineScript, type CommandParser } from "@redis/client";
import type { Applied, Change } from "./session-store.ts";

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

/** Extends the lease of its holder, or takes one that nobody holds. */
const HOLD = `
local holder = redis.call("GET", KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call("SET", KEYS[1], ARGV[1], "PX", ARGV[2])
return 1
`;

/** Gives up the lease of its holder. */
const LEAVE = `
if redis.call("GET", KEYS[1]) == ARGV[1] then return redis.call("DEL", KEYS[1]) end
return 0
`;

/** Where a change goes, and on which condition. */
export interface ApplyTarget {
  readonly sessionKey: string;
  readonly groupKey: string;
  readonly sessionId: string;
  readonly ttlMs: number;
  readonly lease: { readonly key: string; readonly holder: string };
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
      parser.pushKeys([sessionKey, groupKey, lease.key]);
      parser.push(from, to, lease.holder, String(ttlMs), sessionId, JSON.stringify(state));
      parser.push(String(removed.length), ...removed.map(turnField));
      parser.push(...put.flatMap((turn) => [turnField(turn.id), JSON.stringify(turn)]));
    },
    transformReply: (reply: unknown) => String(reply) as Applied,
  }),
  holdLease: defineScript({
    SCRIPT: HOLD,
    NUMBER_OF_KEYS: 1,
    parseCommand(parser: CommandParser, key: string, holder: string, ttlMs: number) {
      parser.pushKey(key);
      parser.push(holder, String(ttlMs));
    },
    transformReply: (reply: unknown) => reply === 1,
  }),
  leaveLease: defineScript({
    SCRIPT: LEAVE,
    NUMBER_OF_KEYS: 1,
    parseCommand(parser: CommandParser, key: string, holder: string) {
      parser.pushKey(key);
      parser.push(holder);
    },
    transformReply: (reply: unknown) => reply === 1,
  }),
};
