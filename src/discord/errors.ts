import { DiscordAPIError, RESTJSONErrorCodes } from "discord.js";

/** The bot lacks a permission: retrying is of no use until somebody grants it. */
const forbidden: readonly (string | number)[] = [
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.CannotSendMessagesToThisUser,
  RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory,
];

/** What an action was for is gone. */
const gone: readonly (string | number)[] = [
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InvalidWebhookToken,
  RESTJSONErrorCodes.InvalidActionOnArchivedThread,
  RESTJSONErrorCodes.ThreadLocked,
];

/** Whether Discord refused because the bot lacks a permission. */
export function isForbidden(error: unknown): boolean {
  return error instanceof DiscordAPIError && forbidden.includes(error.code);
}

/** Whether the message, channel or interaction does not exist any more, or not for the bot. */
export function isGone(error: unknown): boolean {
  return error instanceof DiscordAPIError && gone.includes(error.code);
}

/** Whether the bot may write where it is, but not as a reply, which needs the right to read the history. */
export function isReplyForbidden(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    error.code === RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory
  );
}

/** Whether a message is over an hour old and was edited too often since. */
export function isTooOldToEdit(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    error.code === RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached
  );
}

/** Whether an error is a matter of the server or its people rather than a fault of the bot. */
export function isExpected(error: unknown): boolean {
  return isForbidden(error) || isGone(error);
}
