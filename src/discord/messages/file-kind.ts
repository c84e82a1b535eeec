import { filetypemime } from "magic-bytes.js";

/** The images that models take. */
const imageTypes = ["image/png", "image/jpeg", "image/webp", "image/gif"];

/** The type of an image that begins like this, whatever it is called; undefined if it is none that models take. */
export function imageTypeOf(head: Uint8Array): string | undefined {
  const types = filetypemime(head);
  return imageTypes.find((type) => types.includes(type));
}

/** A file as the text that it holds; undefined if it holds none. */
export function textOf(file: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(file);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}
