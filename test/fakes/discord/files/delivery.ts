import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { RawBody } from "../rest/answer.ts";
import type { FakeAttachment } from "./attachment.ts";

/** How the host of files sends one. */
export type Delivery =
  | { readonly whole: true }
  | { readonly redirectTo: string }
  | { readonly status: number }
  /** The bytes again and again until the client hangs up; `contentLength` may promise anything. */
  | { readonly endless: true; readonly contentLength?: number }
  /** A byte at a time, so many milliseconds apart. */
  | { readonly dripMs: number }
  /** Never a byte. */
  | { readonly silent: true };

const WHOLE: Delivery = { whole: true };

/** A file as its host sends it. */
export class FileBody extends RawBody {
  readonly #file: FakeAttachment;

  constructor(file: FakeAttachment) {
    super();
    this.#file = file;
  }

  async write(outgoing: ServerResponse): Promise<void> {
    const { delivery = WHOLE } = this.#file;
    if ("silent" in delivery) return;
    if ("redirectTo" in delivery) outgoing.writeHead(302, { location: delivery.redirectTo }).end();
    else if ("status" in delivery)
      outgoing.writeHead(delivery.status).end("This content is no longer available.");
    else {
      outgoing.writeHead(200, this.#headers());
      // A client that hangs up is what some tests are about.
      await pipeline(chunks(this.#file), outgoing).catch(() => undefined);
    }
  }

  #headers(): Record<string, string | number> {
    const { contentType, bytes, delivery = WHOLE } = this.#file;
    const length = "endless" in delivery ? delivery.contentLength : bytes.length;
    return {
      "content-type": contentType ?? "application/octet-stream",
      ...(length !== undefined && { "content-length": length }),
    };
  }
}

async function* chunks(file: FakeAttachment): AsyncGenerator<Buffer> {
  const { bytes, delivery = WHOLE } = file;
  const pieces = "dripMs" in delivery ? [...bytes].map((byte) => Buffer.of(byte)) : [bytes];
  do
    for (const piece of pieces) {
      if ("dripMs" in delivery) await sleep(delivery.dripMs);
      file.served += piece.length;
      yield piece;
    }
  while ("endless" in delivery);
}
