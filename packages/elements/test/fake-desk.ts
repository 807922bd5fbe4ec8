/**
 * A desk whose answers a test decides. Prefer the real one (`createDesk` on `memoryStorage`); this one is for what the
 * real one does not do on demand: fail, hang, answer late, count its calls.
 */
import type { CallOptions, Change, Desk, InputOf, OperationName, OutputOf } from '@deskcard/core';

export type FakeAnswers = {
  [N in OperationName]?: (input: InputOf<N>, options: CallOptions) => OutputOf<N> | Promise<OutputOf<N>>;
};

export interface FakeCall {
  readonly name: OperationName;
  readonly input: unknown;
  readonly options: CallOptions;
}

export interface FakeDesk {
  readonly desk: Desk;
  /** every call so far, in order */
  readonly calls: FakeCall[];
  /** the calls of one operation */
  callsOf(name: OperationName): FakeCall[];
  /** may be exchanged while the test runs */
  readonly answers: FakeAnswers;
  /** tells all subscribers of a change */
  emit(change: Change): void;
  /** how many are subscribed at this moment */
  subscribers(): number;
}

/** Answers what `answers` says; any other operation fails the test with its name. */
export function fakeDesk(answers: FakeAnswers = {}): FakeDesk {
  const calls: FakeCall[] = [];
  const listeners = new Set<(change: Change) => void>();
  const call = async (name: OperationName, input: unknown, options: CallOptions): Promise<unknown> => {
    calls.push({ name, input, options });
    const answer = answers[name] as ((input: unknown, options: CallOptions) => unknown) | undefined;
    if (answer === undefined)
      throw new Error(`The fake desk was asked for ${name}, which this test did not expect.`);
    return answer(input, options);
  };
  const changes = {
    subscribe: (listener: (change: Change) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const desk = new Proxy({ changes } as unknown as Desk, {
    get: (own, group: string) => (group === 'changes' ? own.changes : groupOf(group, call)),
  });
  return {
    desk,
    calls,
    answers,
    callsOf: (name) => calls.filter((call) => call.name === name),
    emit: (change) => {
      for (const listener of [...listeners]) listener(change);
    },
    subscribers: () => listeners.size,
  };
}

function groupOf(
  group: string,
  call: (name: OperationName, input: unknown, options: CallOptions) => Promise<unknown>,
): object {
  return new Proxy(
    {},
    {
      get: (_, short: string) => {
        return (input: unknown = {}, options: CallOptions = {}) =>
          call(`${group}.${short}` as OperationName, input, options);
      },
    },
  );
}

/** A promise and its handles, for answers that come when the test says so. */
export function later<T>(): { promise: Promise<T>; resolve(value: T): void; reject(error: unknown): void } {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((done, fail) => {
    resolve = done;
    reject = fail;
  });
  return { promise, resolve, reject };
}
