import type { AnyThreadChannel, Message } from "discord.js";
import type { Conversation } from "../../chat/conversation.ts";
import {
  extended,
  joined,
  type QuestionPart,
  type ReadMessage,
  type Room,
} from "../../chat/memory/question.ts";
import { isToldBefore } from "../places/cut.ts";
import { fetchStarter } from "../places/thread-openings.ts";
import type { Said } from "../said.ts";
import type { SessionFinder } from "../session-finder.ts";
import { within } from "../../within.ts";
import { plain, type Attachments, type AttachmentsSettings } from "./attachments.ts";
import { FETCH_MS } from "./fetching.ts";
import { lines, repliedTo, sayingOf, type Saying } from "./quotes.ts";

/** How long the first question of a thread waits for what that began with, in milliseconds. */
const PATIENCE_MS = 3_000;

/** Lets the first question of a session in a thread or post bring along what that began with. */
export class ThreadStart {
  readonly #settings: ThreadStartSettings;

  constructor(settings: ThreadStartSettings) {
    this.#settings = settings;
  }

  /** The question with what its thread began with, if the session does not know that yet when its turn comes. */
  with(part: QuestionPart, said: Said): QuestionPart {
    const { channel } = said;
    const { sessions } = this.#settings;
    if (!channel?.isThread() || part.messageId === channel.id) return part;
    if ("reference" in said && repliedTo(said) === channel.id) return part;
    if (sessions.find(said)?.memory.last) return part;
    return extended(part, (room, signal) =>
      isFirst(part, sessions.of(said), channel) ? this.#read(channel, said, room, signal) : undefined,
    );
  }

  async #read(
    thread: AnyThreadChannel,
    said: Said,
    room: Room,
    signal: AbortSignal,
  ): Promise<ReadMessage | undefined> {
    const { brought } = this.#settings.texts;
    const opening = await within(PATIENCE_MS, this.#opening(thread, said)).catch(() => undefined);
    if (opening === "nothing") return undefined;
    if (!opening) return { ...plain(brought.hiddenOpening), notRead: [brought.hiddenOpeningName] };
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(FETCH_MS)]);
    return joined(plain(opening.words), await this.#settings.attachments.read(opening.files, room, inTime));
  }

  /** What a thread began with, as far as Discord shows it; where that is an answer, the question comes along. */
  async #opening(thread: AnyThreadChannel, said: Said): Promise<Saying | "nothing" | undefined> {
    const { texts, sessions } = this.#settings;
    const starter = await fetchStarter(thread);
    const cuts = await sessions.cutsAround(said, thread.parentId);
    const isForgotten = (message: Message) => cuts.some((cut) => isToldBefore(message, cut));
    if (!starter || starter.system || isForgotten(starter)) return "nothing";
    const opening = sayingOf(starter, texts.brought.opening, texts);
    if (!opening || starter.author.id !== thread.client.user.id) return opening;
    const asked = repliedTo(starter) && (await starter.fetchReference().catch(() => undefined));
    const question = asked && !isForgotten(asked) ? sayingOf(asked, texts.brought.quote, texts) : undefined;
    return { words: lines([opening.words, question?.words ?? ""]), files: opening.files };
  }
}

/** Whether a part begins the first question of a session, which does not hold the thread's first message itself. */
function isFirst(part: QuestionPart, { memory, answering }: Conversation, { id }: AnyThreadChannel): boolean {
  return !memory.last && answering?.parts[0]?.messageId === part.messageId && !answering.carries(id);
}

/** What bringing that along needs. */
export interface ThreadStartSettings extends Pick<AttachmentsSettings, "texts"> {
  readonly sessions: SessionFinder;
  readonly attachments: Attachments;
}
