/**
 * The ids of the sessions that belong together, as those of all users in one channel do, so that they are found
 * without a look at every session. One whose id is its group's needs no entry.
 */
export class Groups {
  readonly #idsOf = new Map<string, Set<string>>();
  readonly #groupOf = new Map<string, string>();

  add(id: string, group: string): void {
    if (id === group) return;
    const ids = this.#idsOf.get(group) ?? new Set();
    this.#idsOf.set(group, ids.add(id));
    this.#groupOf.set(id, group);
  }

  delete(id: string): void {
    const group = this.#groupOf.get(id) ?? id;
    this.#groupOf.delete(id);
    const ids = this.#idsOf.get(group);
    if (ids?.delete(id) && ids.size === 0) this.#idsOf.delete(group);
  }

  /** The ids of a group, its own among them whether there is such a session or not. */
  idsOf(group: string): readonly string[] {
    return [group, ...(this.#idsOf.get(group) ?? [])];
  }
}
