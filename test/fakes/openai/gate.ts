import type { ChatRequest } from "./script.ts";

/** Where a script's text goes: one HTTP response. */
export interface Reply {
  /** Sends one piece of the answer's text. */
  send(text: string): void;
  /** Ends the answer properly. */
  end(): void;
  /** Destroys the socket. */
  fail(): void;
}

/**
 * An answer that the test plays by hand. What is played before the request arrives is kept for it.
 * One gate serves one request.
 */
export class Gate {
  /** The request that this gate serves, once it has arrived. */
  readonly requested: Promise<ChatRequest>;
  /** Resolves when the client hangs up before the end. */
  readonly closed: Promise<void>;
  #reply: Reply | undefined;
  #early: ((reply: Reply) => void)[] = [];
  #request!: (request: ChatRequest) => void;
  #close!: () => void;

  constructor() {
    this.requested = new Promise((resolve) => {
      this.#request = resolve;
    });
    this.closed = new Promise((resolve) => {
      this.#close = resolve;
    });
  }

  /** Sends one piece of text. */
  send(text: string): void {
    this.#play((reply) => {
      reply.send(text);
    });
  }

  /** Ends the answer properly. */
  end(): void {
    this.#play((reply) => {
      reply.end();
    });
  }

  /** Destroys the socket, as a network that breaks. */
  fail(): void {
    this.#play((reply) => {
      reply.fail();
    });
  }

  /** For the fake: this gate now plays to the reply. Throws if it serves another request already. */
  open(request: ChatRequest, newReply: () => Reply): void {
    if (this.#reply) throw new Error("This gate serves another request already: use one gate a request.");
    this.#reply = newReply();
    for (const played of this.#early) played(this.#reply);
    this.#early = [];
    this.#request(request);
  }

  /** For the fake: the client hung up. */
  hungUp(): void {
    this.#close();
  }

  #play(action: (reply: Reply) => void): void {
    if (this.#reply) action(this.#reply);
    else this.#early.push(action);
  }
}
