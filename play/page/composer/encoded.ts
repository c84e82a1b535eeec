/** A file as it travels to the playground. */
export interface EncodedFile {
  readonly name: string;
  readonly type: string;
  readonly base64: string;
}

/** Reads a file whole. */
export async function encoded(file: File): Promise<EncodedFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte));
  return { name: file.name, type: file.type, base64: btoa(letters.join("")) };
}
