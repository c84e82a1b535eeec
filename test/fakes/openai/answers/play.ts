import type { ServerResponse } from "node:http";
import { setImmediate as turn, setTimeout as sleep } from "node:timers/promises";
import { sendFailure } from "./send-failure.ts";
import { Gate, type Reply } from "../scripts/gate.ts";
import { StreamReply, WholeReply } from "./reply.ts";
import type { ChatRequest } from "../request.ts";
import type { Answer, FakeUsage, Piece, Script } from "../scripts/script.ts";

/** What playing a script needs besides the request and the script. */
export interface Stage {
  readonly response: ServerResponse;
  /** Tokens of this prompt that the provider's cache knows. */
  readonly cached: number;
  /** To be called after each change of the request's state. */
  readonly changed: () => void;
}

/** Answers a request as the script says. */
export async function play(script: Script, request: ChatRequest, stage: Stage): Promise<void> {
  const { response } = stage;
  const reply = (usage?: FakeUsage | false) => newReply(request, stage, usage);
  if (script instanceof Gate) script.open(request, reply);
  else if (typeof script === "string") await playAnswer({ chunks: inPieces(script) }, request, reply());
  else if ("reset" in script) reset(request, response);
  else if ("chunks" in script) {
    await wait(script.headersAfterMs);
    await playAnswer(script, request, reply(script.usage));
  } else if ("status" in script) {
    await wait(script.headersAfterMs);
    sendFailure(request, response, script);
  }
}

function newReply(
  request: ChatRequest,
  { response, cached, changed }: Stage,
  usage?: FakeUsage | false,
): Reply {
  const reported = usage === false ? usage : { cached, ...usage };
  return new (request.body.stream ? StreamReply : WholeReply)(request, response, {
    usage: reported,
    changed,
  });
}

async function playAnswer(answer: Answer, request: ChatRequest, reply: Reply): Promise<void> {
  for (const [sent, chunk] of answer.chunks.entries()) {
    if (sent === answer.silentAfter) return;
    if (sent === answer.breakAfter) break;
    await wait(answer.everyMs);
    if (request.closed) return;
    await playPiece(chunk, reply);
  }
  if (answer.silentAfter !== undefined) return;
  if (answer.breakAfter !== undefined) reply.fail();
  else if (answer.endless) await playEndlessly(answer, request, reply);
  else reply.end(answer);
}

async function playEndlessly(answer: Answer, request: ChatRequest, reply: Reply): Promise<void> {
  while (!request.closed)
    for (const chunk of answer.chunks) {
      await (answer.everyMs === undefined ? turn() : sleep(answer.everyMs));
      await playPiece(chunk, reply);
    }
}

async function playPiece(piece: Piece, reply: Reply): Promise<void> {
  if (typeof piece !== "string" && "pauseMs" in piece) await sleep(piece.pauseMs);
  else reply.send(piece);
}

function reset(request: ChatRequest, { socket }: ServerResponse): void {
  request.broken = true;
  socket?.resetAndDestroy();
}

async function wait(ms: number | undefined): Promise<void> {
  if (ms !== undefined) await sleep(ms);
}

/** Words with the space before them, as a model's tokens come. */
function inPieces(text: string): string[] {
  return text.match(/\s*\S+|\s+$/g) ?? [];
}
