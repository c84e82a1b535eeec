import type { FakeChannel } from "../world/entities.ts";
import type { LoggedRequest } from "./request.ts";

/** What a request is for. */
export type RequestKind =
  | "post"
  | "edit"
  | "delete"
  | "read"
  | "typing"
  | "registration"
  | "callback"
  | "followUp"
  | "responseEdit"
  | "gateway"
  | "file";

const CHANNEL = String.raw`/channels/\d+`;
const WEBHOOK = String.raw`/webhooks/\d+/[^/]+`;

const KINDS: Readonly<Record<RequestKind, RegExp>> = {
  post: new RegExp(`^POST ${CHANNEL}/messages$`),
  edit: new RegExp(`^PATCH ${CHANNEL}/messages/`),
  delete: new RegExp(`^DELETE ${CHANNEL}/messages/`),
  read: new RegExp(`^GET ${CHANNEL}(/messages.*)?$`),
  typing: new RegExp(`^POST ${CHANNEL}/typing$`),
  registration: /^\w+ \/applications\/\d+\/(guilds\/\d+\/)?commands/,
  callback: /^POST \/interactions\//,
  followUp: new RegExp(`^POST ${WEBHOOK}$`),
  responseEdit: new RegExp(`^PATCH ${WEBHOOK}/messages/`),
  file: /^GET \/attachments\//,
  gateway: /^GET \/gateway\/bot$/,
};

/** Which requests are meant; what is left out matches all. */
export interface RequestMatch {
  readonly kind?: RequestKind;
  readonly method?: string;
  /** Tried on the path as it is logged. */
  readonly path?: RegExp;
  readonly channel?: FakeChannel;
  /** Tried on the text of a message, also that of an interaction's response. */
  readonly content?: RegExp;
  /** Tried on the whole body as JSON. */
  readonly body?: RegExp;
}

/** Whether a request is one of those that are meant. */
export function matches(request: LoggedRequest, match: RequestMatch): boolean {
  const { method, path, body } = request;
  return (
    (match.kind === undefined || KINDS[match.kind].test(`${method} ${path}`)) &&
    (match.method === undefined || match.method === method) &&
    (match.path === undefined || path.search(match.path) >= 0) &&
    (match.channel === undefined || path.startsWith(`/channels/${match.channel.id}`)) &&
    (match.content === undefined || contentOf(body).search(match.content) >= 0) &&
    (match.body === undefined || JSON.stringify(body ?? null).search(match.body) >= 0)
  );
}

function contentOf(body: unknown): string {
  const { content, data } = (body ?? {}) as { content?: string | null; data?: { content?: string | null } };
  return content ?? data?.content ?? "";
}
