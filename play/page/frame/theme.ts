import { iconButton } from "../elements/dom.ts";

const KEY = "theme";

/** A button that switches between light and dark, at first as the machine has it. */
export function themeButton(): HTMLElement {
  const { dataset } = document.documentElement;
  const kept = localStorage.getItem(KEY);
  if (kept === "light" || kept === "dark") dataset.theme = kept;
  return iconButton("sun", "Light or dark", () => {
    const isDark = dataset.theme
      ? dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    dataset.theme = isDark ? "light" : "dark";
    localStorage.setItem(KEY, dataset.theme);
  });
}
