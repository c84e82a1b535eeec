import { readFileSync } from "node:fs";
import { z } from "zod";
import { NAME_MAX, type Variable } from "./variable.ts";

/** What of a request to a model Hippo sets itself. */
const ownOptions = ["model", "messages", "stream", "stream_options", "n"];

const Name = z.string().trim().min(1).max(NAME_MAX);

/** What a request to a model says beside what Hippo says in it: any JSON object, less what Hippo relies on. */
const RequestOptions = z
  .record(z.string(), z.json(), "must be a JSON object")
  .refine((options) => ownOptions.every((name) => !(name in options)), {
    error: `must leave out ${ownOptions.slice(0, -1).join(", ")} and ${ownOptions.at(-1)}, which Hippo sets itself`,
  });

const ModelEntry = z.strictObject({
  name: Name,
  label: Name.optional(),
  model: z.string().min(1).optional(),
  baseUrl: z
    .url({ protocol: /^https?$/, error: "must be an http or https address" })
    .transform((address) => address.replace(/\/+$/, ""))
    .optional(),
  keyVariable: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, "must be the name of a variable, in capitals")
    .optional(),
  contextTokens: z.int().min(1_000).optional(),
  images: z.boolean().default(true),
  options: RequestOptions.optional(),
});

const PersonaEntry = z
  .strictObject({ name: Name, label: Name.optional(), text: z.string().trim().min(1) })
  .transform(({ label, ...persona }) => ({ ...persona, label: label ?? persona.name }));

/** Options of requests to a model, as a JSON object. */
export function requestOptions(name: string): Variable<z.infer<typeof RequestOptions> | undefined> {
  const check = z
    .string()
    .transform((text, context) => parsed(text) ?? complain(context, "must be a JSON object"))
    .pipe(RequestOptions)
    .optional();
  return { name, check, fallback: undefined, example: '{"temperature": 0.2}' };
}

/** A file with the models that may be picked. */
export function modelsFile(name: string): Variable<readonly ModelEntry[]> {
  const example = '[{"name": "llama3.3", "label": "Llama", "baseUrl": "http://localhost:11434/v1"}]';
  return jsonFile(name, ModelEntry, `models.json, a file that holds ${example}`);
}

/** A file with the personas that may be picked. */
export function personasFile(name: string): Variable<readonly PersonaEntry[]> {
  const example = '[{"name": "pirate", "label": "Pirate", "text": "Answer as a pirate would."}]';
  return jsonFile(name, PersonaEntry, `personas.json, a file that holds ${example}`);
}

/** The path of a JSON file with a list of things that have names. */
function jsonFile<Entry extends { readonly name: string }>(
  name: string,
  entry: z.ZodType<Entry>,
  example: string,
): Variable<readonly Entry[]> {
  const check = z
    .string()
    .optional()
    .transform((path, context) => {
      if (path === undefined) return [];
      const text = contentOf(path);
      if (text === undefined) return complain(context, `names ${path}, which cannot be read`);
      const { data, error } = z.array(entry).safeParse(parsed(text));
      const [issue] = error?.issues ?? [];
      if (issue)
        return complain(context, `names ${path}, where ${placeOf(issue.path)} is wrong: ${issue.message}`);
      const twice =
        data?.findIndex((one, at) => data.slice(0, at).some((other) => other.name === one.name)) ?? -1;
      if (twice >= 0) return complain(context, `names ${path}, where [${twice}].name is that of another one`);
      return data ?? [];
    });
  return { name, check, fallback: undefined, example };
}

function complain(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: "custom", message });
  return z.NEVER;
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where in a file something is, as JavaScript would write it. */
function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "its JSON";
  return path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
}

/** A model as a file describes it. */
export type ModelEntry = z.infer<typeof ModelEntry>;

/** A persona as a file describes it. */
export type PersonaEntry = z.infer<typeof PersonaEntry>;
