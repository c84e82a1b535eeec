import type { OptionValues } from "../interactions/command-data.ts";
import type { FakeInteraction, InteractionExtra } from "../interactions/interaction.ts";
import type { ModalValues } from "../interactions/modal.ts";
import type { FakeMessage } from "../messages/message.ts";
import type { FakeChannel, FakeUser } from "../world/entities.ts";
import { Talking } from "./talking.ts";

/** How people use commands, buttons, menus and modals. What Discord's app would not offer throws. */
export abstract class Using extends Talking {
  /** Uses a slash command; subcommands follow its name (`"history export"`). */
  slash(
    channel: FakeChannel,
    user: FakeUser,
    name: string,
    options: OptionValues = {},
    extra: InteractionExtra = {},
  ): FakeInteraction {
    return this.parts.interactions.slash(channel, user, name, options, extra);
  }

  /** Types into an option that suggests values; the suggestions come to be the interaction's `choices`. */
  autocomplete(
    channel: FakeChannel,
    user: FakeUser,
    name: string,
    focused: string,
    options: OptionValues,
    extra: InteractionExtra = {},
  ): FakeInteraction {
    return this.parts.interactions.autocomplete(channel, user, name, focused, options, extra);
  }

  /** Uses a command from a message's "Apps" menu. */
  messageCommand(
    channel: FakeChannel,
    user: FakeUser,
    name: string,
    target: FakeMessage,
    extra: InteractionExtra = {},
  ): FakeInteraction {
    return this.parts.interactions.messageCommand(channel, user, name, target, extra);
  }

  /** Presses the button that bears this label, or holds it in its label. Throws if nobody could press it. */
  click(message: FakeMessage, user: FakeUser, label: string, extra: InteractionExtra = {}): FakeInteraction {
    return this.parts.interactions.click(message, user, label, extra);
  }

  /** Presses a button by its id, even one that is gone: a late click. */
  clickId(
    message: FakeMessage,
    user: FakeUser,
    customId: string,
    extra: InteractionExtra = {},
  ): FakeInteraction {
    return this.parts.interactions.clickId(message, user, customId, extra);
  }

  /** Chooses from the message's string select menu. */
  select(
    message: FakeMessage,
    user: FakeUser,
    values: readonly string[],
    extra: InteractionExtra = {},
  ): FakeInteraction {
    return this.parts.interactions.select(message, user, values, extra);
  }

  /** Fills in the modal that an interaction was answered with, and submits it: values by `custom_id`. */
  submit(opened: FakeInteraction, values: ModalValues, extra: InteractionExtra = {}): FakeInteraction {
    return this.parts.interactions.submit(opened, values, extra);
  }

  /** Sends the event of a used command or component once more. */
  replayInteraction(interaction: FakeInteraction): void {
    this.parts.interactions.replay(interaction);
  }
}
