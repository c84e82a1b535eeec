/** As much of an element as is looked at here, where nothing else knows of browsers. */
export interface Looked {
  readonly parentElement: Looked | null;
  readonly outerHTML: string;
  readonly ownerDocument: {
    readonly defaultView: {
      readonly innerWidth: number;
      getComputedStyle(element: Looked): { readonly backgroundColor: string; readonly color: string };
    };
    createElement(name: "canvas"): { getContext(kind: "2d", options: object): Canvas };
  };
  querySelector(selector: string): Looked | null;
  querySelectorAll(selector: string): Iterable<Looked>;
  closest(selector: string): Looked | null;
  matches(selector: string): boolean;
  checkVisibility(): boolean;
  getBoundingClientRect(): { readonly right: number };
}

interface Canvas {
  fillStyle: string;
  fillRect(x: number, y: number, width: number, height: number): void;
  clearRect(x: number, y: number, width: number, height: number): void;
  getImageData(x: number, y: number, width: number, height: number): { readonly data: Iterable<number> };
}

/** Runs in the page: what stands out of the window at its right, except for what scrolls by itself. */
export function overflowing(body: Looked): string[] {
  const { innerWidth } = body.ownerDocument.defaultView;
  return [...body.querySelectorAll("*")]
    .filter((element) => element.checkVisibility() && element.closest("pre") === null)
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
    .map((element) => element.outerHTML.slice(0, 120));
}

/** Runs in the page: the colour behind everything. */
export function backgroundOf(element: Looked): string {
  return element.ownerDocument.defaultView.getComputedStyle(element).backgroundColor;
}

/**
 * Runs in the page: the contrast of text with what lies behind it, as WCAG counts it, for the first element of each
 * selector; 0 where there is none.
 */
export function contrastsOf(body: Looked, selectors: readonly string[]): Record<string, number> {
  const { defaultView: view } = body.ownerDocument;
  const canvas = body.ownerDocument.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const over = (colors: readonly string[]): number[] => {
    canvas.clearRect(0, 0, 1, 1);
    for (const color of colors) {
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (color: readonly number[]): number => {
    const [red = 0, green = 0, blue = 0] = color
      .map((value) => value / 255)
      .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrastOf = (selector: string): number => {
    const element = body.querySelector(selector);
    if (!element) return 0;
    const behind: string[] = [];
    for (let at: Looked | null = element; at; at = at.parentElement)
      behind.unshift(view.getComputedStyle(at).backgroundColor);
    const [light = 0, dark = 0] = [over(behind), over([...behind, view.getComputedStyle(element).color])]
      .map(luminance)
      .sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  return Object.fromEntries(selectors.map((selector) => [selector, contrastOf(selector)]));
}
