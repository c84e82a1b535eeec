import type { Client, Message } from "discord.js";
import { StoreAwayError, type Seen as SeenMessage } from "../../chat/store/session-store.ts";
import type { Addressing } from "../places/addressing.ts";
import type { Replies } from "../replies/replies.ts";
import { Seen } from "../seen.ts";
import type { SessionFinder } from "../session-finder.ts";
import { learnMember } from "./member.ts";
import { askerOf } from "./question.ts";
import type { QuestionReader } from "./question-reader.ts";
import { say, sayHint, tellExcess, type TellingSettings } from "./say.ts";

/** Takes messages in: each that is for the bot is asked once, in the session where it was written. */
export class Intake {
  readonly #settings: IntakeSettings;
  readonly #seen = new Seen();

  constructor(settings: IntakeSettings) {
    this.#settings = settings;
  }

  /**
   * Answers a message that is addressed to the bot and new; resolves when the answer stands, or why there is none.
   * @param arrivedAt when it came, as `performance.now()` tells it: a forget of all after that takes it along
   */
  async take(message: Message, arrivedAt = performance.now()): Promise<void> {
    const { client, addressing, gate, replies, questions, sessions, languages } = this.#settings;
    const { channel } = message;
    if (!client.isReady() || !channel.isSendable()) return;
    const learning = addressing.learn(message, client.user.id);
    if (learning) await learning;
    if (!addressing.isAddressed(message, client.user.id)) return;
    if (!this.#seen.isFirst(message.id) || !gate.isOpenTo(message) || !replies.mayWrite(channel)) return;
    const texts = languages.textsFor(message);
    const part = questions.partOf(message, client.user.id);
    if (!part) return this.#end(message, sayHint(message, client.user.id, texts));
    const use = gate.learn(message);
    if (use) await use;
    const excess = gate.admit(message);
    if (excess) return this.#end(message, tellExcess(message, excess, this.#settings));
    const loading = sessions.load(message);
    if (loading && !(await this.#isLoaded(loading, message))) return;
    const conversation = sessions.of(message);
    if (conversation.keeping.cut.endedAfter(arrivedAt)) return say(message, texts.forgottenWhileAsked);
    conversation.keeping.takenIn.see(seenIn(message));
    const question = { asker: askerOf(message), parts: [part] };
    await conversation.ask(question, replies.to(message, channel, conversation, texts));
  }

  /** Learns what taking a message in needs that Discord did not tell with it. */
  async prepare(message: Message): Promise<void> {
    const { client, addressing } = this.#settings;
    if (!client.isReady()) return;
    await addressing.learn(message, client.user.id);
    if (addressing.isAddressed(message, client.user.id)) await learnMember(message);
  }

  /** A message has its outcome without being asked, which is not to come a second time after a restart. */
  async #end(message: Message, telling: Promise<void>): Promise<void> {
    await Promise.all([telling, this.#passOver(message)]);
  }

  async #passOver(message: Message): Promise<void> {
    const { sessions } = this.#settings;
    try {
      await sessions.load(message);
      sessions.of(message).keeping.takenIn.passOver(seenIn(message));
    } catch (error) {
      if (!(error instanceof StoreAwayError)) throw error;
    }
  }

  /** Whether the session could be loaded; if not, the one who asked is told. */
  async #isLoaded(loading: Promise<unknown>, message: Message): Promise<boolean> {
    try {
      await loading;
      return true;
    } catch (error) {
      if (!(error instanceof StoreAwayError)) throw error;
      await say(message, this.#settings.languages.textsFor(message).memoryAway);
      return false;
    }
  }
}

function seenIn({ id: messageId, channelId, guildId }: Message): SeenMessage {
  return { messageId, channelId, guildId };
}

/** What taking messages in needs. */
export interface IntakeSettings extends TellingSettings {
  readonly client: Client;
  readonly addressing: Addressing;
  readonly sessions: SessionFinder;
  readonly questions: QuestionReader;
  readonly replies: Replies;
}
