import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

/** Forbids imports by patterns of .gitignore's kind. Of several for one file, the last holds. */
const mayNotImport = (files, patterns) => ({
  files,
  rules: {
    "no-restricted-imports": [
      "error",
      { patterns: [{ group: patterns, message: "See docs/how-it-works.md: who may import whom." }] },
    ],
  },
});

/** A room is a folder or a file. */
const filesOf = (folder, room) => [`${folder}/${room}.ts`, `${folder}/${room}/**`];
const importsOf = (room) => [`**/${room}.ts`, `**/${room}/**`];

/**
 * Lets each room of a folder import the levels below it: none above, and of its own level only what is in the same
 * inner list.
 * @param outside what nothing in the folder may import
 * @param levels from the top; "*" stands for the files that no other level names
 */
const rooms = (folder, outside, levels) => {
  const rules = levels.flatMap((level, depth) =>
    level.map((one) => {
      const forbidden = [...levels.slice(0, depth), level.filter((other) => other !== one)].flat(2);
      const files = [one].flat().flatMap((room) => filesOf(folder, room));
      return mayNotImport(files, [...outside, ...forbidden.flatMap(importsOf)]);
    }),
  );
  return [mayNotImport([`${folder}/**`], outside), ...rules.reverse()];
};

const wiring = ["**/main.ts", "**/app.ts", "**/config.ts"];
const platforms = ["discord.js", "**/discord/**", "**/terminal/**", "**/commands/**", "**/platform.ts"];

/** What no tsconfig.json beside it includes. */
const loose = ["eslint.config.js", "vitest.config.ts", "scripts/*.js"];

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
    files: ["src/**", "commands/**"],
    // A language is one table in one file.
    ignores: ["src/i18n/??.ts", "src/i18n/??-??.ts"],
    rules: { "max-lines": ["error", 200] },
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
  mayNotImport(["src/**", "commands/**", "test/**", "bench/**"], ["**/main.ts"]),
  mayNotImport(
    ["src/i18n/**", "src/config.ts", "src/config/**", "src/log.ts", "src/platform.ts"],
    [...wiring, ...platforms, "**/chat/**"],
  ),
  rooms(
    "src/chat",
    [...wiring, ...platforms],
    [
      ["create"],
      [["conversations", "loading"]],
      [["conversation", "conversation-settings"]],
      ["forgetting", "message-changes", ["keeping", "handover"]],
      ["parts"],
      ["reports"],
      ["voice"],
      ["answering"],
      ["usage"],
      ["asking"],
      [["memory", "recall", "store"]],
      ["tokens", "models", "talk"],
      ["*"],
    ],
  ),
  rooms(
    "src/discord",
    [...wiring, "**/terminal/**", "**/commands/**"],
    [
      ["bot"],
      ["catching-up"],
      ["interactions"],
      ["messages"],
      ["replies"],
      ["outlets"],
      ["pacing", "splitting"],
      ["*"],
    ],
  ),
  mayNotImport(["src/terminal/**"], [...wiring, "discord.js", "**/discord/**", "**/commands/**"]),
  mayNotImport(["commands/**"], [...wiring, "**/terminal/**"]),
  rooms(
    "play",
    ["vitest", "**/support/**", "**/bench/**"],
    [["main"], ["pictures"], ["server"], ["views"], ["playground"], ["stage"], ["model"], ["*"]],
  ),
  // The page is what a browser runs: all that it shares with the server is what goes between them.
  rooms(
    "play/page",
    ["**/server/**", "**/views/**", "**/playground.ts", "**/stage/**", "**/model/**"],
    [["main"], ["frame"], ["chat"], ["composer", "panel"], ["markdown"], ["*"], ["elements"]],
  ),
  {
    // The fakes are servers of their own; only their tests know what runs them.
    ...mayNotImport(["test/fakes/**"], ["**/src/**", "**/commands/**", "**/support/**", "vitest"]),
    ignores: ["test/fakes/tests/**"],
  },
  { files: loose, extends: [tseslint.configs.disableTypeChecked] },
);
