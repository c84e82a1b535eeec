import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Registry } from "prom-client";
import { HealthError } from "./health-error.ts";
import type { Readiness } from "./readiness.ts";

/**
 * Tells over HTTP how the process is: `/livez` (it answers, so the event loop moves), `/readyz` (200 or 503, with
 * the reason) and `/metrics` for Prometheus. It says nothing of what anybody said.
 */
export class HealthServer {
  readonly #readiness: Readiness;
  readonly #registry: Registry;
  readonly #server: Server;

  constructor(readiness: Readiness, registry: Registry) {
    this.#readiness = readiness;
    this.#registry = registry;
    this.#server = createServer(({ method, url }, response) => {
      const isRead = method === "GET" || method === "HEAD";
      void this.#answer(isRead ? (url?.split("?")[0] ?? "") : "", response);
    });
  }

  /**
   * Listens; a port of 0 takes any that is free.
   * @returns the port
   * @throws {HealthError} if the address cannot be listened on
   */
  async listen(host: string, port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", (error: NodeJS.ErrnoException) => {
        reject(new HealthError(`HTTP_HOST and HTTP_PORT: cannot listen on ${host}:${port}: ${error.code}`));
      });
      this.#server.listen(port, host, resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  /** Stops listening, whoever is still connected. */
  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(path: string, response: ServerResponse): Promise<void> {
    if (path === "/livez") send(response, 200, "application/json", '{"alive":true}\n');
    else if (path === "/readyz") this.#tellReadiness(response);
    else if (path === "/metrics")
      send(response, 200, this.#registry.contentType, await this.#registry.metrics());
    else send(response, 404, "text/plain", "There is /livez, /readyz and /metrics.\n");
  }

  #tellReadiness(response: ServerResponse): void {
    const { isReady, ...parts } = this.#readiness.report();
    const body = JSON.stringify({ ready: isReady, ...parts });
    send(response, isReady ? 200 : 503, "application/json", `${body}\n`);
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
}
