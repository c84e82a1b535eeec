import { parse } from "dotenv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withValues } from "../../src/setup/env-file.ts";

describe("the environment file", () => {
  test("a value takes the place of its line, also of one that is commented out, or comes at the end", () => {
    const text = "# The first.\n#ONE=1\nTWO=2\n\n# ONE=no line of it\n";
    expect(withValues(text, { ONE: "a", TWO: "b", THREE: "c" })).toBe(
      "# The first.\nONE=a\nTWO=b\n\n# ONE=no line of it\nTHREE=c\n",
    );
  });

  test("a value that is left at its default is commented out, or does not come in at all", () => {
    expect(withValues("ONE=1\n", { ONE: undefined, TWO: undefined })).toBe("#ONE=1\n");
  });

  test("dotenv reads back every line of text that was written", () => {
    const name = fc.constantFrom("ONE", "TWO", "ON", "ONE_TWO");
    const value = fc
      .oneof(fc.string({ maxLength: 20 }), fc.stringMatching(/^[\w $#=:/@'\\-]{1,20}$/))
      .map((text) => text.trim())
      // No quotation can hold all three quotes, or end in a backslash.
      .filter((text) => !/[\r\n]|\\$/.test(text) && new Set(text.match(/['"`]/g)).size < 3);
    const values = fc.dictionary(name, value, { maxKeys: 4 });
    fc.assert(
      fc.property(values, values, (first, second) => {
        const text = withValues(withValues("# comment\n#ONE=1\n", first), second);
        expect(parse(text)).toEqual({ ...first, ...second });
      }),
      { numRuns: 1_000 },
    );
  });
});
