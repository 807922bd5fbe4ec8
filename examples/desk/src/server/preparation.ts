/** The first start fills the desk, once, however many pages ask for it; each of them hears how far it is. */
import { toDeskError } from '@deskcard/core/errors';
import type { Language } from '../service.js';
import type { Progress } from '../seed.js';

type Work = (language: Language, progress: Progress) => Promise<void>;

export class Preparation {
  readonly #work: Work;
  readonly #listeners = new Set<Progress>();
  #run: Promise<void> | undefined;
  #isUnderWay = false;

  constructor(work: Work) {
    this.#work = work;
  }

  get isUnderWay(): boolean {
    return this.#isUnderWay;
  }

  /** After everything was removed, the next page that asks prepares it again. */
  forget(): void {
    this.#run = undefined;
  }

  /** A line of JSON for each step, and a last one that says whether it is ready. */
  respond(language: Language): Response {
    const { readable, writable } = new TransformStream<string, string>();
    const writer = writable.getWriter();
    const say = (line: object): void => void writer.write(`${JSON.stringify(line)}\n`).catch(() => undefined);
    const told: Progress = (done, all) => say({ done, all });
    this.#listeners.add(told);
    void this.#prepare(language)
      .then(
        () => say({ ready: true }),
        (error: unknown) => say({ problem: toDeskError(error) }),
      )
      .finally(() => {
        this.#listeners.delete(told);
        void writer.close().catch(() => undefined);
      });
    const headers = { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' };
    return new Response(readable.pipeThrough(new TextEncoderStream()), { headers });
  }

  #prepare(language: Language): Promise<void> {
    this.#run ??= this.#begin(language);
    return this.#run;
  }

  async #begin(language: Language): Promise<void> {
    this.#isUnderWay = true;
    try {
      await this.#work(language, (done, all) => {
        for (const listener of this.#listeners) listener(done, all);
      });
    } catch (error) {
      this.forget();
      throw error;
    } finally {
      this.#isUnderWay = false;
    }
  }
}
