import { PermissionFlagsBits } from "discord.js";
import { FakeDiscord, type FakeChannel, type FakeUser } from "../../test/fakes/discord/fake-discord.ts";

/** Discord's limits in each channel, as bots meet them; those of the whole bot come with them. */
const LIMITS = { posts: 5, edits: 5, windowMs: 5_000 };

/** About what a request to Discord takes. */
const LATENCY_MS = 60;

/** A Discord with people, and with places in which they talk. */
export interface Town {
  readonly discord: FakeDiscord;
  readonly people: readonly FakeUser[];
  /** In the order in which they are shown; the DMs last. */
  readonly places: readonly FakeChannel[];
}

/** Starts a Discord and fills it. */
export async function foundTown(): Promise<Town> {
  const discord = await FakeDiscord.start({ limits: LIMITS, latencyMs: LATENCY_MS });
  const people = [
    discord.user("dana", { globalName: "Dana" }),
    discord.user("mina", { globalName: "Mina", locale: "ko" }),
    discord.user("omar", { globalName: "Omar" }),
  ];
  const general = discord.channel({ name: "general" });
  const places = [general, discord.thread(general, "a quiet corner"), discord.channel({ name: "help" })];
  const [dana] = people;
  if (general.guild && dana)
    discord.permissions.give(
      discord.role(general.guild, "Moderator", PermissionFlagsBits.ManageMessages),
      dana,
    );
  return { discord, people, places: [...places, ...people.map((person) => discord.dm(person))] };
}

/** Whether somebody may delete what others wrote in a place. */
export function mayModerate({ discord }: Town, place: FakeChannel, person: FakeUser): boolean {
  const isAllowed = discord.permissions.in(place, person) & PermissionFlagsBits.ManageMessages;
  return place.guild !== undefined && isAllowed !== 0n;
}
