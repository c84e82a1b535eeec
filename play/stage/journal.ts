import type { FakeDiscord } from "../../test/fakes/discord/fake-discord.ts";
import type { LineView } from "../protocol/documents.ts";

const KEPT = 150;

type Told = Parameters<Parameters<FakeDiscord["gateway"]["onDispatch"]>[0]>[0];

/** What went between Discord and the bot, the latest of it, in order. */
export class Journal {
  readonly #discord: FakeDiscord;
  #told: (Told & { readonly id: number })[] = [];
  #count = 0;

  constructor(discord: FakeDiscord) {
    this.#discord = discord;
    discord.gateway.onDispatch((event) => {
      this.#told = [...this.#told.slice(-KEPT), { ...event, id: this.#count++ }];
    });
  }

  get lines(): LineView[] {
    return [...this.#told.map(toldLine), ...this.#sent()].sort((a, b) => a.at - b.at).slice(-KEPT);
  }

  #sent(): LineView[] {
    const { requests } = this.#discord;
    const first = Math.max(0, requests.length - KEPT);
    return requests.slice(first).map((request, index) => ({
      id: first + index,
      kind: "sent",
      at: epoch(request.at),
      what: `${request.method} ${request.path.replace(/[\w-]{30,}/g, "…")}`,
      status: request.status,
      ...(Number.isFinite(request.doneAt) && { tookMs: Math.round(request.doneAt - request.at) }),
      body: request.body,
    }));
  }
}

function toldLine({ id, at, name, data }: Told & { readonly id: number }): LineView {
  return { id, kind: "told", at: epoch(at), what: name, body: data };
}

/** A time of `performance.now()` in milliseconds since the epoch. */
export function epoch(at: number): number {
  return Math.round(performance.timeOrigin + at);
}
