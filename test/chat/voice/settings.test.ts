import fc from "fast-check";
import { expect, test } from "vitest";
import { mergedSettings } from "../../../src/chat/store/merging.ts";
import { WatchedStore } from "../../../src/chat/store/watched-store.ts";
import { startConversations } from "../../support/conversations.ts";
import { captureLog } from "../../support/log.ts";
import { ReferenceStore } from "../../support/reference-store.ts";

const SESSION = "channel:1";

/** A process on a store that others share, with the session loaded. */
async function startOn(store: ReferenceStore) {
  const { conversations } = startConversations({ store: new WatchedStore(store, captureLog("silent").log) });
  const load = async () => {
    await conversations.load(SESSION, true);
    return conversations.of(SESSION, true);
  };
  return { load, session: await load() };
}

test("what two processes set of one session at the same time, both know in the end", async () => {
  const store = new ReferenceStore(1e12, () => 0);
  const [one, other] = [await startOn(store), await startOn(store)];
  one.session.voice.setPersona("You are a cat.");
  other.session.keeping.settings = { model: "large" };
  await Promise.all([one, other].map(({ session }) => session.keeping.saved()));
  const both = { "persona.text": "You are a cat.", model: "large" };
  for (const { load } of [one, other]) expect((await load()).keeping.settings).toEqual(both);
  other.session.voice.resetPersona();
  await other.session.keeping.saved();
  expect((await one.load()).voice.persona).toBeUndefined();
  expect((await one.load()).keeping.settings).toEqual({ model: "large" });
});

test("a session with nothing but settings counts as one that holds something, until they are reset", () => {
  const { conversations } = startConversations();
  const session = conversations.of(SESSION, true);
  session.voice.setPersona("You are a cat.");
  expect([session.isEmpty, conversations.size]).toEqual([false, 1]);
  session.voice.resetPersona();
  expect([session.isEmpty, conversations.size]).toEqual([true, 0]);
});

test("what a session that leaves memory was set to goes with it", () => {
  const { conversations } = startConversations({ sessions: 1 });
  const session = conversations.of(SESSION, true);
  session.voice.setPersona("You are a cat.");
  conversations.of("channel:2", true).voice.setPersona("You are a dog.");
  expect(conversations.find(SESSION)).toBeUndefined();
  expect(session.voice.persona).toBeUndefined();
});

const settings = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.constantFrom("1", "2", "3"));

test("settings are merged name by name: what one side changed holds, and where both did, what is here", () => {
  fc.assert(
    fc.property(settings, settings, settings, (before, mine, theirs) => {
      const merged = mergedSettings(before, mine, theirs);
      for (const name of ["a", "b", "c"]) {
        const [was, here, there] = [before[name], mine[name], theirs[name]];
        expect(merged[name]).toBe(here === was ? there : here);
      }
    }),
  );
});
