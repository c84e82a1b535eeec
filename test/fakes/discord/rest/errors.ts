import type { FaultReply } from "./faults.ts";

/** Errors that Discord answers with, to be ordered by `faults.refuse`. */
export const errors = {
  missingPermissions: { status: 403, code: 50013, message: "Missing Permissions" },
  missingAccess: { status: 403, code: 50001, message: "Missing Access" },
  /** A permission error without Discord's code, as other servers send it. */
  bareForbidden: { status: 403, code: 403, message: "Forbidden" },
  cannotSendToUser: { status: 403, code: 50007, message: "Cannot send messages to this user" },
  noHistoryForReply: {
    status: 400,
    code: 160002,
    message: "Cannot reply without permission to read message history",
  },
  blockedByAutoMod: { status: 400, code: 200000, message: "Message was blocked by automatic moderation" },
  unknownChannel: { status: 404, code: 10003, message: "Unknown Channel" },
  unknownMessage: { status: 404, code: 10008, message: "Unknown Message" },
  unknownWebhook: { status: 404, code: 10015, message: "Unknown Webhook" },
  unknownInteraction: { status: 404, code: 10062, message: "Unknown interaction" },
  alreadyAcknowledged: {
    status: 400,
    code: 40060,
    message: "Interaction has already been acknowledged.",
  },
  invalidWebhookToken: { status: 401, code: 50027, message: "Invalid Webhook Token" },
  threadArchived: { status: 400, code: 50083, message: "Thread is archived" },
  threadLocked: { status: 400, code: 160005, message: "Thread is locked" },
  invalidFormBody: { status: 400, code: 50035, message: "Invalid Form Body" },
  fileTooLarge: { status: 413, code: 40005, message: "Request entity too large" },
  /** Discord sends this one with 429, so that clients wait for it. */
  tooManyOldEdits: {
    status: 429,
    code: 30046,
    message: "Maximum number of edits to messages older than 1 hour reached. Try again later",
    retryAfterMs: 20_000,
  },
  notFound: { status: 404, code: 0, message: "404: Not Found" },
  badGateway: { status: 502, html: "<html><body><h1>502 Bad Gateway</h1>cloudflare</body></html>" },
} satisfies Record<string, FaultReply>;
