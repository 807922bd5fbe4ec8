/** Who wants to know that something changed. */
export class Listeners {
  readonly #all = new Set<() => void>();

  /** Calls back on every change until `signal` aborts. */
  add(listener: () => void, signal: AbortSignal): void {
    this.#all.add(listener);
    signal.addEventListener('abort', () => this.#all.delete(listener));
  }

  tell(): void {
    for (const listener of [...this.#all]) listener();
  }
}
