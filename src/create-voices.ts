import { createModel } from "./chat/models/model.ts";
import { chainOn } from "./chat/voice/connect.ts";
import { Voices, type ModelChoice } from "./chat/voice/voices.ts";
import type { Config } from "./config.ts";
import { textsOf } from "./i18n/index.ts";
import type { Logger } from "./log.ts";

/** All voices that are configured. The default model is connected before anybody asks, the others when they are needed. */
export async function createVoices({ models, voices, app }: Config, log: Logger): Promise<Voices> {
  const { offline, speakers, systemPrompt } = textsOf(app.locale);
  const choices = models.map(({ server, ...model }): ModelChoice => {
    const create = () => createModel({ ...server, offlinePhrases: offline });
    return { ...model, connect: () => chainOn(create) };
  });
  const [standard] = models;
  const first = await createModel({ ...standard.server, offlinePhrases: offline });
  return new Voices({
    models: [{ ...standard, connect: () => chainOn(() => Promise.resolve(first)) }, ...choices.slice(1)],
    personas: voices.personas,
    base: app.systemPrompt ?? systemPrompt,
    speakers,
    log,
  });
}
