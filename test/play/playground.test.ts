import { describe, expect, test } from "vitest";
import { FakeOpenAI } from "../fakes/openai/fake-openai.ts";
import { PageClient, PATIENCE_MS, startPlayground } from "../support/playground.ts";

/** A playground seen by one who speaks as Dana in its first channel. */
async function atPlay(environment: NodeJS.ProcessEnv = {}) {
  const { url, playground } = await startPlayground(environment);
  const page = await PageClient.open(url);
  const { bot, people, places } = page.get("stage");
  const [dana] = people;
  const [general] = places;
  const where = { person: dana!.id, place: general!.id };
  const ask = (text: string) => page.act("say", { ...where, text: `<@${bot.id}> ${text}` });
  const answers = () => page.answers(general!.id);
  const settled = (text: string) =>
    page.until(() =>
      answers().find(({ content, components }) => content.includes(text) && components.length === 0),
    );
  return { page, playground, people, where, ask, answers, settled };
}

describe("a playground", { timeout: PATIENCE_MS }, () => {
  test("lets people talk to the real bot, and tells the page of the answer as it grows", async () => {
    const { page, ask, answers, settled } = await atPlay();
    await ask("Show me some code, please");
    const begun = await page.until(() => answers()[0]?.components.length && answers()[0]);
    expect(begun.content).not.toContain("`Object.groupBy`");
    await settled("`Object.groupBy`");
    await ask("My boat is called Newt.");
    await settled("Noted.");
    await ask("What is my boat called?");
    await settled("My boat is called Newt.");
  });

  test("shows what the bot was told and sent, the prompt, and what it remembers", async () => {
    const { page, ask, settled, where } = await atPlay();
    await ask("My boat is called Newt.");
    await settled("Noted.");
    expect(page.all("line").map(({ what }) => what)).toEqual(
      expect.arrayContaining(["READY", "MESSAGE_CREATE", `POST /channels/${where.place}/messages`]),
    );
    const [prompt] = page.all("prompt");
    expect(prompt).toMatchObject({ model: "offline", state: "done", status: 200 });
    expect(prompt!.messages.at(-1)?.text).toContain("My boat is called Newt.");
    const memory = await page.until(() => page.all("memory")[0]);
    expect(memory.turns).toMatchObject([{ question: "My boat is called Newt.", isSent: true }]);
  });

  test("shows an ephemeral reply to the one who asked for it, until it is dismissed", async () => {
    const { page, where } = await atPlay();
    const { result } = await page.act("slash", { ...where, command: "history" });
    const reply = await page.until(() => page.all("message").find(({ onlyFor }) => onlyFor));
    expect(reply).toMatchObject({ onlyFor: where.person, content: "I remember nothing here." });
    expect(reply.command).toEqual({ personId: where.person, name: "/history" });
    expect(page.all("use")).toMatchObject([{ id: result.use, state: "answered" }]);
    await page.act("dismiss", { message: reply.id });
    await page.until(() => page.all("message").length === 0);
  });

  test("lets buttons be pressed: what was forgotten comes back", async () => {
    const { page, ask, settled, where } = await atPlay();
    await ask("My boat is called Newt.");
    await settled("Noted.");
    await page.act("slash", { ...where, command: "forget", options: {} });
    const forgot = await page.until(() =>
      page.all("message").find(({ content }) => content === "I forgot 1 turn."),
    );
    await page.until(() => page.all("memory").length === 0);
    const button = forgot.components[0]?.components?.[0]?.custom_id;
    await page.act("press", { person: where.person, message: forgot.id, button });
    await settled("I remember that turn again.");
    expect(page.all("memory")).toHaveLength(1);
  });

  test("makes the model silent, and lets it speak again", async () => {
    const { page, ask, answers, settled } = await atPlay();
    await page.act("fault", { name: "silentModel", isOn: true });
    await ask("My boat is called Newt.");
    await page.until(() => page.all("prompt")[0]?.state === "waiting");
    expect(answers()).toEqual([]);
    await page.act("fault", { name: "silentModel", isOn: false });
    await settled("Noted.");
  });

  test("drops the gateway, and what is said meanwhile is answered after it", async () => {
    const { page, ask, settled } = await atPlay();
    await page.act("fault", { name: "deaf", isOn: true });
    await page.until(() => !page.get("bot").isOnline);
    await ask("My boat is called Newt.");
    await page.act("fault", { name: "deaf", isOn: false });
    await settled("Noted.");
    expect(page.get("bot").isOnline).toBe(true);
  });

  test("lets Discord answer 503, which the page shows", async () => {
    const { page, ask, settled } = await atPlay();
    await page.act("fault", { name: "outage", isOn: true });
    await ask("My boat is called Newt.");
    await page.until(() => page.all("line").some(({ status }) => status === 503));
    await page.act("fault", { name: "outage", isOn: false });
    await settled("Noted.");
  });

  test("restarts the bot, which answers again", async () => {
    const { page, ask, settled } = await atPlay();
    await page.act("restart", {});
    await page.until(() => page.get("bot").isOnline);
    await ask("My boat is called Newt.");
    await settled("Noted.");
  });

  test("asks the configured model with its key, and takes nothing real along", async () => {
    const openai = await FakeOpenAI.start();
    openai.requireKey("sk-playing");
    openai.answer("I am the real one.");
    const { page, ask, settled } = await atPlay({
      OPENAI_BASE_URL: openai.baseUrl,
      OPENAI_API_KEY: "sk-playing",
      OPENAI_MODEL: "real-one",
      DISCORD_TOKEN: "a.real.token",
      ALLOWED_GUILDS: "123456789012345678",
      REDIS_URL: "redis://127.0.0.1:1",
    });
    await ask("Who are you?");
    await settled("I am the real one.");
    expect(page.get("stage")).toMatchObject({ model: "real-one", isStandIn: false });
    expect(openai.requests[0]?.body.model).toBe("real-one");
    await openai.close();
  });
});
