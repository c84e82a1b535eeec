import type { ChatRequest } from "../request.ts";
import type { Delta, Ending, Frame } from "./script.ts";

/** Where a script's pieces go: one HTTP response. */
export interface Reply {
  /** Sends one piece of the answer. */
  send(piece: string | Delta | Frame): void;
  /** Ends the answer, properly unless it is told otherwise. */
  end(ending?: Ending): void;
  /** Destroys the socket. */
  fail(): void;
}

/**
 * An answer that the test plays by hand. What is played before the request arrives is kept for it.
 * One gate serves one request.
 */
export class Gate implements Reply {
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

  send(piece: string | Delta | Frame): void {
    this.#play((reply) => {
      reply.send(piece);
    });
  }

  end(ending?: Ending): void {
    this.#play((reply) => {
      reply.end(ending);
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
