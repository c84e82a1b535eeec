import { PermissionFlagsBits, type BaseInteraction } from "discord.js";

/** Whether someone may undo or stop what `userId` began: that user, or a member who may manage messages. */
export function mayActFor(userId: string, { user, memberPermissions }: BaseInteraction): boolean {
  return user.id === userId || memberPermissions?.has(PermissionFlagsBits.ManageMessages) === true;
}
