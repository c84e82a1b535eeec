import { AnswerCut, ModelTimeout } from "../asking/failure.ts";

/**
 * Aborts `attempt` when its stream goes silent, which ChatOpenAI's own timeout does not see: it covers the headers
 * only; and when it takes too long in all, whatever comes. Yields the chunks as they come, empty ones too.
 * @throws {ModelTimeout} when the stream was silent for too long
 * @throws {AnswerCut} when it took too long in all
 */
export async function* watched<T>(
  open: () => Promise<AsyncIterable<T>>,
  attempt: AbortController,
  { firstChunkMs, idleMs, totalMs }: Patience,
): AsyncGenerator<T> {
  const silent = (ms: number) => {
    attempt.abort(new ModelTimeout(`the model sent nothing for ${ms} ms`));
  };
  const end = setTimeout(() => {
    attempt.abort(new AnswerCut("time"));
  }, totalMs);
  let timer = setTimeout(silent, firstChunkMs, firstChunkMs);
  try {
    for await (const chunk of await unlessAborted(open(), attempt.signal)) {
      clearTimeout(timer);
      timer = setTimeout(silent, idleMs, idleMs);
      yield chunk;
    }
  } catch (error) {
    const reason: unknown = attempt.signal.reason;
    throw reason instanceof ModelTimeout || reason instanceof AnswerCut ? reason : error;
  } finally {
    clearTimeout(timer);
    clearTimeout(end);
  }
}

/** A request that is to be sent again later waits for that, whether it is aborted or not: nobody else has to. */
async function unlessAborted<T>(opening: Promise<T>, signal: AbortSignal): Promise<T> {
  let abort: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => {
      reject(signal.reason as Error);
    };
    signal.addEventListener("abort", abort);
  });
  try {
    return await Promise.race([opening, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/** How long a model may take, in milliseconds. */
export interface Patience {
  /** From the request to its first chunk. */
  readonly firstChunkMs: number;
  /** Between one chunk and the next. */
  readonly idleMs: number;
  /** From the request to the answer's end. */
  readonly totalMs: number;
}
