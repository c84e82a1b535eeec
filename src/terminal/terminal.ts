import { createInterface, type Interface } from "node:readline";
import type { Conversation } from "../chat/conversation.ts";
import type { Conversations } from "../chat/conversations.ts";
import { StoreAwayError } from "../chat/store/session-store.ts";
import type { Texts } from "../i18n/index.ts";
import type { Platform } from "../platform.ts";
import { commands } from "./commands.ts";
import { TerminalReply } from "./reply.ts";

const PROMPT = "> ";

/** Whoever sits at the terminal. */
const ASKER = { id: "terminal", name: process.env.USER ?? "terminal" };

/** A chat in the terminal, one line a question. From a pipe it only prints the answers. */
export class Terminal implements Platform {
  readonly isReady = true;
  readonly #settings: TerminalSettings;
  readonly #isInteractive: boolean;
  #lines: Interface | undefined;
  #session = "default";
  #asked = 0;
  readonly #listed: number[] = [];

  constructor(settings: TerminalSettings) {
    const { input, output } = settings;
    this.#settings = settings;
    this.#isInteractive = input.isTTY === true && output.isTTY === true;
  }

  /** Answers line by line; resolves at the end of the input or at `/quit`. */
  async run(): Promise<void> {
    const { input, output, greeting } = this.#settings;
    if (this.#isInteractive) this.#print(greeting.join("\n"));
    const lines = createInterface({ input, output, terminal: this.#isInteractive, prompt: PROMPT });
    this.#lines = lines;
    lines.on("SIGINT", () => {
      if (!this.#conversation.stop()) lines.close();
    });
    this.#prompt();
    for await (const line of lines) {
      if (line.trim() === "/quit") break;
      await this.#handle(line.trim());
      this.#prompt();
    }
    lines.close();
  }

  windDown(): void {
    // Whoever sits there sees it end.
  }

  stop(): Promise<void> {
    this.#lines?.close();
    return Promise.resolve();
  }

  get #conversation(): Conversation {
    return this.#settings.conversations.of(`terminal:${this.#session}`, false);
  }

  async #handle(line: string): Promise<void> {
    if (line === "") return;
    if (!(await this.#isLoaded())) return;
    if (line.startsWith("/")) await this.#command(line);
    else await this.#ask(line);
  }

  /** Whether the session could be loaded from where it is kept; if not, that is said. */
  async #isLoaded(): Promise<boolean> {
    const { conversations, texts } = this.#settings;
    try {
      await conversations.load(`terminal:${this.#session}`, false);
      return true;
    } catch (error) {
      if (!(error instanceof StoreAwayError)) throw error;
      this.#print(texts.memoryAway);
      return false;
    }
  }

  async #ask(text: string): Promise<void> {
    const messageId = `terminal:${++this.#asked}`;
    const question = { asker: ASKER, parts: [{ messageId, text }] };
    await this.#conversation.ask(question, this.#reply());
  }

  #reply(): TerminalReply {
    const { output, texts, quietMs } = this.#settings;
    return new TerminalReply(output, texts, this.#isInteractive ? quietMs : undefined);
  }

  async #command(line: string): Promise<void> {
    const { texts } = this.#settings;
    const [, name = "", rest = ""] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
    const command = commands.get(name);
    const switchTo = (session: string): void => {
      this.#session = session;
      this.#listed.length = 0;
    };
    const reply = this.#reply.bind(this);
    const context = { conversation: this.#conversation, texts, listed: this.#listed, switchTo, reply };
    const said = await (command?.(rest, context) ?? texts.terminal.unknownCommand(name));
    if (said !== "") this.#print(said);
  }

  #prompt(): void {
    if (this.#isInteractive) this.#lines?.prompt();
  }

  #print(text: string): void {
    this.#settings.output.write(`${text}\n`);
  }
}

/** What the terminal talks through. */
export interface TerminalSettings {
  readonly conversations: Conversations;
  readonly texts: Texts;
  /** Said once at the start, on a terminal. */
  readonly greeting: readonly string[];
  /** How long nothing may come of an answer before that is said, on a terminal, in milliseconds. */
  readonly quietMs: number;
  readonly input: NodeJS.ReadableStream & { isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { isTTY?: boolean };
}
