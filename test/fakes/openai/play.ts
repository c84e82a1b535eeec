import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { sendFailure } from "./failure.ts";
import { Gate, type Reply } from "./gate.ts";
import { StreamReply, WholeReply } from "./reply.ts";
import type { Answer, ChatRequest, FakeUsage, Script } from "./script.ts";

/** Answers `request` as `script` says; `changed` is called after each change of the request's state. */
export async function play(
  script: Script,
  request: ChatRequest,
  response: ServerResponse,
  changed: () => void,
): Promise<void> {
  const reply = (usage?: FakeUsage | false) =>
    new (request.body.stream ? StreamReply : WholeReply)(request, response, { usage, changed });
  if (script instanceof Gate) script.open(request, reply);
  else if (typeof script === "string") await playAnswer({ chunks: inPieces(script) }, request, reply());
  else if ("status" in script) sendFailure(request, response, script);
  else if ("chunks" in script) await playAnswer(script, request, reply(script.usage));
}

async function playAnswer(answer: Answer, request: ChatRequest, reply: Reply): Promise<void> {
  for (const [sent, chunk] of answer.chunks.entries()) {
    if (sent === answer.silentAfter) return;
    if (sent === answer.breakAfter) break;
    if (answer.everyMs !== undefined) await sleep(answer.everyMs);
    if (request.closed) return;
    reply.send(chunk);
  }
  if (answer.silentAfter !== undefined) return;
  if (answer.breakAfter === undefined) reply.end();
  else reply.fail();
}

/** Words with the space before them, as a model's tokens come. */
function inPieces(text: string): string[] {
  return text.match(/\s*\S+|\s+$/g) ?? [];
}
