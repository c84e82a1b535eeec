import type { Readable, Writable } from "node:stream";
import * as clack from "@clack/prompts";
import type { Finding } from "../doctor/finding.ts";

/** The one who is asked left before all was answered. */
export class SetupCancelledError extends Error {
  override readonly name = "SetupCancelledError";
}

/** Asks in a terminal, and says what was found. */
export class Prompts {
  readonly #common: CommonOptions;

  /** @param common where to ask, if not on the process's own terminal */
  constructor(common: CommonOptions = {}) {
    this.#common = common;
  }

  begin(title: string): void {
    clack.intro(title, this.#common);
  }

  end(text: string): void {
    clack.outro(text, this.#common);
  }

  explain(text: string): void {
    clack.log.message(text, this.#common);
  }

  /** Asks for a line of text; an empty one stands for `fallback`. */
  async text(message: string, fallback?: string): Promise<string> {
    const answer = await clack.text({
      ...this.#common,
      message,
      ...(fallback === undefined ? {} : { placeholder: fallback, defaultValue: fallback }),
      validate: (value) => (fallback === undefined && !value?.trim() ? "This cannot be empty." : undefined),
    });
    return given(answer).trim();
  }

  /**
   * Asks for what nobody looking on may read.
   * @param kept whether an empty answer keeps what there is, or does without
   */
  async secret(message: string, kept: boolean): Promise<string | undefined> {
    const validate = (value: string | undefined) =>
      kept || value?.trim() ? undefined : "This cannot be empty.";
    return trimmed(given(await clack.password({ ...this.#common, message, validate })));
  }

  async choose<Value extends string>(
    message: string,
    options: readonly { readonly value: Value; readonly label: string; readonly hint?: string }[],
    initialValue?: Value,
  ): Promise<Value> {
    const choice = { ...this.#common, message, options: [...options] as clack.Option<Value>[] };
    return given(
      await clack.select<Value>(initialValue === undefined ? choice : { ...choice, initialValue }),
    );
  }

  /** Shows that something is being looked at, and what was found. */
  async look(at: string, finding: Promise<Finding>): Promise<Finding> {
    const spinner = clack.spinner(this.#common);
    spinner.start(at);
    const found = await finding;
    if (found.level === "bad") spinner.error(found.text);
    else spinner.stop(found.text);
    return found;
  }
}

function given<Value>(answer: Value | typeof clack.CANCEL_SYMBOL): Value {
  if (clack.isCancel(answer)) throw new SetupCancelledError("nothing was written");
  return answer;
}

/** Nothing typed is nothing, in either of the ways in which that is told. */
function trimmed(text: string | undefined): string | undefined {
  const rest = text?.trim();
  return rest === "" ? undefined : rest;
}

/** The streams of a terminal. */
interface CommonOptions {
  readonly input?: Readable;
  readonly output?: Writable;
}
