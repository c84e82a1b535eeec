import { z } from "zod";
import type { Playground } from "../playground.ts";
import { Cast } from "./cast.ts";

const id = z.string().regex(/^\d{17,20}$/);
const text = z.string().max(4_000);
const file = z.object({ name: z.string().min(1).max(260), type: z.string().max(100), base64: z.base64() });
const value = z.union([z.string(), z.number(), z.boolean(), file]);
const who = { person: id };
const where = { ...who, place: id };
const options = z.record(z.string(), value).default({});

/** An act: what it is told, and what comes of it. */
interface Act<Body extends z.ZodType = z.ZodType> {
  readonly body: Body;
  readonly perform: (told: z.output<Body>) => unknown;
}

function act<Body extends z.ZodType>(body: Body, perform: (told: z.output<Body>) => unknown): Act {
  return { body, perform } as unknown as Act;
}

/** What a page can make people do, by name. An act throws for what Discord's app would not let them do. */
export function actsOf(playground: Playground): Readonly<Record<string, Act>> {
  return {
    ...talking(playground),
    ...commanding(playground),
    ...pressing(playground),
    ...running(playground),
  };
}

function talking(playground: Playground) {
  const { discord } = playground.town;
  const cast = new Cast(playground);
  return {
    say: act(
      z.object({ ...where, text, replyTo: id.optional(), files: z.array(file).max(10).default([]) }),
      ({ place, person, text: said, replyTo, files }) => {
        const attachments = files.map(asFile);
        const { id: message } = discord.say(cast.place(place), cast.person(person), said, {
          ...(replyTo !== undefined && { replyTo }),
          attachments,
        });
        return { message };
      },
    ),
    edit: act(z.object({ ...who, message: id, text }), ({ person, message, text: said }) => {
      discord.edit(cast.own(message, person), said);
    }),
    delete: act(z.object({ ...who, message: id }), ({ person, message }) => {
      discord.delete(cast.deletable(message, person));
    }),
    dismiss: act(z.object({ message: id }), ({ message }) => {
      playground.uses.dismiss(message);
      playground.changes.note();
    }),
  };
}

function commanding(playground: Playground) {
  const { discord } = playground.town;
  const { uses } = playground;
  const cast = new Cast(playground);
  const slash = { ...where, command: z.string(), options };
  return {
    slash: act(z.object(slash), ({ place, person, command, options: filled }) => {
      const used = discord.slash(cast.place(place), cast.person(person), command, asOptions(filled));
      return { use: uses.add(used, `/${command}`).id };
    }),
    complete: act(
      z.object({ ...slash, focused: z.string() }),
      async ({ place, person, command, focused, options: filled }) => {
        const where = [cast.place(place), cast.person(person)] as const;
        const typed = discord.autocomplete(...where, command, focused, asOptions(filled));
        return { choices: await discord.until(() => typed.choices, { timeoutMs: 3_000 }) };
      },
    ),
    apply: act(z.object({ ...who, message: id, command: z.string() }), ({ person, message, command }) => {
      const target = cast.message(message, person);
      const used = discord.messageCommand(target.channel, cast.person(person), command, target);
      return { use: uses.add(used, command).id };
    }),
  };
}

function pressing(playground: Playground) {
  const { discord } = playground.town;
  const { uses } = playground;
  const cast = new Cast(playground);
  return {
    press: act(z.object({ ...who, message: id, button: z.string() }), ({ person, message, button }) => {
      const used = discord.clickId(cast.message(message, person), cast.person(person), button);
      return { use: uses.add(used, button).id };
    }),
    choose: act(
      z.object({ ...who, message: id, menu: z.string(), values: z.array(z.string()).max(25) }),
      ({ person, message, menu, values }) => {
        const used = discord.select(cast.message(message, person), cast.person(person), values);
        return { use: uses.add(used, menu).id };
      },
    ),
    submit: act(
      z.object({ use: id, values: z.record(z.string(), z.union([z.string(), z.array(z.string())])) }),
      ({ use, values }) => {
        const { interaction, what } = cast.use(use);
        return { use: uses.add(discord.submit(interaction, values), what).id };
      },
    ),
  };
}

function running(playground: Playground) {
  const name = z.enum(["silentModel", "outage", "deaf"]);
  return {
    fault: act(z.object({ name, isOn: z.boolean() }), ({ name: fault, isOn }) => {
      playground.faults.set(fault, isOn);
      playground.changes.note();
    }),
    restart: act(z.object({}), () => playground.bot.restart()),
  };
}

function asFile({ name, type, base64 }: z.output<typeof file>) {
  return { filename: name, bytes: Buffer.from(base64, "base64"), contentType: type || null };
}

function asOptions(filled: z.output<typeof options>) {
  const entries = Object.entries(filled);
  return Object.fromEntries(
    entries.map(([name, given]) => [name, typeof given === "object" ? asFile(given) : given]),
  );
}
