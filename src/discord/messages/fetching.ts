/** Where Discord keeps the files of messages. */
const CDN_HOSTS: readonly string[] = ["cdn.discordapp.com", "media.discordapp.net"];

/** After how many bytes it is asked how many more are wanted. */
const HEAD_BYTES = 64;

/** How long the files of one message may take together, in milliseconds. */
export const FETCH_MS = 10_000;

/** Why a file was not fetched; says nothing of what is in it, or of its address. */
export class FetchError extends Error {
  override readonly name = "FetchError";
}

/**
 * Fetches a file from Discord, or from the server that stands for it: from nowhere else, over no redirect, and no more
 * of it than is wanted, whatever its size is said to be.
 * @throws {FetchError} if it is not to be had within these limits
 */
export async function fetchFile(url: string, { apiUrl, signal, mostOf }: FetchLimits): Promise<Buffer> {
  if (!isAllowed(url, apiUrl)) throw new FetchError("the file's host is not allowed");
  try {
    const response = await fetch(url, { redirect: "error", credentials: "omit", signal });
    if (!response.ok || !response.body) throw new FetchError(`the file's host answered ${response.status}`);
    return await readAtMost(response.body, mostOf);
  } catch (error) {
    if (error instanceof FetchError) throw error;
    throw new FetchError("the file could not be fetched", { cause: error });
  }
}

/** Leaving the loop early hangs up. */
async function readAtMost(body: AsyncIterable<Uint8Array>, mostOf: FetchLimits["mostOf"]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let most: number | undefined;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (most === undefined && size >= HEAD_BYTES) most = mostOf(Buffer.concat(chunks));
    if (most !== undefined && size > most) throw new FetchError("the file is too large");
  }
  const file = Buffer.concat(chunks);
  if (file.length > mostOf(file)) throw new FetchError("the file is too large");
  return file;
}

function isAllowed(url: string, apiUrl: string | undefined): boolean {
  const { protocol, host } = new URL(url);
  if (protocol === "https:" && CDN_HOSTS.includes(host)) return true;
  if (apiUrl === undefined) return false;
  const own = new URL(apiUrl);
  return own.protocol === protocol && own.host === host;
}

/** What a file may be. */
export interface FetchLimits {
  /** The address of another Discord-compatible server. */
  readonly apiUrl: string | undefined;
  readonly signal: AbortSignal;
  /** How many bytes of a file are wanted that begins like this. */
  readonly mostOf: (head: Buffer) => number;
}
