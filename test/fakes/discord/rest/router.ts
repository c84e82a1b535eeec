import type { LoggedRequest } from "./request.ts";

/** What a route answers: a body for a 200, or nothing for a 204. */
export type Handler = (request: LoggedRequest, ...ids: string[]) => unknown;

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly handler: Handler;
}

/** Finds the handler of a request. */
export class Router {
  readonly #routes: Route[] = [];

  /** Adds a route, written as in Discord's documentation: `/channels/:channel/messages`. */
  on(method: string, path: string, handler: Handler): this {
    const pattern = new RegExp(`^${path.replace(/:\w+/g, "([^/]+)")}$`);
    this.#routes.push({ method, pattern, handler });
    return this;
  }

  /** The call that answers a request, or undefined if no route does. */
  find(request: LoggedRequest): (() => unknown) | undefined {
    for (const { method, pattern, handler } of this.#routes) {
      const match = method === request.method && pattern.exec(request.path);
      if (match) return () => handler(request, ...match.slice(1));
    }
    return undefined;
  }
}
