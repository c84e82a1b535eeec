import type { Scene } from "../scene.ts";

/** A text as one types it: people and the bot by their names. */
export function typedOf(written: string, scene: Scene): string {
  return written
    .replace(/<@!?(\d+)>/g, (all, id: string) => (scene.someone(id) ? `@${scene.someone(id)?.name}` : all))
    .replace(/<@&(\d+)>/g, (all, id: string) =>
      id === scene.stage.botRoleId ? `@${scene.stage.bot.name}` : all,
    );
}

/** A typed text as it is sent: names after an @ become mentions. */
export function writtenOf(typed: string, { stage }: Scene): string {
  const all = [stage.bot, ...stage.people];
  const names = all.map(({ name }) => name).sort((a, b) => b.length - a.length);
  return typed.replace(new RegExp(`(?<![\\w<])@(${names.join("|")})(?!\\w)`, "gi"), (_, said: string) => {
    const { id } = all.find(({ name }) => name.toLowerCase() === said.toLowerCase()) ?? stage.bot;
    return `<@${id}>`;
  });
}
