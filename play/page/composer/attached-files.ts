import { h, icon, iconButton } from "../elements/dom.ts";
import { encoded, type EncodedFile } from "./encoded.ts";

/** The files that go with what is written next. */
export class AttachedFiles {
  readonly element = h("div", { class: "attached", hidden: true });
  readonly button: HTMLElement;
  #files: File[] = [];

  constructor() {
    const field = h("input", {
      type: "file",
      multiple: true,
      hidden: true,
      "aria-hidden": "true",
      tabindex: "-1",
    });
    field.addEventListener("change", () => {
      this.#add(field.files);
      field.value = "";
    });
    const button = iconButton("plus", "Attach files", () => {
      field.click();
    });
    this.button = h("span", { class: "attach" }, button, field);
  }

  /** Takes the files that are pasted into an element, or dropped on it. */
  takePasted(element: HTMLElement): void {
    element.addEventListener("paste", ({ clipboardData }) => {
      this.#add(clipboardData?.files);
    });
    element.addEventListener("dragover", (event) => {
      event.preventDefault();
    });
    element.addEventListener("drop", (event) => {
      event.preventDefault();
      this.#add(event.dataTransfer?.files);
    });
  }

  /** What is attached, which then is not any more. */
  async take(): Promise<EncodedFile[]> {
    const files = this.#files;
    this.#files = [];
    this.#draw();
    return Promise.all(files.map(encoded));
  }

  #add(files: FileList | null | undefined): void {
    this.#files = [...this.#files, ...(files ?? [])];
    this.#draw();
  }

  #draw(): void {
    this.element.hidden = this.#files.length === 0;
    this.element.replaceChildren(
      ...this.#files.map((file) => {
        const remove = (): void => {
          this.#files = this.#files.filter((other) => other !== file);
          this.#draw();
        };
        return h(
          "span",
          { class: "file" },
          icon("file"),
          file.name,
          iconButton("close", `Remove ${file.name}`, remove),
        );
      }),
    );
  }
}
