import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { Chance } from "../bench/soak/chance.ts";
import { startFakes } from "./support/fakes.ts";
import { temporaryFolder } from "./support/folder.ts";
import { runHippo } from "./support/process.ts";

/** More of them by `KILLS=200 npx vitest run test/killing.process.test.ts`, the same ones again with `SEED=`. */
const KILLS = Number(process.env.KILLS ?? 4);
const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);

test(
  "after kill -9 at any moment each question is answered once, and what is remembered is what stands there",
  async () => {
    const { discord, openai, environment: connected } = await startFakes();
    const environment = { ...connected, DATA_DIR: await temporaryFolder() };
    const [channel, dana] = [discord.channel(), discord.user("dana")];
    openai.answer({ chunks: ["This ", "is ", "an ", "answer."], everyMs: 60 });
    const isAnswered = () => {
      const answers = discord.shownBy(channel).filter(({ content }) => content === "This is an answer.");
      return answers.length === discord.shownBy(channel).length;
    };
    const chance = new Chance(SEED);
    console.info(`KILLS=${KILLS} SEED=${SEED}`);
    let hippo = runHippo(environment);
    await discord.until(() => discord.connected, { timeoutMs: 15_000 });
    await discord.until(() => discord.commandPuts > 0, { timeoutMs: 15_000 });
    const first = discord.mention(channel, dana, "question 0");
    await discord.until(
      () => discord.shownBy(channel).some(({ reference }) => reference === first) && isAnswered(),
    );
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const question = discord.mention(channel, dana, `question ${kill}`);
      const afterMs = chance.below(600);
      await sleep(afterMs);
      hippo.child.kill("SIGKILL");
      await hippo.ended;
      hippo = runHippo(environment);
      const isThere = () => discord.shownBy(channel).some(({ reference }) => reference === question);
      await discord.until(() => isThere() && isAnswered(), {
        what: `the answer to question ${kill}, killed after ${afterMs} ms (SEED=${SEED})`,
        timeoutMs: 15_000,
      });
      expect(discord.shownBy(channel).filter(({ reference }) => reference === question)).toHaveLength(1);
    }
    const last = discord.mention(channel, dana, `question ${KILLS + 1}`);
    await discord.until(
      () => discord.shownBy(channel).some(({ reference }) => reference === last) && isAnswered(),
      {
        timeoutMs: 15_000,
      },
    );
    const used = discord.slash(channel, dana, "history", { export: "json" });
    const [file] = (await used.reply()).attachments;
    const { turns } = JSON.parse(file!.text) as { turns: { question: string }[] };
    expect(turns.map(({ question }) => question)).toEqual(
      Array.from({ length: KILLS + 2 }, (_, index) => `question ${index}`),
    );
    hippo.child.kill("SIGTERM");
    await hippo.ended;
  },
  60_000 + KILLS * 20_000,
);
