import { PermissionFlagsBits, type BaseInteraction } from "discord.js";
import type { Conversation } from "../../chat/conversation.ts";
import { addressOf } from "../session-address.ts";

/** Whether someone may change how all in a session are answered: its owner, and members who may manage messages. */
export function maySet(
  { user, memberPermissions }: BaseInteraction,
  { id }: Pick<Conversation, "id">,
): boolean {
  return (
    addressOf(id).owner === user.id || memberPermissions?.has(PermissionFlagsBits.ManageMessages) === true
  );
}

/**
 * Whether someone may do something in a session: its owner may, and members who may manage messages. The session of
 * a whole channel belongs to all who are there, except for what one of them began.
 * @param by who began what is to be ended or undone
 */
export function mayAct(
  { user, memberPermissions }: BaseInteraction,
  { id }: Pick<Conversation, "id">,
  by?: string,
): boolean {
  const owner = addressOf(id).owner ?? by;
  const isModerator = memberPermissions?.has(PermissionFlagsBits.ManageMessages) === true;
  return owner === undefined || owner === user.id || isModerator;
}
