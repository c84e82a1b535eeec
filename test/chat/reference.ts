import type { Outcome } from "../../src/chat/asking/reply.ts";

/** A turn as the reference remembers it. */
export interface ReferenceTurn {
  readonly parts: readonly ReferencePart[];
  readonly user: string;
  readonly answer: string;
  readonly partial: boolean;
  /** The number of the reply that shows it. */
  readonly reply: number;
  /** The higher, the later its turn came. */
  readonly order: number;
}

interface ReferencePart {
  readonly id: string;
  readonly text: string;
}

interface Ask {
  parts: readonly ReferencePart[];
  readonly user: string;
  readonly reply: number;
  order: number;
  /** Whether it has a reply of its own, rather than one that it takes over. */
  readonly isPlain: boolean;
  /** Whether its reply takes until `settled` to show how it ended. */
  readonly isSlow?: boolean;
  readonly replaces?: ReferenceTurn | undefined;
  /** Waiting questions go in rounds: in each, everyone has one turn. */
  round: number;
  shown: string;
  /** Whether a message of its reply stands in the channel. */
  hasMessage: boolean;
}

type Kind = Outcome["kind"];

/**
 * What one session is to do, in the simplest words: everything happens at once, nothing is asynchronous.
 * Replies are numbered in the order in which they are made.
 */
export class Reference {
  memory: ReferenceTurn[] = [];
  readonly outcomes: (Kind | undefined)[] = [];
  running: Ask | undefined;
  #isHolding = false;
  /** The replies that do not show yet how they ended. */
  readonly #held = new Set<number>();
  /** The reply of the answer before, which has to show how it ended before the next one begins. */
  #settling: number | undefined;
  #waiting: Ask[] = [];
  #unanswered: Ask[] = [];
  #round = 0;
  #lastOrder = 0;
  readonly #queueMax: number;

  /** Of a session that several people share. */
  constructor(queueMax: number) {
    this.#queueMax = queueMax;
  }

  /** The questions of the prompt of the answer that is being generated, oldest first. */
  get prompt(): string[] | undefined {
    if (!this.running) return undefined;
    const { replaces } = this.running;
    const before = this.memory.filter((turn) => turn !== replaces);
    return [
      "system: system",
      ...before.flatMap((turn) => [`human: ${spoken(turn)}`, `ai: ${turn.answer}`]),
      `human: #Question:\n${spoken(this.running)}`,
    ];
  }

  get canRegenerate(): boolean {
    return !this.running && this.#waiting.length === 0;
  }

  /** Whether every reply shows how it ended. */
  get isIdle(): boolean {
    return this.#pending.length === 0 && this.#held.size === 0;
  }

  get isEmpty(): boolean {
    return this.memory.length === 0 && this.#unanswered.length === 0;
  }

  /** From here on replies take until `release` to show how they ended. */
  hold(): void {
    this.#isHolding = true;
  }

  release(): void {
    this.#isHolding = false;
    for (const reply of this.#held) this.settled(reply);
  }

  /** A reply shows how it ended. */
  settled(reply: number): void {
    this.#held.delete(reply);
    if (this.#settling === reply) this.#settling = undefined;
    this.#next();
  }

  /** It is evicted. */
  drop(): void {
    this.memory = [];
    this.#unanswered = [];
  }

  ask(user: string, id: string, text: string, isSlow = false): void {
    this.#join({ parts: [{ id, text }], user, isPlain: true, isSlow });
  }

  chunk(text: string): void {
    if (!this.running) return;
    this.running.shown += text;
    this.running.hasMessage = true;
  }

  end(): void {
    if (this.running?.shown) this.#store(this.running, false, "answered");
    else this.fail();
  }

  fail(): void {
    if (this.running) this.#finish(this.running, "failed");
  }

  stop(): void {
    if (this.running?.shown) this.#store(this.running, true, "stopped");
    else if (this.running) this.#finish(this.running, "stopped");
  }

  forget(last = Infinity): void {
    for (const ask of this.#pending) this.#drop(ask, "forgotten");
    const first = Number.isFinite(last) ? this.memory.at(-last) : undefined;
    const isBefore = ({ order }: { order: number }) => first !== undefined && order < first.order;
    this.#unanswered = this.#unanswered.filter(isBefore);
    this.memory = this.memory.filter(isBefore);
  }

  forgetTurn(turn: ReferenceTurn): void {
    this.#leave(turn);
    this.#next();
  }

  edit(id: string, text: string): void {
    const corrected = (parts: readonly ReferencePart[]) =>
      parts.map((part) => (part.id === id ? { id, text } : part));
    const pending = this.#pending.find(({ parts }) => has(parts, id));
    if (pending) Object.assign(pending, { parts: corrected(pending.parts), shown: "" });
    const unanswered = this.#unanswered.find(({ parts }) => has(parts, id));
    if (unanswered) unanswered.parts = corrected(unanswered.parts);
    if (this.#pending.length > 0) return;
    const last = this.memory.at(-1);
    if (unanswered && unanswered === this.#unanswered.at(-1) && unanswered.order > (last?.order ?? 0)) {
      this.#unanswered.pop();
      this.#join({ parts: unanswered.parts, user: unanswered.user, isPlain: false });
    } else if (last && has(last.parts, id)) {
      this.memory.pop();
      this.#join({ parts: corrected(last.parts), user: last.user, isPlain: false });
    }
  }

  delete(id: string): void {
    const pending = this.#pending.find(({ parts }) => has(parts, id));
    const rest = pending?.parts.filter((part) => part.id !== id) ?? [];
    if (pending && rest.length > 0 && !pending.replaces) Object.assign(pending, { parts: rest, shown: "" });
    else if (pending) this.#drop(pending, "cancelled");
    const turn = this.memory.find(({ parts }) => has(parts, id));
    if (turn) this.#leave(turn);
    this.#unanswered = this.#unanswered.filter(({ parts }) => !has(parts, id));
    this.#next();
  }

  deleteReply(): void {
    if (this.running?.hasMessage) this.#drop(this.running, "cancelled");
    this.#next();
  }

  regenerate(): void {
    const last = this.memory.at(-1);
    if (!last || !this.canRegenerate) return;
    this.#join({ parts: last.parts, user: last.user, isPlain: false, replaces: last });
  }

  retry(): void {
    const ask = this.#unanswered.pop();
    if (ask) this.#join({ parts: ask.parts, user: ask.user, isPlain: false });
  }

  get #pending(): Ask[] {
    return this.running ? [this.running, ...this.#waiting] : this.#waiting;
  }

  #join(asked: Omit<Ask, "reply" | "order" | "round" | "shown" | "hasMessage">): void {
    const own = this.#waiting.filter(({ user }) => user === asked.user);
    const last = this.#waiting.at(-1);
    const isBurst = last && isOneBurst(last, asked);
    const round = Math.max(this.#round, (own.at(-1)?.round ?? -1) + (isBurst ? 0 : 1));
    const [reply, order] = [this.outcomes.length, ++this.#lastOrder];
    const ask = { ...asked, round, reply, order, shown: "", hasMessage: !asked.isPlain };
    this.outcomes.push(undefined);
    const free = this.#queueMax - this.#waiting.length;
    if (free <= own.length) this.#finish(ask, "failed");
    else this.#waiting.push(ask);
    this.#next();
  }

  #next(): void {
    if (this.running || this.#settling !== undefined || this.#waiting.length === 0) return;
    this.#round = Math.min(...this.#waiting.map(({ round }) => round));
    const index = this.#waiting.findIndex(({ round }) => round === this.#round);
    let [next] = this.#waiting.splice(index, 1);
    for (
      let follower = this.#waiting[index];
      next && follower?.round === next.round && isOneBurst(next, follower);
      follower = this.#waiting[index]
    ) {
      follower.parts = [...next.parts, ...follower.parts];
      this.#end(next, "merged");
      [next] = this.#waiting.splice(index, 1);
    }
    this.running = next;
    this.#round = next?.round ?? this.#round;
    for (const overtaken of this.#waiting)
      if (next && overtaken.order < next.order) overtaken.order = ++this.#lastOrder;
  }

  /** Takes a turn out of memory; it is not answered anew, and an answer whose prompt held it starts over. */
  #leave(turn: ReferenceTurn): void {
    this.memory = this.memory.filter((other) => other !== turn);
    for (const ask of this.#pending) if (ask.replaces === turn) this.#drop(ask, "forgotten");
    if (this.running) this.running.shown = "";
  }

  #drop(ask: Ask, outcome: Kind): void {
    this.#end(ask, outcome);
    this.#waiting = this.#waiting.filter((other) => other !== ask);
    if (this.running !== ask) return;
    this.running = undefined;
    if (this.#held.has(ask.reply)) this.#settling = ask.reply;
  }

  #end({ reply, isSlow = false }: Ask, outcome: Kind): void {
    this.outcomes[reply] = outcome;
    if (this.#isHolding || isSlow) this.#held.add(reply);
  }

  #store(ask: Ask, partial: boolean, outcome: Kind): void {
    const { parts, user, reply, order, shown: answer } = ask;
    this.memory = this.memory.filter((turn) => turn !== ask.replaces);
    this.memory.push({ parts, user, reply, order, answer, partial });
    this.#drop(ask, outcome);
    this.#next();
  }

  #finish(ask: Ask, outcome: "failed" | "stopped"): void {
    if (!ask.replaces) this.#unanswered.push(ask);
    this.#drop(ask, outcome);
    this.#next();
  }
}

function has(parts: readonly ReferencePart[], id: string): boolean {
  return parts.some((part) => part.id === id);
}

function isOneBurst(one: Pick<Ask, "user" | "isPlain">, next: Pick<Ask, "user" | "isPlain">): boolean {
  return one.user === next.user && one.isPlain && next.isPlain;
}

function spoken({
  user,
  parts,
}: {
  readonly user: string;
  readonly parts: readonly ReferencePart[];
}): string {
  return `${user}: ${parts.map(({ text }) => text).join("\n")}`;
}
