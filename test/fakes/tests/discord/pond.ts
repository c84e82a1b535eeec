import {
  Client,
  Events,
  GatewayIntentBits,
  Partials,
  type ClientEvents,
  type ClientOptions,
  type Message,
} from "discord.js";
import { onTestFinished } from "vitest";
import {
  FakeDiscord,
  type FakeChannel,
  type FakeDiscordOptions,
  type FakeMessage,
  type FakeUser,
} from "../../discord/fake-discord.ts";

export const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
];

/** A fake with a bot that is logged in, a user and a channel. */
export interface Pond {
  readonly fake: FakeDiscord;
  readonly bot: Client<true>;
  readonly ann: FakeUser;
  readonly general: FakeChannel;
}

/** Makes a pond. */
export async function pond(options: FakeDiscordOptions = {}): Promise<Pond> {
  const fake = await start(options);
  const ann = fake.user("ann", { globalName: "Ann", locale: "ko" });
  const general = fake.channel();
  return { fake, ann, general, bot: await login(fake) };
}

/** Starts a fake that is closed after the test. */
export async function start(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const fake = await FakeDiscord.start(options);
  onTestFinished(() => fake.close());
  return fake;
}

/** The real client, told where the fake is; destroyed after the test. */
export function client(fake: FakeDiscord, options: Partial<ClientOptions> = {}): Client {
  const created = new Client({
    intents: INTENTS,
    partials: [Partials.Channel, Partials.Message],
    // Tests need not wait the five seconds that Discord wants between logins.
    ws: { buildIdentifyThrottler: () => Promise.resolve({ waitForIdentify: () => Promise.resolve() }) },
    ...options,
    rest: { api: fake.apiUrl, ...options.rest },
  });
  onTestFinished(() => created.destroy());
  return created;
}

/** The real client, ready. */
export async function login(fake: FakeDiscord, options: Partial<ClientOptions> = {}): Promise<Client<true>> {
  const created = client(fake, options);
  const ready = next(created, Events.ClientReady);
  await created.login(fake.token);
  return (await ready)[0];
}

/** The arguments of the next event of a kind. */
export function next<K extends keyof ClientEvents>(emitter: Client, event: K): Promise<ClientEvents[K]> {
  return new Promise((resolve) => {
    emitter.once<K>(event, (...args: ClientEvents[K]) => {
      resolve(args);
    });
  });
}

/** A message that somebody says, as the client hears it. */
export function heard(emitter: Client, say: () => FakeMessage): Promise<Message> {
  return new Promise((resolve) => {
    const listen = (message: Message): void => {
      if (message.id !== said.id) return;
      emitter.off(Events.MessageCreate, listen);
      resolve(message);
    };
    emitter.on(Events.MessageCreate, listen);
    const said = say();
  });
}
