import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from "discord.js";

/** The thread was archived or locked, which is left to those who did it. */
const closed: readonly (string | number)[] = [
  RESTJSONErrorCodes.InvalidActionOnArchivedThread,
  RESTJSONErrorCodes.ThreadLocked,
];

/** The bot lacks a permission, or the thread is closed: trying again is of no use until somebody changes that. */
const forbidden: readonly (string | number)[] = [
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.CannotSendMessagesToThisUser,
  RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory,
  ...closed,
];

/** What an action was for is gone. */
const gone: readonly (string | number)[] = [RESTJSONErrorCodes.InvalidWebhookToken];

/** Statuses of a request that may well succeed a little later. */
const passing: readonly number[] = [408, 425, 429];

const ABORTED: readonly string[] = ["AbortError", "TimeoutError"];

/** Those of the network and of TLS, but not `ERR_INVALID_…`, which are mistakes of the caller. */
const NETWORK_CODE = /^(E(?!RR_)[A-Z]+(_[A-Z]+)?|UND_ERR_\w+|ERR_(TLS|SSL)_\w+|CERT_\w+)$/;

/**
 * Why Discord did not do what it was asked: what it was for is `gone`, or the bot is `forbidden` to do it, or
 * Discord `refused` what it was sent and would refuse it again, or the failure is `passing`, as an outage is.
 */
export type Trouble = "gone" | "forbidden" | "refused" | "passing";

/** A request that was not sent, since another process may be acting in the place of this one. */
export class NotOursError extends Error {
  override readonly name = "NotOursError";
}

/** A request that Discord answered as if the token were wrong, with which the bot is logged in. */
export class TokenDoubtedError extends Error {
  override readonly name = "TokenDoubtedError";
}

const passingErrors = [HTTPError, NotOursError, RateLimitError, TokenDoubtedError];

/** Tells failures apart, also those of servers that know Discord's statuses but not its codes. */
export function troubleOf(error: unknown): Trouble {
  if (passingErrors.some((kind) => error instanceof kind)) return "passing";
  if (error instanceof DiscordAPIError) return troubleOfAnswer(error);
  // A proxy's page, where JSON was to come.
  if (error instanceof SyntaxError) return "passing";
  const { name = "", code = "" } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  return ABORTED.includes(name) || NETWORK_CODE.test(code) ? "passing" : "refused";
}

function troubleOfAnswer({ code, status }: DiscordAPIError): Trouble {
  if (passing.includes(status) || status >= 500) return "passing";
  if (gone.includes(code)) return "gone";
  if (forbidden.includes(code)) return "forbidden";
  if (status === 404) return "gone";
  return status === 401 || status === 403 ? "forbidden" : "refused";
}

/** Whether the message, channel or interaction does not exist any more, or not for the bot, or lies in a closed thread. */
export function isGone(error: unknown): boolean {
  return troubleOf(error) === "gone" || (error instanceof DiscordAPIError && closed.includes(error.code));
}

/** Whether an interaction cannot be replied to any more: it came too late, or its token is too old. */
export function isTokenGone(error: unknown): boolean {
  const codes: readonly (string | number)[] = [
    RESTJSONErrorCodes.UnknownInteraction,
    RESTJSONErrorCodes.UnknownWebhook,
    RESTJSONErrorCodes.InvalidWebhookToken,
  ];
  return error instanceof DiscordAPIError && codes.includes(error.code);
}

/** Whether an interaction was acknowledged already: an earlier try took effect although it seemed to fail. */
export function isAcknowledged(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged
  );
}

/**
 * Whether the bot may write where it is, but not as a reply, which needs the right to read the history. Other servers
 * do not say which right is missing.
 */
export function isReplyForbidden(error: unknown): boolean {
  if (!(error instanceof DiscordAPIError) || troubleOf(error) !== "forbidden") return false;
  const { code } = error;
  return (
    code === RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory || !forbidden.includes(code)
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
  return troubleOf(error) !== "refused";
}
