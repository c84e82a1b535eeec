import type { Json } from "../world/entities.ts";

/** An error answer of the REST API. */
export class DiscordError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: Json | undefined;

  constructor(status: number, code: number, message: string, errors?: Json) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  /** The body that Discord sends. */
  get body(): Json {
    const { message, code, errors } = this;
    return { message, code, ...(errors && { errors }) };
  }
}

/** 50035: a field of the request is not as it must be. */
export function invalidForm(field: string, code: string, message: string): DiscordError {
  const errors = field
    .split(".")
    .reduceRight<Json>((inner, name) => ({ [name]: inner }), { _errors: [{ code, message }] });
  return new DiscordError(400, 50035, "Invalid Form Body", errors);
}
