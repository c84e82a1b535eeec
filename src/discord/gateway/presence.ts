import { ActivityType, PresenceUpdateStatus, type Client } from "discord.js";

/** Says in the bot's status that it is not to be disturbed, and why. */
export function showBusy(client: Client<true>, why: string): void {
  const activity = { name: why, type: ActivityType.Custom, state: why };
  client.user.setPresence({ status: PresenceUpdateStatus.DoNotDisturb, activities: [activity] });
}
