import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** An HTTP server on a port of 127.0.0.1, which it keeps when it goes away and comes back. */
export class LoopbackServer {
  readonly http;
  #port = 0;

  /** `serve` answers a request; if it throws, the connection is destroyed. */
  constructor(serve: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>) {
    this.http = createServer((incoming, outgoing) => {
      serve(incoming, outgoing).catch(() => {
        outgoing.destroy();
      });
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Takes connections: at first on any free port, then on the same one each time. */
  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.http.once("error", reject);
      this.http.listen(this.#port, "127.0.0.1", resolve);
    });
    this.#port = (this.http.address() as AddressInfo).port;
  }

  /** Drops all connections and refuses further ones. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.http.close(resolve));
    this.http.closeAllConnections();
    await closed;
  }
}
