/** An image as it came with a message. */
export interface SentImage {
  readonly url: string;
  /** What a data URL says of itself, such as `image/png`. */
  readonly mediaType?: string;
  /** What a data URL holds. */
  readonly bytes?: Buffer;
}

interface Part {
  readonly type?: string;
  readonly text?: string;
  readonly image_url?: { readonly url: string };
}

const DATA_URL = /^data:([^;,]+);base64,(.*)$/s;

/** The text of a message's content, which is a text, or parts of which some are text. */
export function textIn(content: unknown): string {
  if (typeof content === "string") return content;
  return parts(content)
    .map(({ text }) => text ?? "")
    .join("");
}

/** The images of a message's content. */
export function imagesIn(content: unknown): SentImage[] {
  return parts(content).flatMap((part) => (part.type === "image_url" ? sentImage(part) : []));
}

function sentImage({ image_url: { url = "" } = { url: "" } }: Part): SentImage {
  const [, mediaType, base64] = DATA_URL.exec(url) ?? [];
  if (mediaType === undefined || base64 === undefined) return { url };
  return { url, mediaType, bytes: Buffer.from(base64, "base64") };
}

function parts(content: unknown): readonly Part[] {
  return Array.isArray(content) ? (content as Part[]) : [];
}
