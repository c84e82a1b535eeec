import { ApplicationCommandType, ComponentType, GatewayDispatchEvents, InteractionType } from "discord.js";
import { checkOffered, slashData, type OptionValues } from "./command-data.ts";
import type { CommandRegistry } from "./commands.ts";
import { flatten } from "./components.ts";
import type { FakeChannel, FakeUser, Json } from "../world/entities.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { FakeInteraction, type InteractionExtra, type InteractionOrigin, type Until } from "./interaction.ts";
import { interactionPayload } from "./interaction-payload.ts";
import type { FakeMessage } from "../messages/message.ts";
import { messagePayload, type MessageContext } from "../messages/message-payload.ts";

/** What interactions need of the rest. */
export interface InteractionParts {
  readonly gateway: Gateway;
  readonly commands: CommandRegistry;
  readonly context: () => MessageContext;
  readonly until: Until;
}

/** Uses commands, buttons and menus as a user's app would. */
export class Interactions {
  readonly all: FakeInteraction[] = [];
  readonly #parts: InteractionParts;
  readonly #announcing = new Map<FakeInteraction, () => void>();

  constructor(parts: InteractionParts) {
    this.#parts = parts;
  }

  slash(channel: FakeChannel, user: FakeUser, path: string, values: OptionValues, extra: InteractionExtra) {
    const [name = "", ...rest] = path.split(" ");
    const command = this.#parts.commands.find(name, ApplicationCommandType.ChatInput);
    checkOffered(command, channel, extra);
    const data = slashData(command, rest, values, this.#parts.context().users);
    return this.#command(channel, user, data, extra, command.type);
  }

  autocomplete(channel: FakeChannel, user: FakeUser, path: string, focused: string, values: OptionValues) {
    const [name = "", ...rest] = path.split(" ");
    const command = this.#parts.commands.find(name, ApplicationCommandType.ChatInput);
    const data = slashData(command, rest, values, this.#parts.context().users, focused);
    return this.#open({ type: InteractionType.ApplicationCommandAutocomplete, channel, user }, data, {});
  }

  messageCommand(
    channel: FakeChannel,
    user: FakeUser,
    name: string,
    target: FakeMessage,
    extra: InteractionExtra,
  ) {
    const command = this.#parts.commands.find(name, ApplicationCommandType.Message);
    checkOffered(command, channel, extra);
    const messages = { [target.id]: messagePayload(target, this.#parts.context()) };
    const data = { id: command.id, name, type: command.type, target_id: target.id, resolved: { messages } };
    return this.#command(channel, user, data, extra, command.type);
  }

  /** Presses a button that is there and can be pressed. */
  click(message: FakeMessage, user: FakeUser, label: string, extra: InteractionExtra): FakeInteraction {
    const { buttons } = message;
    const button =
      buttons.find((candidate) => candidate.label === label) ??
      buttons.find((candidate) => candidate.label.includes(label));
    if (message.deleted) throw new Error("The message is gone, and its buttons with it.");
    if (!button) {
      const labels = buttons.map((candidate) => `"${candidate.label}"`).join(", ");
      throw new Error(`No button "${label}" on "${message.content}"; there are: ${labels || "none"}.`);
    }
    if (button.disabled || button.customId === "")
      throw new Error(`The button "${label}" cannot be pressed.`);
    return this.clickId(message, user, button.customId, extra);
  }

  /** Presses a button that may be gone by now. */
  clickId(message: FakeMessage, user: FakeUser, customId: string, extra: InteractionExtra): FakeInteraction {
    return this.#use(message, user, { custom_id: customId, component_type: ComponentType.Button }, extra);
  }

  /** Sends the event of an interaction once more. */
  replay(interaction: FakeInteraction): void {
    this.#announcing.get(interaction)?.();
  }

  /** Chooses from the string select menu of a message. */
  select(
    message: FakeMessage,
    user: FakeUser,
    values: readonly string[],
    extra: InteractionExtra,
  ): FakeInteraction {
    const menu = flatten(message.components).find(({ type }) => type === ComponentType.StringSelect);
    if (!menu || message.deleted || menu.disabled)
      throw new Error(`"${message.content}" has no menu to use.`);
    const offered = (menu.options ?? []).map(({ value }) => value);
    const wrong = values.find((value) => !offered.includes(value));
    if (wrong !== undefined) throw new Error(`The menu offers ${offered.join(", ")}, not ${wrong}.`);
    if (values.length < (menu.min_values ?? 1) || values.length > (menu.max_values ?? 1))
      throw new Error(`The menu does not take ${values.length} values.`);
    const data = { custom_id: menu.custom_id, component_type: ComponentType.StringSelect, values };
    return this.#use(message, user, data, extra);
  }

  #command(
    channel: FakeChannel,
    user: FakeUser,
    data: Json,
    extra: InteractionExtra,
    commandType: ApplicationCommandType,
  ): FakeInteraction {
    return this.#open({ type: InteractionType.ApplicationCommand, channel, user, commandType }, data, extra);
  }

  #use(message: FakeMessage, user: FakeUser, data: Json, extra: InteractionExtra): FakeInteraction {
    const { channel } = message;
    return this.#open({ type: InteractionType.MessageComponent, channel, user, message }, data, extra);
  }

  #open(origin: InteractionOrigin, data: Json, extra: InteractionExtra): FakeInteraction {
    const { gateway, until, context } = this.#parts;
    const interaction = new FakeInteraction(origin, until);
    this.all.push(interaction);
    const payload = interactionPayload(interaction, data, extra, context());
    const event = {
      name: GatewayDispatchEvents.InteractionCreate,
      data: payload,
      kind: "interaction",
    } as const;
    this.#announcing.set(interaction, () => {
      gateway.broadcast(event);
    });
    gateway.broadcast(event);
    return interaction;
  }
}
