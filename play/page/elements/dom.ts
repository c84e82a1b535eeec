/** What an element can hold; what is undefined or false is left out. */
export type Child = Node | string | false | undefined;

type Handler = (event: Event) => unknown;

/** Attributes by name; what begins with "on" is a listener. */
export type Props = Readonly<Record<string, string | number | boolean | undefined | Handler>>;

/** Makes an element. Text is never read as HTML. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...held(children));
  return element;
}

/** The children that are there. */
function held(children: readonly Child[]): (Node | string)[] {
  return children.filter((child) => child !== undefined && child !== false);
}

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  hash: "M9 3 7.500 21M16.500 3 15 21M4 8.500h17M3 15.500h17",
  thread: "M4 5h16v11H11l-4 4v-4H4zM8 9h8M8 12.500h5",
  at: "M16 12a4 4 0 1 1-4-4 4 4 0 0 1 4 4zm0-4v5.500a2.500 2.500 0 0 0 5 0V12a9 9 0 1 0-4 7.500",
  reply: "M9 5 3 11l6 6M3 11h10a8 8 0 0 1 8 8",
  edit: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13",
  apps: "M5 5h5v5H5zM14 5h5v5h-5zM5 14h5v5H5zM14 14h5v5h-5z",
  plus: "M12 5v14M5 12h14",
  send: "M4 12 21 4l-6 17-4-7zM11 14l10-10",
  close: "M6 6l12 12M18 6 6 18",
  menu: "M4 7h16M4 12h16M4 17h16",
  panel: "M4 5h16v14H4zM14 5v14",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2",
  eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zm10-3a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  chevron: "M6 9l6 6 6-6",
  check: "M5 12l5 5 9-10",
} as const;

/** A line drawing of something. */
export function icon(name: keyof typeof PATHS): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A button that shows an icon, and says what it does. */
export function iconButton(
  name: keyof typeof PATHS,
  label: string,
  onclick: Handler,
  props: Props = {},
): HTMLButtonElement {
  const common = { type: "button", class: "icon-button", "aria-label": label, title: label, onclick };
  return h("button", { ...common, ...props }, icon(name));
}
