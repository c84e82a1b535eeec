import type { FakeInteraction, FakeMessage } from "../../test/fakes/discord/fake-discord.ts";

/** When Discord's app says that an app did not respond, in milliseconds. */
const PATIENCE_MS = 3_000;

const KEPT = 200;

/** One use of a command, a button, a menu or a modal. */
export interface Use {
  readonly interaction: FakeInteraction;
  /** A command as one sees it (`/forget`, `Regenerate`), also of the form that it opened; or the id of a component. */
  readonly what: string;
}

/** What people used, and what only they see of what came of it. */
export class Uses {
  readonly #changed: () => void;
  readonly #dismissed = new Set<string>();
  #latest: Use[] = [];

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get all(): readonly Use[] {
    return this.#latest;
  }

  /** Notes a use. */
  add(interaction: FakeInteraction, what: string): FakeInteraction {
    this.#latest = [...this.#latest.slice(-KEPT), { interaction, what }];
    setTimeout(this.#changed, PATIENCE_MS + 50).unref();
    return interaction;
  }

  /** The messages that each only one person sees, with that person. */
  get ephemeral(): readonly { readonly message: FakeMessage; readonly onlyFor: string }[] {
    return this.#latest.flatMap(({ interaction: { response, followUps, user } }) =>
      [response, ...followUps]
        .filter((message) => message?.ephemeral === true && !message.deleted)
        .filter((message) => message !== undefined)
        .filter(({ id }) => !this.#dismissed.has(id))
        .map((message) => ({ message, onlyFor: user.id })),
    );
  }

  /** The use that a message answers, if it is the first response to a command. */
  answeredBy(message: FakeMessage): Use | undefined {
    return this.#latest.find(({ interaction }) => interaction.response === message && !interaction.message);
  }

  /** Whether it takes so long that Discord gives up on it. */
  hasFailed({ acknowledged, createdAt }: FakeInteraction): boolean {
    return !acknowledged && performance.now() - createdAt > PATIENCE_MS;
  }

  /** An ephemeral message goes when its reader dismisses it; the bot is not told. */
  dismiss(messageId: string): void {
    this.#dismissed.add(messageId);
  }

  find(id: string): Use | undefined {
    return this.#latest.find(({ interaction }) => interaction.id === id);
  }
}
