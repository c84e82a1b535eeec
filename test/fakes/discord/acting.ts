import { GatewayDispatchEvents } from "discord.js";
import type { OptionValues } from "./interactions/command-data.ts";
import type { FakeChannel, FakeGuild, FakeRole, FakeUser } from "./world/entities.ts";
import { guildEvent } from "./gateway/gateway.ts";
import type { FakeInteraction, InteractionExtra } from "./interactions/interaction.ts";
import type { FakeMessage } from "./messages/message.ts";
import type { Parts } from "./parts.ts";
import { channelPayload } from "./world/payloads.ts";
import type { SayOptions } from "./world/people.ts";
import type { UserOptions } from "./world/world.ts";

/** What a test makes happen: who and what there is, and what people do. A connected client hears of all of it. */
export abstract class Acting {
  protected readonly parts: Parts;
  readonly #home: FakeGuild;

  protected constructor(parts: Parts) {
    this.parts = parts;
    this.#home = parts.world.addGuild("Pond");
  }

  user(name: string, options: UserOptions = {}): FakeUser {
    return this.parts.world.addUser(name, options);
  }

  /** A guild with its roles and no channels yet. */
  guild(name = "Meadow"): FakeGuild {
    const guild = this.parts.world.addGuild(name);
    this.parts.gateway.broadcast(guildEvent(this.parts.world, guild));
    return guild;
  }

  role(guild: FakeGuild, name: string): FakeRole {
    return this.parts.world.addRole(guild, name);
  }

  /** A text channel, in the default guild unless another is given. */
  channel({ guild = this.#home, name = "general" }: { guild?: FakeGuild; name?: string } = {}): FakeChannel {
    return this.#announce(this.parts.world.addChannel(guild, name), GatewayDispatchEvents.ChannelCreate);
  }

  thread(parent: FakeChannel, name = "thread"): FakeChannel {
    return this.#announce(this.parts.world.addThread(parent, name), GatewayDispatchEvents.ThreadCreate);
  }

  /** The DM of a user with the bot: the same one each time. */
  dm(user: FakeUser): FakeChannel {
    return this.parts.world.dm(user);
  }

  #announce(channel: FakeChannel, name: GatewayDispatchEvents): FakeChannel {
    this.parts.gateway.broadcast({ name, data: channelPayload(channel), kind: "guild" });
    return channel;
  }

  /** Says something. `<@id>`, `<@&id>`, `@everyone` and `@here` in it mention as they would on Discord. */
  say(channel: FakeChannel, author: FakeUser, content: string, options: SayOptions = {}): FakeMessage {
    return this.parts.people.say(channel, author, content, options);
  }

  /** Says something to the bot. */
  mention(channel: FakeChannel, author: FakeUser, text: string, options: SayOptions = {}): FakeMessage {
    return this.say(channel, author, `<@${this.parts.world.bot.id}> ${text}`, options);
  }

  edit(message: FakeMessage, content: string): void {
    this.parts.people.edit(message, content);
  }

  /** Adds a link's preview, which is an update of the message though nobody edited it. */
  embedAdded(message: FakeMessage): void {
    this.parts.people.embedAdded(message);
  }

  /** Gives somebody another name, which changes no message. */
  rename(user: FakeUser, globalName: string): void {
    this.parts.world.rename(user, globalName);
  }

  pin(message: FakeMessage): void {
    this.parts.people.pin(message);
  }

  delete(message: FakeMessage): void {
    this.parts.posting.remove(message);
  }

  /** Deletes messages of one channel at a stroke. */
  bulkDelete(messages: readonly FakeMessage[]): void {
    this.parts.posting.removeAll(messages);
  }

  /** Sends the event of a new message once more, as happens around a resumed connection. */
  replay(message: FakeMessage): void {
    this.parts.posting.announce(message);
  }

  /** Sends the event of a used command or component once more. */
  replayInteraction(interaction: FakeInteraction): void {
    this.parts.interactions.replay(interaction);
  }

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
  ): FakeInteraction {
    return this.parts.interactions.autocomplete(channel, user, name, focused, options);
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
}
