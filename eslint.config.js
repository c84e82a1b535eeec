import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

/** Forbids imports that would turn the one-way flow (commands -> discord -> chat) around. */
const mayNotImport = (files, ...patterns) => ({
  files,
  rules: {
    "no-restricted-imports": [
      "error",
      { patterns: [{ group: patterns, message: "See docs/how-it-works.md: who may import whom." }] },
    ],
  },
});

/** What no tsconfig.json beside it includes. */
const loose = ["eslint.config.js", "vitest.config.ts", "scripts/*.js"];

const platforms = ["**/discord/**", "**/terminal/**", "**/commands/**"];
const main = "**/main.ts";

export default tseslint.config(
  { ignores: ["dist", "coverage"] },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: loose } },
    },
  },
  {
    rules: {
      // Numbers are the commonest thing to put in a sentence, and print as they read.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      eqeqeq: "error",
      "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // A `describe` is one function around many tests; a fake's routes stand side by side in one.
    files: ["test/**", "bench/**"],
    rules: {
      "max-lines-per-function": "off",
      // What a test takes for granted and does not find makes it fail, which is what a test is for.
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  mayNotImport(["src/chat/**"], "discord.js", ...platforms, main),
  mayNotImport(["src/i18n/**"], "discord.js", "**/chat/**", ...platforms, main),
  mayNotImport(["src/terminal/**"], "discord.js", "**/discord/**", "**/commands/**", main),
  mayNotImport(["src/discord/**"], "**/terminal/**", "**/commands/**", main),
  mayNotImport(["commands/**"], "**/terminal/**", main),
  {
    // The fakes are servers of their own; only their tests know what runs them.
    ...mayNotImport(["test/fakes/**"], "**/src/**", "**/commands/**", "**/support/**", "vitest"),
    ignores: ["test/fakes/tests/**"],
  },
  { files: loose, extends: [tseslint.configs.disableTypeChecked] },
);
