import type {
  FakeChannel,
  FakeDiscord,
  FakeMessage,
  FakeUser,
} from "../../test/fakes/discord/fake-discord.ts";
import { errors } from "../../test/fakes/discord/rest/errors.ts";
import type { Chance } from "./chance.ts";

/** A question, and what its asker did with it. */
export interface AskedQuestion {
  readonly message: FakeMessage;
  readonly channel: FakeChannel;
  readonly mark: string;
  isDeleted: boolean;
}

/** People who ask, correct, delete, forget and bring back, on a Discord that has bad days. */
export class Town {
  readonly asked: AskedQuestion[] = [];
  readonly #discord: FakeDiscord;
  readonly #chance: Chance;
  readonly #channels: readonly FakeChannel[];
  readonly #people: readonly FakeUser[];
  readonly counts: Record<string, number> = {};

  constructor(discord: FakeDiscord, chance: Chance) {
    this.#discord = discord;
    this.#chance = chance;
    this.#channels = Array.from({ length: 6 }, () => discord.channel());
    this.#people = ["ann", "ben", "cleo", "dana"].map((name) => discord.user(name));
  }

  /** One random act. */
  act(): void {
    const name = this.#chance.weighed<keyof typeof acts>([
      [60, "ask"],
      [6, "correct"],
      [6, "delete"],
      [3, "forget"],
      [2, "undo"],
      [4, "stop"],
      [4, "refuse"],
      [2, "cut"],
    ]);
    const acts = {
      ask: () => {
        this.#ask();
      },
      correct: this.#correct,
      delete: this.#delete,
      forget: () => {
        this.#use("forget");
      },
      undo: () => {
        this.#press("Undo");
      },
      stop: () => {
        this.#press("Stop");
      },
      refuse: this.#refuse,
      cut: this.#cut,
    };
    this.counts[name] = (this.counts[name] ?? 0) + 1;
    acts[name].call(this);
  }

  /** Nothing tells a bot of what was said in a channel before it was ever spoken to there. */
  askWhileAway(): void {
    const known = this.#channels.filter((channel) => this.#discord.shownBy(channel).length > 0);
    if (known.length > 0) this.#ask(known);
    this.counts["ask while away"] = (this.counts["ask while away"] ?? 0) + 1;
  }

  #ask(channels = this.#channels): void {
    const [channel, by] = [this.#chance.of(channels)!, this.#chance.of(this.#people)!];
    const mark = `q${this.asked.length}.`;
    const message = this.#discord.mention(channel, by, mark);
    this.asked.push({ message, channel, mark, isDeleted: false });
  }

  #correct(): void {
    const question = this.#chance.of(this.asked.slice(-5));
    if (question && !question.isDeleted)
      this.#discord.edit(question.message, `<@${this.#discord.bot.id}> ${question.mark} again`);
  }

  #delete(): void {
    const question = this.#chance.of(this.asked.slice(-5));
    if (!question || question.isDeleted) return;
    question.isDeleted = true;
    this.#discord.delete(question.message);
  }

  #use(command: string): void {
    const used = this.#discord.slash(
      this.#chance.of(this.#channels)!,
      this.#chance.of(this.#people)!,
      command,
    );
    used.reply().catch(() => undefined);
  }

  #press(label: string): void {
    const channel = this.#chance.of(this.#channels)!;
    const message = this.#discord
      .shownBy(channel)
      .findLast(({ buttons }) => buttons.some((button) => button.label === label && !button.disabled));
    if (!message) return;
    const asker = message.reference?.author ?? this.#chance.of(this.#people)!;
    this.#discord
      .click(message, asker, label)
      .reply()
      .catch(() => undefined);
  }

  #refuse(): void {
    const { faults } = this.#discord;
    this.#chance.weighed([
      [3, () => faults.refuse({ kind: "edit" }, { status: 503 }, { times: 3 })],
      [3, () => faults.refuse({ kind: "post" }, { status: 503 }, { times: 3 })],
      [
        2,
        () =>
          faults.refuse({ kind: "edit" }, { status: 429, retryAfterMs: 300, scope: "user" }, { times: 1 }),
      ],
      [2, () => faults.refuse({ kind: "post" }, errors.badGateway, { times: 1 })],
      [2, () => faults.drop({}, { times: 2, takesEffect: true })],
      [2, () => faults.delay({}, 300, { forMs: 1_000 })],
      [1, () => faults.outage({ forMs: 500 })],
    ])();
  }

  #cut(): void {
    const { gateway } = this.#discord;
    this.#chance.weighed([
      [
        3,
        () => {
          gateway.cut();
        },
      ],
      [
        1,
        () => {
          gateway.cut({ lost: true });
        },
      ],
      [
        1,
        () => {
          gateway.reconnect();
        },
      ],
      [
        1,
        () => {
          gateway.invalidate({ resumable: false });
        },
      ],
    ])();
  }
}
