/**
 * A desk whose answers a test decides. Prefer the real one (`createDesk` on `memoryStorage`); this one is for what the
 * real one does not do on demand: fail, hang, answer late, count its calls.
 */
import { deskFrom, operationNames } from '@deskcard/core';
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
  const desk = deskFrom(
    operationNames,
    async (name, input, options) => {
      calls.push({ name, input, options });
      const answer = answers[name] as ((input: unknown, options: CallOptions) => unknown) | undefined;
      if (answer === undefined)
        throw new Error(`The fake desk was asked for ${name}, which this test did not expect.`);
      return answer(input, options);
    },
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  );
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
