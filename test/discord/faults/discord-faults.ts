import { PermissionFlagsBits } from "discord.js";
import type { FakeMessage } from "../../fakes/discord/fake-discord.ts";
import type { Fault } from "../../fakes/discord/rest/faults.ts";
import { errors } from "../../fakes/discord/rest/errors.ts";
import type { Story } from "../../support/stories.ts";

/** An answer whose beginning stands in its channel. */
interface Streaming {
  readonly question: FakeMessage;
  readonly reply: FakeMessage;
}

const tooMany =
  (scope: "user" | "global" | "shared") =>
  ({ discord }: Story): Fault =>
    discord.faults.refuse({ kind: "edit" }, { status: 429, retryAfterMs: 300, scope }, { times: 1 });

/** What becomes of requests to Discord while an answer is growing, as `docs/operating.md` names it. */
export const requestFaults: Readonly<Record<string, (story: Story) => Fault>> = {
  "answers 429 for the route": tooMany("user"),
  "answers 429 for the bot": tooMany("global"),
  "answers 429 for all (shared)": tooMany("shared"),
  "answers 500": ({ discord }) => discord.faults.refuse({ kind: "edit" }, { status: 500 }, { times: 4 }),
  "doubts the token once (401)": ({ discord }) =>
    discord.faults.refuse({ kind: "edit" }, { status: 401 }, { times: 1 }),
  "answers 502, as a proxy's page": ({ discord }) =>
    discord.faults.refuse({ kind: "edit" }, errors.badGateway, { times: 4 }),
  "drops connections": ({ discord }) => discord.faults.drop({ kind: "edit" }, { times: 4 }),
  "loses its answers": ({ discord }) =>
    discord.faults.drop({ kind: "edit" }, { times: 4, takesEffect: true }),
  "answers slowly": ({ discord }) => discord.faults.delay({ kind: "edit" }, 400),
  "is away for two seconds": ({ discord }) => discord.faults.outage({ forMs: 2_000 }),
  "refuses the answer (AutoMod)": ({ discord }) =>
    discord.faults.refuse({ content: /the end/ }, errors.blockedByAutoMod),
  "takes a permission away, as an error": ({ discord }) =>
    discord.faults.refuse({ kind: "edit", content: /the end/ }, errors.missingPermissions, { times: 1 }),
};

/** What else may happen on Discord meanwhile. */
export const events: Readonly<Record<string, (story: Story, streaming: Streaming) => void>> = {
  "cuts the gateway, and lets it resume": ({ discord }) => {
    discord.gateway.cut();
  },
  "cuts the gateway, and has lost the session": ({ discord }) => {
    discord.gateway.cut({ lost: true });
  },
  "declares the session invalid (op 9)": ({ discord }) => {
    discord.gateway.invalidate({ resumable: false });
  },
  "asks to reconnect (op 7)": ({ discord }) => {
    discord.gateway.reconnect();
  },
  "sends nothing any more, not even heartbeats": ({ discord }) => {
    discord.gateway.mute();
  },
  "sends an event twice": ({ discord }, { question }) => {
    discord.replay(question);
  },
  "takes every permission away": ({ discord, channel }) => {
    discord.permissions.deny(channel, PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages);
  },
  "archives the thread": ({ discord }, { reply }) => {
    discord.archive(reply.channel);
  },
  "locks the thread": ({ discord }, { reply }) => {
    discord.archive(reply.channel, { locked: true });
  },
  "deletes the answer's message": ({ discord }, { reply }) => {
    discord.delete(reply);
  },
  "deletes the question's message": ({ discord }, { question }) => {
    discord.delete(question);
  },
  "deletes the thread": ({ discord }, { reply }) => {
    discord.removeChannel(reply.channel);
  },
  "deletes the channel": ({ discord, channel }) => {
    discord.removeChannel(channel);
  },
};
