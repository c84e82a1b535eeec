import { ChatOpenAICompletions, type ChatOpenAIFields, type OpenAIClient } from "@langchain/openai";
import { ProviderFault } from "./provider-fault.ts";

type Chunk = OpenAIClient.Chat.Completions.ChatCompletionChunk;
type Choice = Chunk["choices"][number];
type Request = OpenAIClient.Chat.ChatCompletionCreateParamsStreaming;
type WholeRequest = OpenAIClient.Chat.ChatCompletionCreateParamsNonStreaming;
type Options = OpenAIClient.RequestOptions;

/** OpenAI's chat completions, with what servers put beside an answer's text where it is looked for. */
export class Completions extends ChatOpenAICompletions {
  readonly #options: Readonly<Record<string, unknown>>;

  /** @param options what each request says beside; put into it last, since the client passes on only what it knows */
  constructor(fields: ChatOpenAIFields, options: Readonly<Record<string, unknown>>) {
    super(fields);
    this.#options = options;
  }

  override completionWithRetry(request: Request, options?: Options): Promise<AsyncIterable<Chunk>>;
  override completionWithRetry(
    request: WholeRequest,
    options?: Options,
  ): Promise<OpenAIClient.Chat.Completions.ChatCompletion>;
  override async completionWithRetry(request: Request | WholeRequest, options?: Options): Promise<unknown> {
    if (!request.stream) return super.completionWithRetry({ ...request, ...this.#options }, options);
    return readable(await super.completionWithRetry({ ...request, ...this.#options }, options));
  }
}

/**
 * The chunks of a stream with its choices made readable.
 * @throws {ProviderFault} if there is none: a page, or JSON, came in place of a stream
 */
async function* readable(chunks: AsyncIterable<Chunk>): AsyncGenerator<Chunk> {
  let isStream = false;
  let hasRefused = false;
  for await (const chunk of chunks) {
    isStream = true;
    // Servers leave out what the type promises.
    const [choice] = (chunk as Partial<Chunk>).choices ?? [];
    hasRefused = (choice && read(choice, hasRefused)) ?? hasRefused;
    yield chunk;
  }
  if (!isStream) throw new ProviderFault("what came in place of a stream holds no event");
}

/**
 * Makes the words of a refusal the answer's text and its end a `refusal`, puts reasoning into one field, whatever
 * the server calls it, and sees to it that an end is not passed over for lack of a delta.
 * @returns whether the answer is a refusal
 */
function read(choice: Choice, hasRefused: boolean): boolean {
  const delta: SaidDelta = ((choice as Partial<Choice>).delta ??= {});
  if (delta.reasoning !== undefined) delta.reasoning_content ??= delta.reasoning;
  if (delta.refusal) delta.content = (delta.content ?? "") + delta.refusal;
  const isRefusal = hasRefused || Boolean(delta.refusal);
  const said: { finish_reason?: string | null } = choice;
  if (isRefusal && said.finish_reason === "stop") said.finish_reason = "refusal";
  return isRefusal;
}

/** A delta with the fields that servers add. */
interface SaidDelta {
  content?: string | null;
  readonly refusal?: string | null;
  reasoning_content?: unknown;
  readonly reasoning?: unknown;
}
