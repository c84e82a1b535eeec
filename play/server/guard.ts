import type { IncomingMessage, ServerResponse } from "node:http";

/** A page that loads nothing but its own, is framed by nobody, and sends nothing anywhere. */
const HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

/** Sets what holds for every answer. */
export function protect(outgoing: ServerResponse): void {
  for (const [name, value] of Object.entries(HEADERS)) outgoing.setHeader(name, value);
}

/**
 * Whether a request comes from the page itself, or from someone who opens it. Another site may make a browser send
 * requests here, under its own origin, or under a name of its own that leads to this machine (DNS rebinding).
 */
export function isOwn({ headers, method }: IncomingMessage, port: number): boolean {
  const { host = "", origin, "sec-fetch-site": site } = headers;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(host)) return false;
  if (origin !== undefined && origin !== `http://${host}`) return false;
  if (method === "GET") return site === undefined || site === "same-origin" || site === "none";
  return origin !== undefined && headers["content-type"] === "application/json";
}
