import type { FakeChannel, FakeMessage, FakeUser } from "../../test/fakes/discord/fake-discord.ts";
import type { Playground } from "../playground.ts";
import { mayModerate } from "../stage/town.ts";
import type { Use } from "../stage/uses.ts";

/** Finds whom and what a page names. What is not there, or not theirs, throws. */
export class Cast {
  readonly #playground: Playground;

  constructor(playground: Playground) {
    this.#playground = playground;
  }

  person(id: string): FakeUser {
    return found(this.#playground.town.people, id, "Nobody here has that id.");
  }

  place(id: string): FakeChannel {
    return found(this.#playground.town.places, id, "There is no such channel.");
  }

  /** A message that somebody sees. */
  message(id: string, person: string): FakeMessage {
    const { town, uses } = this.#playground;
    const mine = uses.ephemeral.filter(({ onlyFor }) => onlyFor === person).map(({ message }) => message);
    const all = [...town.places.flatMap((place) => town.discord.shown(place)), ...mine];
    return found(all, id, "That message is not there any more.");
  }

  /** A message that somebody wrote. */
  own(id: string, person: string): FakeMessage {
    const message = this.message(id, person);
    if (message.author.id !== person) throw new Error("Only its author can edit a message.");
    return message;
  }

  /** A message that somebody may delete. */
  deletable(id: string, person: string): FakeMessage {
    const message = this.message(id, person);
    const { town } = this.#playground;
    if (message.author.id !== person && !mayModerate(town, message.channel, this.person(person)))
      throw new Error("Only its author and moderators can delete a message.");
    return message;
  }

  use(id: string): Use {
    const use = this.#playground.uses.find(id);
    if (!use) throw new Error("That form is not open any more.");
    return use;
  }
}

function found<Thing extends { readonly id: string }>(
  things: readonly Thing[],
  id: string,
  otherwise: string,
): Thing {
  const thing = things.find((one) => one.id === id);
  if (!thing) throw new Error(otherwise);
  return thing;
}
