import { onTestFinished } from "vitest";
import { FakeDiscord, type FakeUser } from "../fakes/discord/fake-discord.ts";
import { FakeOpenAI } from "../fakes/openai/fake-openai.ts";
import { startIn } from "./hippo.ts";

/** Hippo with rules that name people, who are there before it: Dana, Eli, and Kim, who reads Korean. */
export async function startLimited(environmentFor: (people: People) => Record<string, string>) {
  const [discord, openai] = await Promise.all([FakeDiscord.start(), FakeOpenAI.start()]);
  onTestFinished(async () => {
    await Promise.all([discord.close(), openai.close()]);
  });
  const people: People = {
    dana: discord.user("dana"),
    eli: discord.user("eli"),
    kim: discord.user("kim", { locale: "ko" }),
  };
  const channel = discord.channel();
  const hippo = await startIn({ discord, openai }, environmentFor(people));
  await discord.until(() => discord.commandPuts > 0, { what: "the bot to be ready" });
  const texts = (at = channel) => discord.shownBy(at).map(({ content }) => content);
  const shows = async (...wanted: readonly string[]) => {
    await discord.until(() => texts().join("\n") === wanted.join("\n"), { what: wanted.join(", ") });
  };
  return { ...hippo, ...people, channel, texts, shows };
}

type People = Readonly<Record<"dana" | "eli" | "kim", FakeUser>>;
