import { ApplicationCommandType, ComponentType, GatewayDispatchEvents, InteractionType } from "discord.js";
import { slashData, type OptionContext, type OptionValues } from "./command-data.ts";
import type { CommandRegistry, RegisteredCommand } from "./commands.ts";
import { flatten } from "./components.ts";
import type { FakeChannel, FakeUser, Json } from "../world/entities.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { GatewayEvent } from "../gateway/gateway-event.ts";
import { FakeInteraction, type InteractionExtra, type InteractionOrigin, type Until } from "./interaction.ts";
import { interactionPayload } from "./interaction-payload.ts";
import { filledIn, type ModalValues } from "./modal.ts";
import { checkOffered } from "./where.ts";
import type { FakeAttachment } from "../files/attachment.ts";
import type { FakeMessage } from "../messages/message.ts";
import { messagePayload, type MessageContext } from "../messages/message-payload.ts";

/** What interactions need of the rest. */
export interface InteractionParts {
  readonly gateway: Gateway;
  readonly commands: CommandRegistry;
  readonly context: () => MessageContext;
  readonly until: Until;
  /** Keeps a file that came as a command's option. */
  readonly keep: (file: FakeAttachment) => void;
}

/** Uses commands, buttons and menus as a user's app would. */
export class Interactions {
  readonly all: FakeInteraction[] = [];
  readonly #parts: InteractionParts;
  readonly #events = new Map<FakeInteraction, GatewayEvent>();

  constructor(parts: InteractionParts) {
    this.#parts = parts;
  }

  slash(channel: FakeChannel, user: FakeUser, path: string, values: OptionValues, extra: InteractionExtra) {
    const [name = "", ...rest] = path.split(" ");
    const command = this.#parts.commands.find(name, ApplicationCommandType.ChatInput);
    const interaction = this.#command(command, { channel, user, extra });
    return this.#send(interaction, slashData(command, rest, values, this.#optionContext(channel)));
  }

  autocomplete(
    channel: FakeChannel,
    user: FakeUser,
    path: string,
    focused: string,
    values: OptionValues,
    extra: InteractionExtra,
  ) {
    const [name = "", ...rest] = path.split(" ");
    const command = this.#parts.commands.find(name, ApplicationCommandType.ChatInput);
    const data = slashData(command, rest, values, this.#optionContext(channel), focused);
    return this.#open({ type: InteractionType.ApplicationCommandAutocomplete, channel, user, extra }, data);
  }

  messageCommand(
    channel: FakeChannel,
    user: FakeUser,
    name: string,
    target: FakeMessage,
    extra: InteractionExtra,
  ) {
    const command = this.#parts.commands.find(name, ApplicationCommandType.Message);
    const interaction = this.#command(command, { channel, user, extra });
    const messages = { [target.id]: messagePayload(target, this.#parts.context()) };
    const data = { id: command.id, name, type: command.type, target_id: target.id, resolved: { messages } };
    return this.#send(interaction, data);
  }

  /** Submits the modal that an interaction was answered with. */
  submit(opened: FakeInteraction, values: ModalValues, extra: InteractionExtra): FakeInteraction {
    const { modal, channel, user, message } = opened;
    if (!modal) throw new Error("The interaction was not answered with a modal.");
    const data = filledIn(modal, values);
    const type = InteractionType.ModalSubmit;
    return this.#open({ type, channel, user, extra, ...(message && { message }) }, data);
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
    const event = this.#events.get(interaction);
    if (event) this.#parts.gateway.broadcast(event);
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

  #optionContext({ guild }: FakeChannel): OptionContext {
    const { users, filesUrl } = this.#parts.context();
    return { users, guild, filesUrl, keep: this.#parts.keep };
  }

  #command(
    command: RegisteredCommand,
    who: Pick<InteractionOrigin, "channel" | "user" | "extra">,
  ): FakeInteraction {
    const origin = { ...who, type: InteractionType.ApplicationCommand, commandType: command.type };
    const interaction = new FakeInteraction(origin, this.#parts.until);
    checkOffered(command, interaction);
    return interaction;
  }

  #use(message: FakeMessage, user: FakeUser, data: Json, extra: InteractionExtra): FakeInteraction {
    const { channel } = message;
    return this.#open({ type: InteractionType.MessageComponent, channel, user, message, extra }, data);
  }

  #open(origin: InteractionOrigin, data: Json): FakeInteraction {
    return this.#send(new FakeInteraction(origin, this.#parts.until), data);
  }

  #send(interaction: FakeInteraction, data: Json): FakeInteraction {
    const { gateway, context } = this.#parts;
    const { channel } = interaction;
    this.all.push(interaction);
    const event: GatewayEvent = {
      name: GatewayDispatchEvents.InteractionCreate,
      data: interactionPayload(interaction, data, context()),
      kind: "interaction",
      channel,
    };
    this.#events.set(interaction, event);
    gateway.broadcast(event);
    return interaction;
  }
}
