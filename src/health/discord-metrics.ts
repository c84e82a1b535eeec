import type { Client } from "discord.js";
import type { Metrics } from "./metrics.ts";

/** What the bot asks of Discord's REST API, as far as it matters how often. */
type RequestKind = "post" | "edit" | "typing" | "other";

/** Counts what a client sends to Discord, what Discord limits, and how often the gateway is lost. */
export function watchDiscord(client: Client, metrics: Metrics): void {
  const requests = metrics.counter("discord_requests_total", "Requests to Discord by kind", ["kind"]);
  const limited = metrics.counter("discord_rate_limited_total", "Requests that Discord answered with 429");
  const waits = metrics.counter("discord_rate_limit_waits_total", "Requests that discord.js held back");
  const reconnects = metrics.counter("gateway_reconnects_total", "Times that the gateway was lost");
  metrics.gauge(
    "gateway_ping_seconds",
    "The gateway's latest heartbeat",
    () => Math.max(0, client.ws.ping) / 1_000,
  );
  client.rest.on("response", ({ method, path }, { status }) => {
    requests.inc({ kind: kindOf(method, path) });
    if (status === 429) limited.inc();
  });
  client.rest.on("rateLimited", () => {
    waits.inc();
  });
  client.on("shardReconnecting", () => {
    reconnects.inc();
  });
}

function kindOf(method: string, path: string): RequestKind {
  if (path.endsWith("/typing")) return "typing";
  if (!/\/messages(\/|$)/.test(path)) return "other";
  if (method === "POST") return "post";
  return method === "PATCH" ? "edit" : "other";
}
