import type { Json } from "../world/entities.ts";
import { snowflake } from "../world/snowflake.ts";
import type { Delivery } from "./delivery.ts";

/** A file that somebody attaches: text or bytes. */
export interface FakeFile {
  readonly filename: string;
  readonly text?: string;
  readonly bytes?: Buffer;
  /** As the uploader's app calls it, which need not be true. Default: plain text. `null`: it is not said. */
  readonly contentType?: string | null;
  /** What Discord says that it weighs; the true size by default. */
  readonly size?: number;
  /** How its host sends it; whole and at once by default. */
  readonly delivery?: Delivery;
}

/** A file that a message carries. */
export interface FakeAttachment {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string | null;
  readonly bytes: Buffer;
  /** The bytes read as UTF-8. */
  readonly text: string;
  readonly size: number;
  readonly delivery: Delivery | undefined;
  /** How many bytes of it were served so far. */
  served: number;
}

/** A file as Discord keeps it. */
export function attach(file: FakeFile): FakeAttachment {
  const { filename, contentType = "text/plain; charset=utf-8", delivery } = file;
  const bytes = file.bytes ?? Buffer.from(file.text ?? "");
  const { text = bytes.toString(), size = bytes.length } = file;
  return { id: snowflake(), filename, contentType, bytes, text, size, delivery, served: 0 };
}

/** An attachment as Discord writes it; `filesUrl` is where files can be fetched, each by a link like the CDN's. */
export function attachmentPayload(file: FakeAttachment, filesUrl: string, channelId: string): Json {
  const { id, filename, contentType, size } = file;
  const url = `${filesUrl}/${channelId}/${id}/${encodeURIComponent(filename)}?ex=66a1&is=66a0&hm=fake&`;
  return {
    id,
    filename,
    size,
    url,
    proxy_url: url,
    ...(contentType !== null && { content_type: contentType }),
    ...(contentType?.startsWith("image/") && { width: 1, height: 1 }),
  };
}
