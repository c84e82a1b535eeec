import type { PersonView, PlaceView, StageView } from "../protocol/documents.ts";
import { act } from "./act.ts";
import type { Store } from "./store.ts";

/** What the page is about to do with a message. */
export interface Attention {
  readonly kind: "reply" | "edit";
  readonly messageId: string;
}

/** Who looks at what, and as whom they speak. */
export class Scene {
  readonly store: Store;
  readonly #listeners: (() => void)[] = [];
  #personId = "";
  #placeId = "";
  #attention: Attention | undefined;

  constructor(store: Store) {
    this.store = store;
  }

  /** @throws before the server has told of it */
  get stage(): StageView {
    const stage = this.store.get("stage");
    if (!stage) throw new Error("The stage is not set yet.");
    return stage;
  }

  /** As whom one speaks. */
  get person(): PersonView {
    return known(this.stage.people.find(({ id }) => id === this.#personId) ?? this.stage.people[0]);
  }

  /** Where one is. */
  get place(): PlaceView {
    const { places } = this;
    return known(places.find(({ id }) => id === this.#placeId) ?? places[0]);
  }

  /** Where this person can be: others' DMs are not among them. */
  get places(): readonly PlaceView[] {
    const { id } = this.person;
    return this.stage.places.filter(({ personId }) => personId === undefined || personId === id);
  }

  /** Which message is replied to or edited. */
  get attention(): Attention | undefined {
    return this.#attention;
  }

  /** Anybody who can be seen. */
  someone(id: string): PersonView | undefined {
    const { bot, people } = this.stage;
    return [bot, ...people].find((person) => person.id === id);
  }

  speakAs(id: string): void {
    const isInDm = this.place.kind === "dm";
    this.#personId = id;
    if (isInDm) this.#placeId = known(this.places.find(({ kind }) => kind === "dm")).id;
    this.attend(undefined);
  }

  goTo(placeId: string): void {
    this.#placeId = placeId;
    this.attend(undefined);
  }

  attend(attention: Attention | undefined): void {
    this.#attention = attention;
    for (const listener of this.#listeners) listener();
  }

  /** Makes somebody do something; what Discord's app would not let them do is said. */
  does(name: string, told: object): void {
    act(name, told).catch((error: unknown) => {
      this.complain(error instanceof Error ? error.message : String(error));
    });
  }

  /** Says what did not work. */
  complain: (text: string) => void = () => undefined;

  /** Calls a listener after each change of who looks at what. */
  on(listener: () => void): void {
    this.#listeners.push(listener);
  }
}

function known<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error("There is nobody, or nowhere to be.");
  return thing;
}
