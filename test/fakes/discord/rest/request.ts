import type { IncomingMessage } from "node:http";
import { DiscordError } from "./discord-error.ts";

/** A file uploaded with a request. */
interface UploadedFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** The bytes read as UTF-8. */
  readonly text: string;
  readonly contentType: string;
}

/** A REST request that arrived, and what became of it. */
export interface LoggedRequest {
  /** When it arrived (`performance.now()`). */
  readonly at: number;
  /** When it was answered; Infinity until then. */
  doneAt: number;
  readonly method: string;
  /** Decoded, without `/api/v10` and the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The JSON body, or a form's `payload_json`. */
  readonly body: unknown;
  readonly files?: readonly UploadedFile[];
  /** 0 until it is answered, and if the connection is dropped in place of an answer. */
  status: number;
  /** The connection ended before the whole answer was sent. */
  aborted: boolean;
}

/** Reads a whole request. */
export async function readRequest(incoming: IncomingMessage): Promise<LoggedRequest> {
  const at = performance.now();
  const url = new URL(incoming.url ?? "/", "http://localhost");
  const path = decodeURIComponent(url.pathname).replace(/^\/api(\/v\d+)?(?=\/)/, "");
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const content = await readBody(Buffer.concat(chunks), incoming.headers["content-type"] ?? "");
  const query = Object.fromEntries(url.searchParams);
  return {
    at,
    doneAt: Infinity,
    method: incoming.method ?? "GET",
    path,
    query,
    ...content,
    status: 0,
    aborted: false,
  };
}

type Body = Pick<LoggedRequest, "body" | "files">;

async function readBody(content: Buffer, contentType: string): Promise<Body> {
  if (content.length === 0) return { body: undefined };
  if (contentType.startsWith("multipart/form-data")) return readForm(content, contentType);
  return { body: parseJson(content.toString()) };
}

async function readForm(content: Buffer, contentType: string): Promise<Body> {
  const response = new Response(new Uint8Array(content), { headers: { "content-type": contentType } });
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- discouraged for servers in the open, not for tests
  const form = await response.formData();
  const payload = form.get("payload_json");
  const files: UploadedFile[] = [];
  for (const [, value] of form) {
    if (typeof value === "string") continue;
    const bytes = Buffer.from(await value.arrayBuffer());
    files.push({ name: value.name, bytes, text: bytes.toString(), contentType: value.type });
  }
  return { body: typeof payload === "string" ? parseJson(payload) : {}, files };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return new DiscordError(400, 50109, "The request body contains invalid JSON.");
  }
}
