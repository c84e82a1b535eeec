import { ChannelType } from "discord.js";
import type { FakeChannel, FakeUser } from "../../test/fakes/discord/fake-discord.ts";
import type { Playground } from "../playground.ts";
import type { BotView, PersonView, PlaceView, StageView, TypingView } from "../protocol/documents.ts";
import type { MessageView, UseView } from "../protocol/messages.ts";
import { epoch } from "../stage/journal.ts";
import { mayModerate, type Town } from "../stage/town.ts";
import type { Use, Uses } from "../stage/uses.ts";
import { memoryView } from "./memory-view.ts";
import { messageView } from "./message-view.ts";

const TYPING_MS = 10_000;

/** All that a page shows, by key; see `Documents`. */
export function documents(playground: Playground): Map<string, unknown> {
  const { town, bot, uses, journal, desk, faults } = playground;
  const { discord, places } = town;
  const botView: BotView = { isOnline: discord.connected, isRestarting: bot.isRestarting };
  const single: [string, unknown][] = [
    ["stage", stageView(playground)],
    ["bot", botView],
    ["commands", discord.commands],
    ["faults", faults.all],
  ];
  const memories = places.map((place) => bot.app && memoryView(bot.app.conversations, place));
  return new Map<string, unknown>([
    ...single,
    ...keyed("message", messages(town, uses), ({ id }) => id),
    ...keyed("typing", places.flatMap(typingIn(town)), ({ placeId }) => placeId),
    ...keyed("use", uses.all.map(useView(uses)), ({ id }) => id),
    ...keyed("line", journal.lines, ({ kind, id }) => `${kind}-${id}`),
    ...keyed("prompt", desk.prompts, ({ id }) => String(id)),
    ...keyed(
      "memory",
      memories.filter((memory) => memory !== undefined),
      ({ placeId }) => placeId,
    ),
  ]);
}

function keyed<View>(
  kind: string,
  views: readonly View[],
  keyOf: (view: View) => string,
): readonly [string, View][] {
  return views.map((view) => [`${kind}/${keyOf(view)}`, view]);
}

function stageView({ town, model }: Playground): StageView {
  const { discord, people, places } = town;
  return {
    guild: "Pond",
    bot: personView(town, discord.bot),
    botRoleId: discord.botRole().id,
    people: people.map((person) => personView(town, person)),
    places: places.map(placeView),
    ...model,
  };
}

function personView(town: Town, { id, username, global_name, locale }: FakeUser): PersonView {
  const [place] = town.places;
  const user = town.people.find((person) => person.id === id);
  const isModerator = user !== undefined && place !== undefined && mayModerate(town, place, user);
  return { id, name: global_name ?? username, handle: username, locale, isModerator };
}

function placeView({ id, type, name, recipients }: FakeChannel): PlaceView {
  if (type === ChannelType.DM) return { id, name, kind: "dm", personId: recipients?.[0]?.id ?? "" };
  return { id, name, kind: type === ChannelType.PublicThread ? "thread" : "channel" };
}

function messages({ discord, places }: Town, uses: Uses): MessageView[] {
  return [
    ...places.flatMap((place) => discord.shown(place)).map((message) => messageView(message, uses)),
    ...uses.ephemeral.map(({ message, onlyFor }) => messageView(message, uses, onlyFor)),
  ];
}

function typingIn({ discord }: Town) {
  return (place: FakeChannel): TypingView[] => {
    const at = discord.typing(place).at(-1)?.at;
    if (at === undefined || !discord.isTyping(place)) return [];
    return [{ placeId: place.id, until: epoch(at) + TYPING_MS }];
  };
}

function useView(uses: Uses) {
  return ({ interaction, what }: Use): UseView => {
    const { id, user, channel, message, acknowledged, modal } = interaction;
    const waiting = uses.hasFailed(interaction) ? "failed" : "waiting";
    return {
      id,
      personId: user.id,
      placeId: channel.id,
      what,
      ...(message && { messageId: message.id }),
      state: acknowledged ? "answered" : waiting,
      ...(modal && { modal }),
    };
  };
}
