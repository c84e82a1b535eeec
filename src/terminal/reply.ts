import type { Outcome, Reply } from "../chat/asking/reply.ts";
import type { Turn } from "../chat/memory/turn.ts";
import { failureText, type Texts } from "../i18n/index.ts";

/** Writes an answer to the terminal as it is generated. */
export class TerminalReply implements Reply {
  readonly messageIds: readonly string[] = [];
  readonly #out: NodeJS.WritableStream;
  readonly #texts: Texts;
  readonly #quietMs: number | undefined;
  #quiet: NodeJS.Timeout | undefined;

  /** @param quietMs how long nothing may come before somebody who waits is told, in milliseconds; undefined: for ever */
  constructor(out: NodeJS.WritableStream, texts: Texts, quietMs?: number) {
    this.#out = out;
    this.#texts = texts;
    this.#quietMs = quietMs;
  }

  /** What was written cannot be taken back; in the terminal nothing makes an answer start over. */
  begin(): void {
    if (this.#quietMs === undefined) return;
    this.#quiet ??= setTimeout(() => this.#out.write(`\n[${this.#texts.stillWaiting}]\n`), this.#quietMs);
  }

  write(text: string): void {
    this.#quiet?.refresh();
    this.#out.write(text);
  }

  settle(outcome: Outcome): Promise<void> {
    clearTimeout(this.#quiet);
    const sentence = this.#sentence(outcome);
    this.#out.write(sentence ? `${sentence}\n` : "\n");
    return Promise.resolve();
  }

  withdraw(): void {
    // Nothing takes a question back in the terminal.
  }

  #sentence(outcome: Outcome): string | undefined {
    if ("turn" in outcome && outcome.turn) return this.#ending(outcome.turn);
    if (outcome.kind === "stopped") return this.#texts.stopped;
    if (outcome.kind === "failed") return failureText(outcome, this.#texts);
    if (outcome.kind === "forgotten") return this.#texts.forgottenWhileAsked;
    return undefined;
  }

  #ending({ ending }: Turn): string | undefined {
    return ending === "whole" ? undefined : ` [${this.#texts.history.endings[ending]}]`;
  }
}
