import { partsOf, questionOf } from "../../src/chat/turn.ts";
import type { FakeChannel, FakeDiscordOptions, FakeMessage, FakeUser } from "./discord/fake-discord.ts";
import { startHippo, type RunningHippo } from "./hippo.ts";
import { Gate, type ChatRequest, type Script } from "./openai/fake-openai.ts";

/** A question and the first message of its answer; both are the same objects through all their edits. */
interface Asked {
  readonly question: FakeMessage;
  readonly reply: FakeMessage;
}

/** One whose answer the test plays by hand. */
interface Streaming extends Asked {
  readonly gate: Gate;
}

/** How one message looks: its text, what its buttons say, and the message that it replies to. */
interface Look {
  readonly content: string;
  readonly buttons: readonly string[];
  readonly to: string | undefined;
}

/** Where and by whom a question is asked: in the story's channel by Dana, unless it says otherwise. */
interface Asking {
  readonly by?: FakeUser;
  readonly at?: FakeChannel;
}

/** Hippo in a channel with two people, and how a story of them is told. */
export interface Story extends RunningHippo {
  readonly channel: FakeChannel;
  readonly dana: FakeUser;
  readonly eli: FakeUser;
  /** Asks, and waits until the answer stands there whole. */
  readonly answered: (text: string, answer: string, asking?: Asking) => Promise<Asked>;
  /** Asks, and waits until the model is asked. */
  readonly asking: (text: string, asking?: Asking) => Promise<Omit<Streaming, "reply">>;
  /** Asks, and waits until the beginning of the answer is shown. */
  readonly streaming: (text: string, beginning: string, asking?: Asking) => Promise<Streaming>;
  /** Asks, and waits until the failure is shown. */
  readonly failed: (text: string, script: Script, asking?: Asking) => Promise<Asked>;
  /** What the bot's messages look like. */
  readonly looks: (channel?: FakeChannel) => Look[];
  /** Waits until the bot's messages show these texts and nothing is growing. */
  readonly shows: (contents: readonly string[], channel?: FakeChannel) => Promise<void>;
  /** What a session's memory holds: question, answer, and whether the answer is partial. */
  readonly memory: (sessionId?: string) => string[][];
}

/** Starts Hippo as `startHippo` does, with a channel and two people in it. */
export async function begin(
  environment: Record<string, string> = {},
  options: FakeDiscordOptions = {},
): Promise<Story> {
  const hippo = await startHippo(environment, options);
  const { discord, openai, conversations } = hippo;
  const [channel, dana, eli] = [discord.channel(), discord.user("dana"), discord.user("eli")];

  const ask = (text: string, { by = dana, at = channel }: Asking = {}) => discord.mention(at, by, text);
  const replyTo = (question: FakeMessage, probe: (reply: FakeMessage) => boolean) =>
    discord.until(() =>
      discord.shownBy(question.channel).find((reply) => reply.reference === question && probe(reply)),
    );
  const looks = (at = channel) => discord.shownBy(at).map(lookOf);
  const story: Story = {
    ...hippo,
    channel,
    dana,
    eli,
    looks,
    answered: async (text, answer, asking) => {
      openai.answerOnce(answer);
      const question = ask(text, asking);
      const before = discord.shownBy(question.channel).length;
      const reply = await replyTo(question, () => {
        const parts = looks(question.channel).slice(before);
        return isStill(parts) && textOf(parts) === flat(answer);
      });
      return { question, reply };
    },
    asking: async (text, asking) => {
      const gate = new Gate();
      openai.answerOnce(gate);
      const question = ask(text, asking);
      await gate.requested;
      return { question, gate };
    },
    streaming: async (text, beginning, asking) => {
      const { question, gate } = await story.asking(text, asking);
      gate.send(beginning);
      return { question, gate, reply: await replyTo(question, ({ content }) => content === beginning) };
    },
    failed: async (text, script, asking) => {
      openai.answerOnce(script);
      const question = ask(text, asking);
      return { question, reply: await replyTo(question, (reply) => isStill([lookOf(reply)])) };
    },
    shows: async (contents, at = channel) => {
      const wanted = JSON.stringify(contents);
      await discord.until(
        () => isStill(looks(at)) && JSON.stringify(looks(at).map(({ content }) => content)) === wanted,
        { what: `the bot to show ${wanted}` },
      );
    },
    memory: (sessionId = `channel:${channel.id}`) =>
      (conversations.find(sessionId)?.memory.turns ?? []).map((turn) => [
        questionOf(partsOf(turn)),
        turn.answer,
        ...(turn.partial ? ["partial"] : []),
      ]),
  };
  return story;
}

/** The texts that the model was sent, without the system text. */
export function promptOf(request: ChatRequest | undefined): string[] {
  return (request?.messages ?? []).slice(1).map(({ content }) => content);
}

/** A text of words that no two stories share, `length` characters long: about two messages are 3,000. */
export function longText(word: string, length: number): string {
  return Array.from({ length }, (_, index) => `${word}${index}`)
    .join(" ")
    .slice(0, length)
    .trim();
}

function lookOf({ content, buttons, referenceId }: FakeMessage): Look {
  const labels = buttons.map(({ label, disabled }) => (disabled ? `(${label})` : label));
  return { content, buttons: labels, to: referenceId };
}

/** Whether none of them is still growing. */
function isStill(looks: readonly Look[]): boolean {
  return !looks.some(({ buttons }) => buttons.includes("Stop") || buttons.includes("멈추기"));
}

function textOf(looks: readonly Look[]): string {
  return flat(looks.map(({ content }) => content).join(" "));
}

/** White space at a cut between messages is dropped. */
function flat(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
