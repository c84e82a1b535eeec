import type { FakeMessage } from "./messages/message.ts";
import type { LoggedRequest } from "./rest/request.ts";
import type { World } from "./world/world.ts";

const LATEST_REQUESTS = 15;

/** What the channels show and what was asked last, to be read by someone whose test failed. */
export function dump(world: World, requests: readonly LoggedRequest[], unhandled: readonly string[]): string {
  const channels = [...world.channels.values()].flatMap((channel) => {
    const messages = world.messagesIn(channel);
    return messages.length === 0 ? [] : [`#${channel.name} shows:`, ...messages.map(line)];
  });
  const latest = requests.slice(-LATEST_REQUESTS);
  return [
    ...(channels.length === 0 ? ["No channel shows anything."] : channels),
    latest.length === 0 ? "No request came." : "The latest requests:",
    ...latest.map(({ method, path, status }) => `  ${method} ${path} -> ${status || "not answered yet"}`),
    ...unhandled.map((route) => `  no such route: ${route}`),
  ].join("\n");
}

function line({ author, content, buttons, attachments, loading }: FakeMessage): string {
  const extras = [
    ...(loading ? ["is thinking"] : []),
    ...buttons.map(({ label, disabled }) => (disabled ? `(${label})` : `[${label}]`)),
    ...attachments.map(({ filename }) => `{${filename}}`),
  ];
  return `  ${author.username}: ${[JSON.stringify(content), ...extras].join(" ")}`;
}
