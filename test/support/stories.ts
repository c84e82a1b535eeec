import type { Outcome } from "../../src/chat/asking/reply.ts";
import { isPartial, partsOf } from "../../src/chat/memory/turn.ts";
import { questionOf } from "../../src/chat/memory/question.ts";
import type {
  FakeChannel,
  FakeDiscord,
  FakeDiscordOptions,
  FakeMessage,
  FakeUser,
} from "../fakes/discord/fake-discord.ts";
import { startHippo, startIn, type RunningHippo } from "./hippo.ts";
import { Gate, type ChatRequest, type Script } from "../fakes/openai/fake-openai.ts";

/** A question and the first message of its reply; both are the same objects through all their edits. */
interface Asked {
  readonly question: FakeMessage;
  readonly reply: FakeMessage;
}

/** A question whose answer the test plays by hand. */
interface Asking {
  readonly question: FakeMessage;
  readonly gate: Gate;
  /** Resolves when it has ended and the channel shows how. */
  readonly settled: Promise<Outcome>;
}

/** By whom and where a question is asked: by Dana in the story's channel, unless it says otherwise. */
interface Circumstances {
  readonly by?: FakeUser;
  readonly at?: FakeChannel;
}

/** How one message looks: its text, its buttons (disabled ones in brackets), and the message it replies to. */
interface MessageView {
  readonly content: string;
  readonly buttons: readonly string[];
  readonly to: string | undefined;
}

/** Hippo in a channel with two people, and the steps that stories of them have in common. */
export class Story {
  hippo: RunningHippo;
  readonly channel: FakeChannel;
  readonly dana: FakeUser;
  readonly eli: FakeUser;

  readonly #environment: Record<string, string>;

  private constructor(hippo: RunningHippo, environment: Record<string, string>, channel?: FakeChannel) {
    const { discord } = hippo;
    this.hippo = hippo;
    this.#environment = environment;
    this.channel = channel ?? discord.channel();
    [this.dana, this.eli] = [discord.user("dana"), discord.user("eli")];
  }

  /** Starts Hippo as `startHippo` does. */
  static async begin(
    environment: Record<string, string> = {},
    options: FakeDiscordOptions = {},
  ): Promise<Story> {
    return new Story(await startHippo(environment, options), environment);
  }

  /** Starts Hippo with settings that name the story's channel, or others that are there before it. */
  static async beginIn(
    environmentFor: (channel: FakeChannel, discord: FakeDiscord) => Record<string, string>,
    options: FakeDiscordOptions = {},
  ): Promise<Story> {
    let channel: FakeChannel | undefined;
    let environment: Record<string, string> = {};
    const hippo = await startHippo((discord) => {
      channel = discord.channel();
      return (environment = environmentFor(channel, discord));
    }, options);
    return new Story(hippo, environment, channel);
  }

  /** Stops Hippo, unless that was done, and starts it anew with what it keeps. */
  async restart(): Promise<void> {
    await this.hippo.stop();
    await this.start();
  }

  /** Starts another Hippo with the same environment, which is the story's from now on. */
  async start(): Promise<void> {
    this.hippo = await startIn(this.hippo, this.#environment);
    await Promise.race([this.hippo.failed, this.hippo.logged('"ready"')]);
  }

  get discord(): RunningHippo["discord"] {
    return this.hippo.discord;
  }

  get openai(): RunningHippo["openai"] {
    return this.hippo.openai;
  }

  /** How the model answers the next request; resolves when its question has ended and the channel shows how. */
  answers(script: Script): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.openai.answerOnce((request) => {
        this.#settled(request).then(resolve, reject);
        return script;
      });
    });
  }

  /** Asks, and waits until the answer or failure stands there whole. */
  async answered(text: string, script: Script, circumstances?: Circumstances): Promise<Asked> {
    const settled = this.answers(script);
    const question = this.ask(text, circumstances);
    await settled;
    return { question, reply: this.replyTo(question)! };
  }

  /** Asks, and waits until the model has got the request. */
  async asking(text: string, circumstances?: Circumstances): Promise<Asking> {
    const gate = new Gate();
    const settled = this.answers(gate);
    const question = this.ask(text, circumstances);
    await gate.requested;
    return { question, gate, settled };
  }

  /** Asks, and waits until the beginning of the answer is shown. */
  async streaming(text: string, beginning: string, circumstances?: Circumstances): Promise<Asking & Asked> {
    const asking = await this.asking(text, circumstances);
    asking.gate.send(beginning.slice(0, -1));
    const reply = await this.discord.until(() => this.replyTo(asking.question), { what: "the first text" });
    asking.gate.send(beginning.slice(-1));
    // With an edit, which needs the message's id, it is certain that the bot knows it.
    await this.discord.until(() => reply.content === beginning, { what: `"${beginning}"` });
    return { ...asking, reply };
  }

  /** Asks the bot. */
  ask(text: string, { by = this.dana, at = this.channel }: Circumstances = {}): FakeMessage {
    return this.discord.mention(at, by, text);
  }

  /** Edits a question to the bot. */
  correct(question: FakeMessage, text: string): void {
    this.discord.edit(question, `<@${this.discord.bot.id}> ${text}`);
  }

  /** The bot's reply to a message, if it shows one. */
  replyTo(message: FakeMessage): FakeMessage | undefined {
    return this.discord.shownBy(message.channel).find(({ reference }) => reference === message);
  }

  /** What the bot's messages in a channel look like. */
  looks(channel = this.channel): MessageView[] {
    return this.discord.shownBy(channel).map(lookOf);
  }

  /** The texts of the bot's messages in a channel. */
  texts(channel = this.channel): string[] {
    return this.looks(channel).map(({ content }) => content);
  }

  /** Waits until the bot's messages in the story's channel have these texts. */
  async shows(...texts: readonly string[]): Promise<void> {
    const wanted = JSON.stringify(texts);
    await this.discord.until(() => JSON.stringify(this.texts()) === wanted, {
      what: `${wanted} to be shown`,
    });
  }

  /** What each request told the model besides the system text. */
  get prompts(): string[][] {
    return this.openai.requests.map(promptOf);
  }

  /** What a session's memory holds: each question, its answer, and whether that is partial. */
  memory(sessionId = `channel:${this.channel.id}`): string[][] {
    const turns = this.hippo.conversations.find(sessionId)?.memory.turns ?? [];
    return turns.map((turn) => [
      questionOf(partsOf(turn)),
      turn.answer,
      ...(isPartial(turn) ? ["partial"] : []),
    ]);
  }

  #settled(request: ChatRequest): Promise<Outcome> {
    const asked = promptOf(request).at(-1) ?? "";
    const answering = this.hippo.conversations.busy
      .flatMap((conversation) => conversation.answering ?? [])
      .find(({ question, continued }) => continued !== undefined || asked.endsWith(question));
    return answering?.settled ?? Promise.reject(new Error(`nobody asked "${asked}"`));
  }
}

/** The `custom_id` of a message's button, for a click when the button is gone. */
export function buttonId({ buttons }: FakeMessage, label: string): string {
  return buttons.find((button) => button.label === label)!.customId;
}

/** Words that are all different, `length` characters together: 3,000 fill a message and flow into a second. */
export function words(stem: string, length: number): string {
  const all = Array.from({ length }, (_, index) => `${stem}${index}`).join(" ");
  return all.slice(0, length).trim();
}

function lookOf({ content, buttons, referenceId }: FakeMessage): MessageView {
  const labels = buttons.map(({ label, disabled }) => (disabled ? `(${label})` : label));
  return { content, buttons: labels, to: referenceId };
}

function promptOf({ messages }: ChatRequest): string[] {
  return messages.slice(1).map(({ content }) => content);
}
