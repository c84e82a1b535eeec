/** What would tie the bot to a real place: a real Discord, its people's ids, its memory, a port. */
const REAL =
  /^(DISCORD_|ALLOWED_|BLOCKED_|OPERATORS$|DMS$|DATA_DIR$|REDIS_URL$|HTTP_|OPENAI_BASE_URL$|OPENAI_API_KEY$)/;

/** The environment without what would tie the bot to a real place. */
export function withoutPlaces(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !REAL.test(name)));
}

/** The model that the environment asks for, if it asks for one. */
export function upstreamOf(environment: NodeJS.ProcessEnv): Upstream | undefined {
  const { OPENAI_API_KEY: key, OPENAI_BASE_URL: address } = environment;
  if (!key && !address) return undefined;
  return { baseUrl: (address ?? "https://api.openai.com/v1").replace(/\/+$/, ""), key };
}

/** A server that speaks OpenAI's API. */
export interface Upstream {
  readonly baseUrl: string;
  readonly key: string | undefined;
}
