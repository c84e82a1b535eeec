import fc from "fast-check";
import { expect, test } from "vitest";
import type { Conversation } from "../../../src/chat/conversation.ts";
import { questionOf } from "../../../src/chat/memory/question.ts";
import { partsOf } from "../../../src/chat/memory/turn.ts";
import { RecordingReply, startConversations } from "../../support/conversations.ts";
import { comeToRest } from "../../support/scripted-model.ts";

const QUEUE_MAX = 20;

interface Asked {
  readonly user: string;
  readonly text: string;
}

/** A shared session with an answer under way, and people who ask meanwhile. */
class Crowd {
  readonly #real = startConversations({ queueMax: QUEUE_MAX });
  #count = 0;
  /** What found a place, in order of arrival. */
  readonly waiting: Asked[] = [];

  static async begin(): Promise<Crowd> {
    const crowd = new Crowd();
    await crowd.ask("the first");
    crowd.waiting.pop();
    return crowd;
  }

  /** Whether the question found a place. */
  async ask(user: string): Promise<boolean> {
    const text = `question ${++this.#count}`;
    const reply = new RecordingReply(text);
    const question = { asker: { id: user, name: user }, parts: [{ messageId: text, text }] };
    void this.#conversation.ask(question, reply);
    await comeToRest();
    const isIn = reply.outcomes.length === 0;
    if (isIn) this.waiting.push({ user, text });
    return isIn;
  }

  /** Ends one answer after the other; returns who had a turn after the first one's, each with what was asked in it. */
  async turns(): Promise<readonly { readonly user: string; readonly texts: readonly string[] }[]> {
    for (let call = this.#call(); call; call = this.#call()) {
      call.send("An answer.");
      call.end();
      await comeToRest();
    }
    const [, ...turns] = this.#conversation.memory.turns;
    return turns.map((turn) => ({ user: turn.asker.id, texts: questionOf(partsOf(turn)).split("\n") }));
  }

  get #conversation(): Conversation {
    return this.#real.conversations.of("session", true);
  }

  #call() {
    return this.#real.model.calls.find((call) => !call.isOver);
  }
}

const people = ["dana", "eli", "finn", "gus", "hana"];

test("turns go round: before anybody's first turn nobody has two, a burst is one turn, and nothing is lost (sound 25)", async () => {
  const askers = fc.array(fc.constantFrom(...people), { minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(askers, async (users) => {
      const crowd = await Crowd.begin();
      for (const user of users) await crowd.ask(user);
      const { waiting } = crowd;
      const turns = await crowd.turns();
      for (const user of new Set(waiting.map((asked) => asked.user))) {
        const first = turns.findIndex((turn) => turn.user === user);
        const before = turns.slice(0, first).map((turn) => turn.user);
        expect(new Set(before).size, `turns before ${user}'s first`).toBe(before.length);
        const own = turns.filter((turn) => turn.user === user).flatMap(({ texts }) => texts);
        const arrived = waiting.filter((asked) => asked.user === user).map(({ text }) => text);
        expect(own, "each person's questions in order of arrival").toEqual(arrived);
      }
      const bursts = waiting.filter(({ user }, index) => user !== waiting[index - 1]?.user);
      expect(turns, "a burst is one turn").toHaveLength(bursts.length);
    }),
    { numRuns: 200 },
  );
}, 60_000);

test("one person holds at most a share of the places: two who alternate leave some for a third (sound 25)", async () => {
  const greedy = fc.array(fc.constantFrom("dana", "eli"), { minLength: 40, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(greedy, async (users) => {
      const crowd = await Crowd.begin();
      for (const user of users) await crowd.ask(user);
      const dana = crowd.waiting.filter(({ user }) => user === "dana");
      expect(dana.length).toBeLessThanOrEqual(QUEUE_MAX / 2);
      for (const user of ["finn", "gus", "hana"]) expect(await crowd.ask(user), user).toBe(true);
    }),
    { numRuns: 100 },
  );
}, 60_000);
