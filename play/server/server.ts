import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import type { Playground } from "../playground.ts";
import { documents } from "../views/documents.ts";
import { isImage } from "../views/message-view.ts";
import { actsOf } from "./acts.ts";
import { Feed } from "./feed.ts";
import { pageFile } from "./files.ts";
import { isOwn, protect } from "./guard.ts";

/** What ten of Discord's files may weigh, and a third more for their being text. */
const BODY_MAX = 14_000_000;

/** A page at an address of this machine. */
export interface Page {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a playground's page on 127.0.0.1; with port 0 on any free one. */
export async function servePage(playground: Playground, port: number): Promise<Page> {
  const feed = new Feed(() => documents(playground));
  const acts = actsOf(playground);
  playground.changes.listen(() => {
    feed.changed();
  });
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    protect(outgoing);
    const { pathname } = new URL(incoming.url ?? "/", "http://localhost");
    if (!isOwn(incoming, (server.address() as AddressInfo).port)) end(outgoing, 403);
    else if (incoming.method === "POST")
      await perform(acts[pathname.slice("/act/".length)], incoming, outgoing);
    else if (pathname === "/feed") feed.subscribe(outgoing);
    else if (pathname.startsWith("/files/")) sendAttachment(playground, pathname, outgoing);
    else await sendPageFile(pathname, outgoing);
  };
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function perform(
  act: ReturnType<typeof actsOf>[string] | undefined,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    if (!act) throw new Error("Nobody here can do that.");
    const told = act.body.parse(JSON.parse(await bodyOf(incoming)));
    end(outgoing, 200, (await act.perform(told)) ?? {});
  } catch (error) {
    const isWrong = error instanceof z.ZodError || error instanceof SyntaxError;
    end(outgoing, isWrong ? 400 : 409, { error: error instanceof Error ? error.message : String(error) });
  }
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_MAX) throw new Error("That is more than Discord takes: 10 MB.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

async function sendPageFile(path: string, outgoing: ServerResponse): Promise<void> {
  const file = await pageFile(path);
  if (!file) end(outgoing, 404);
  else outgoing.writeHead(200, { "content-type": file.type }).end(file.bytes);
}

/** What is no image is never shown under the page's own origin, only saved. */
function sendAttachment({ town }: Playground, path: string, outgoing: ServerResponse): void {
  const file = town.discord.file(path.split("/")[2] ?? "");
  if (!file) end(outgoing, 404);
  else outgoing.writeHead(200, headersOf(file)).end(file.bytes);
}

function headersOf({
  contentType,
  filename,
}: {
  readonly contentType: string | null;
  readonly filename: string;
}) {
  if (contentType !== null && isImage(contentType)) return { "content-type": contentType };
  return {
    "content-type": "application/octet-stream",
    "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`,
  };
}

function end(outgoing: ServerResponse, status: number, body?: unknown): void {
  outgoing.writeHead(status, { "content-type": "application/json" });
  outgoing.end(JSON.stringify(body ?? {}));
}
