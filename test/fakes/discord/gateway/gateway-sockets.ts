import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";

const UNAVAILABLE = "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

/** The connections of a gateway, and whether it takes any. */
export class GatewaySockets {
  accepting = true;
  /** How many connections were refused. */
  refused = 0;
  readonly #server = new WebSocketServer({ noServer: true });

  /** `opened` is called with each new connection, `changed` after each that is refused. */
  constructor(server: Server, changed: () => void, opened: (socket: WebSocket) => void) {
    server.on("upgrade", (request: IncomingMessage, connection: Duplex, head: Buffer) => {
      if (this.accepting) this.#server.handleUpgrade(request, connection, head, opened);
      else {
        this.refused++;
        connection.end(UNAVAILABLE);
        changed();
      }
    });
  }

  /** Ends every connection without a word. */
  terminate(): void {
    for (const socket of this.#server.clients) socket.terminate();
  }

  close(): void {
    this.terminate();
    this.#server.close();
  }
}
