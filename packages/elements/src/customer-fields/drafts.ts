/**
 * What was typed and is not saved, per ticket or customer, so that looking at another one loses nothing. A draft
 * knows what stood in its field when it was begun: when somebody else saves that field meanwhile, both are shown.
 */
export interface Draft {
  readonly value: string;
  /** what the desk had when it was begun, as it showed it: masks as masks */
  readonly seen: string;
  /** the lookup API that filled it in */
  readonly origin?: string | undefined;
}

/** A page has it in its ticket that is not saved yet. */
export const isHandedOver = ({ value, seen }: Draft): boolean => value === seen;

export class Drafts {
  readonly #all = new Map<string, Map<string, Draft>>();

  /** Field id → draft. */
  of(key: string): ReadonlyMap<string, Draft> {
    return this.#all.get(key) ?? new Map<string, Draft>();
  }

  put(key: string, id: string, draft: Draft): void {
    const own = this.#all.get(key) ?? new Map<string, Draft>();
    this.#all.set(key, own.set(id, draft));
  }

  drop(key: string, id: string): void {
    const own = this.#all.get(key);
    own?.delete(id);
    if (own?.size === 0) this.#all.delete(key);
  }

  /** The customer has another number now (trap 4). */
  move(from: string, to: string): void {
    const own = this.#all.get(from);
    if (own === undefined || from === to) return;
    this.#all.delete(from);
    this.#all.set(to, new Map([...own, ...this.of(to)]));
  }

  /** Another ticket is shown: what its page has need not be kept. */
  leave(key: string): void {
    for (const [id, draft] of this.of(key)) if (isHandedOver(draft)) this.drop(key, id);
  }

  clear(): void {
    this.#all.clear();
  }

  discard(key: string): void {
    this.#all.delete(key);
  }

  /** Of any other than this one. */
  hasOther(key: string): boolean {
    return [...this.#all.keys()].some((each) => each !== key);
  }
}
