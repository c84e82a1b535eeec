import type { Conversations } from "../../src/chat/conversations.ts";
import { channelGroup, dmGroup } from "../../src/discord/session-address.ts";
import { partsOf } from "../../src/chat/memory/turn.ts";
import { questionOf } from "../../src/chat/memory/question.ts";
import type { FakeChannel } from "../../test/fakes/discord/fake-discord.ts";
import type { MemoryView, TurnView } from "../protocol/documents.ts";

/** What the bot remembers of a place, in all sessions there; undefined if that is nothing. */
export function memoryView(conversations: Conversations, place: FakeChannel): MemoryView | undefined {
  const group = place.guild ? channelGroup(place.id) : dmGroup(place.recipients?.[0]?.id ?? "");
  const sessions = conversations.inGroup(group).map((conversation) => conversation.inspect());
  if (sessions.length === 0) return undefined;
  return {
    placeId: place.id,
    windowTokens: sessions.reduce((sum, { windowTokens }) => sum + windowTokens, 0),
    budget: sessions.reduce((sum, { budget }) => sum + budget, 0),
    turns: sessions.flatMap(({ turns }) => turns.map(turnView)),
  };
}

function turnView({ turn, isSent }: Turns[number]): TurnView {
  const { id, asker, answer, tokens } = turn;
  return { id, asker: asker.name, question: questionOf(partsOf(turn)), answer, tokens, isSent };
}

type Turns = ReturnType<ReturnType<Conversations["of"]>["inspect"]>["turns"];
