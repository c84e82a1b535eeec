import type { FakeMessage } from "../messages/message.ts";
import type { SayOptions } from "../messages/people.ts";
import type { FakeChannel, FakeUser } from "../world/entities.ts";
import { Places } from "./places.ts";

/** What people do with messages. A connected client hears of it as far as its intents go. */
export abstract class Talking extends Places {
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

  pin(message: FakeMessage): void {
    this.parts.people.pin(message);
  }

  /** Gives somebody another name; messages that mention this user read otherwise from then on. */
  rename(user: FakeUser, names: { readonly globalName?: string; readonly nick?: string }): void {
    if (names.globalName !== undefined) user.global_name = names.globalName;
    if (names.nick !== undefined) user.nick = names.nick;
  }

  /** Sends an update of a message that nobody edited, as when somebody mentioned in it has another name. */
  update(message: FakeMessage): void {
    this.parts.board.update(message);
  }

  delete(message: FakeMessage): void {
    this.parts.board.remove(message);
  }

  /** Deletes messages of one channel at a stroke. */
  bulkDelete(messages: readonly FakeMessage[]): void {
    this.parts.board.removeAll(messages);
  }

  /** Sends the event of a new message once more, as happens around a resumed connection. */
  replay(message: FakeMessage): void {
    this.parts.board.announce(message);
  }
}
