import type { EmbedView, FileView } from "../../protocol/messages.ts";
import { h, icon } from "../elements/dom.ts";
import { markdown } from "../markdown/blocks.ts";
import { inline, type Names } from "../markdown/inline.ts";

/** A file that a message carries: an image as it is, any other one to be saved. */
export function fileElement({ id, name, size, isImage }: FileView): HTMLElement {
  const href = `/files/${id}/${encodeURIComponent(name)}`;
  if (isImage) return h("img", { class: "picture", src: href, alt: name, loading: "lazy" });
  return h(
    "a",
    { class: "file", href, download: name },
    icon("file"),
    h("span", { class: "file-name" }, name),
    h("small", {}, weight(size)),
  );
}

function weight(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** An embed, with its colour at its side. */
export function embedElement(embed: EmbedView, names: Names): HTMLElement {
  const { title, description, url, author, footer, fields = [], color } = embed;
  const heading = title !== undefined && h("h4", {}, ...titleOf(title, url, names));
  const element = h(
    "div",
    { class: "embed" },
    author && h("small", {}, author.name),
    heading,
    description !== undefined && h("div", {}, ...markdown(description, names)),
    ...fields.map(({ name, value }) =>
      h("div", {}, h("b", {}, name), h("div", {}, ...markdown(value, names))),
    ),
    footer && h("small", {}, footer.text),
  );
  if (color !== undefined) element.style.borderColor = `#${color.toString(16).padStart(6, "0")}`;
  return element;
}

function titleOf(title: string, url: string | undefined, names: Names): (Node | string)[] {
  const text = inline(title, names);
  return url !== undefined && /^https?:/.test(url)
    ? [h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...text)]
    : text;
}
