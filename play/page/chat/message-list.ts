import type { MessageView } from "../../protocol/messages.ts";
import { h } from "../elements/dom.ts";
import type { Scene } from "../scene.ts";
import { MessageElement } from "./message-element.ts";
import { notices } from "./notices.ts";
import { welcome } from "./welcome.ts";

/** Messages of one author stand under one name, unless so long lies between them, in milliseconds. */
const TOGETHER_MS = 7 * 60_000;

/** How near to its end the list counts as read to its end, in pixels. */
const NEAR = 80;

/** The messages of a place, as this person sees them. */
export class MessageList {
  readonly element = h("ol", {
    class: "messages",
    "aria-label": "Messages",
    "aria-live": "polite",
    "aria-relevant": "additions",
  });
  readonly #scroll: HTMLElement;
  readonly #scene: Scene;
  #drawn = new Map<string, MessageElement>();
  #shownPlace = "";
  #head: { readonly of: string; readonly element: HTMLElement } | undefined;
  #isAtEnd = true;

  /** @param fill puts a suggested text where one writes */
  constructor(scene: Scene, scroll: HTMLElement, fill: (text: string) => void) {
    this.#scene = scene;
    this.#scroll = scroll;
    this.element.addEventListener("keydown", (event) => {
      this.#onKey(event);
    });
    this.element.addEventListener("focusin", ({ target }) => {
      this.#onFocus((target as Element).closest<HTMLElement>(".message"));
    });
    const draw = (): void => {
      this.#draw(fill);
    };
    scene.on(draw);
    scene.store.on(["stage", "message", "use"], draw);
    new ResizeObserver(() => {
      if (this.#isAtEnd) this.#toEnd();
    }).observe(this.element);
    scroll.addEventListener("scroll", () => {
      this.#isAtEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR;
    });
  }

  #draw(fill: (text: string) => void): void {
    const { place, person } = this.#scene;
    const here = `${place.id} ${person.id}`;
    if (here !== this.#shownPlace) this.#leave(here);
    const views = visible(this.#scene);
    const drawn = new Map(
      views.map(
        (view, index) => [view.id, this.#message(view, startsGroup(view, views[index - 1]))] as const,
      ),
    );
    this.#drawn = drawn;
    const elements = [
      this.#welcome(views.length === 0, fill),
      ...[...drawn.values()].map(({ element }) => element),
      ...notices(this.#scene),
    ];
    arrange(this.element, elements);
    const focused = document.activeElement?.closest<HTMLElement>(".messages .message");
    this.#onFocus(focused ?? null);
    if (this.#isAtEnd) this.#toEnd();
  }

  #message(view: MessageView, isFirst: boolean): MessageElement {
    const message = this.#drawn.get(view.id) ?? new MessageElement(this.#scene);
    message.draw(view, isFirst);
    return message;
  }

  /** Drawn once, so that it keeps the focus. */
  #welcome(isEmpty: boolean, fill: (text: string) => void): HTMLElement {
    const of = `${this.#shownPlace} ${isEmpty}`;
    if (this.#head?.of !== of) this.#head = { of, element: welcome(this.#scene, isEmpty, fill) };
    return this.#head.element;
  }

  #leave(here: string): void {
    this.#shownPlace = here;
    this.#drawn = new Map();
    this.#isAtEnd = true;
  }

  #toEnd(): void {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
  }

  /** Arrows go from message to message, and below the last one to where one writes. */
  #onKey(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const { target } = event;
    if (step === undefined || target instanceof HTMLTextAreaElement) return;
    const all = [...this.element.querySelectorAll<HTMLElement>(".message")];
    const at = all.findIndex((message) => message.contains(target as Node));
    const next = all[at + step];
    if (next) next.focus();
    else if (step > 0) document.querySelector<HTMLElement>("#said")?.focus();
    event.preventDefault();
  }

  /** One message is a stop for Tab, its tools with it: the one that has the focus or had it last, at first the last. */
  #onFocus(message: HTMLElement | null): void {
    const all = [...this.element.querySelectorAll<HTMLElement>(".message")];
    const one = message ?? all.find(({ tabIndex }) => tabIndex === 0) ?? all.at(-1);
    for (const other of all) {
      const tabIndex = other === one ? 0 : -1;
      other.tabIndex = tabIndex;
      const tools = other.querySelectorAll<HTMLElement>(".tools button");
      for (const tool of tools) tool.tabIndex = message ? tabIndex : -1;
    }
  }
}

/** Ids grow with time, as numbers. */
function byId(a: MessageView, b: MessageView): number {
  return a.id.length - b.id.length || (a.id < b.id ? -1 : 1);
}

function visible({ store, place, person }: Scene): MessageView[] {
  return store
    .all("message")
    .filter(({ placeId, onlyFor = person.id }) => placeId === place.id && onlyFor === person.id)
    .sort(byId);
}

function startsGroup(view: MessageView, before: MessageView | undefined): boolean {
  if (before?.authorId !== view.authorId || view.reply || view.command) return true;
  return view.at - before.at > TOGETHER_MS || before.onlyFor !== view.onlyFor;
}

/** Puts children in this order, moving only those that are not in their place. */
function arrange(parent: HTMLElement, children: readonly HTMLElement[]): void {
  const wanted = new Set<Element>(children);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  children.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
}
