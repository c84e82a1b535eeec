import { expect, test } from "vitest";
import { isAllowed, type AccessRules, type Visitor } from "../../../src/discord/limits/access.ts";

const open: AccessRules = {
  allowedGuilds: [],
  allowedChannels: [],
  allowedRoles: [],
  allowedUsers: [],
  blockedUsers: [],
  dms: "on",
  operators: [],
};
const member: Visitor = {
  userId: "dana",
  roleIds: ["cooks"],
  guildId: "pond",
  channelIds: ["thread", "reeds", "category"],
};
const inDm: Visitor = { userId: "dana", roleIds: [], guildId: null, channelIds: ["dm"] };

test.each<[rules: Partial<AccessRules>, onServer: boolean, inDms: boolean]>([
  [{}, true, true],
  [{ allowedGuilds: ["pond"] }, true, true],
  [{ allowedGuilds: ["lake"] }, false, true],
  [{ allowedChannels: ["thread"] }, true, true],
  [{ allowedChannels: ["reeds"] }, true, true],
  [{ allowedChannels: ["category"] }, true, true],
  [{ allowedChannels: ["shore"] }, false, true],
  [{ allowedGuilds: ["pond"], allowedChannels: ["shore"] }, false, true],
  [{ allowedGuilds: ["lake"], allowedChannels: ["reeds"] }, false, true],
  [{ allowedRoles: ["cooks"] }, true, false],
  [{ allowedRoles: ["guards"] }, false, false],
  [{ allowedUsers: ["dana"] }, true, true],
  [{ allowedUsers: ["eli"] }, false, false],
  [{ allowedRoles: ["guards"], allowedUsers: ["dana"] }, true, true],
  [{ allowedRoles: ["cooks"], allowedUsers: ["eli"] }, true, false],
  [{ blockedUsers: ["dana"] }, false, false],
  [{ blockedUsers: ["dana"], allowedUsers: ["dana"] }, false, false],
  [{ blockedUsers: ["eli"] }, true, true],
  [{ dms: "off" }, true, false],
  [{ dms: "off", allowedUsers: ["dana"] }, true, false],
  [{ dms: "off", blockedUsers: ["dana"], allowedGuilds: ["lake"], operators: ["dana"] }, true, true],
])("with %o, Dana is answered on the server: %s, and in DMs: %s", (rules, onServer, inDms) => {
  expect(isAllowed(member, { ...open, ...rules })).toBe(onServer);
  expect(isAllowed(inDm, { ...open, ...rules })).toBe(inDms);
});
