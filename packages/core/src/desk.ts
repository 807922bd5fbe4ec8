/**
 * `Desk` is everything a screen can ask for. `createDesk` gives the one that runs in this process, on a storage
 * adapter; others speak to a server. Screens cannot tell them apart.
 */
import type { ChangeListener, SubscribeOptions } from './model/change.js';
import type { InputOf, OperationName, OutputOf } from './operations.js';
import type { CallOptions } from './ports.js';

type GroupOf<N> = N extends `${infer G}.${string}` ? G : never;
type NameIn<G extends string> = Extract<OperationName, `${G}.${string}`>;
type ShortName<N> = N extends `${string}.${infer S}` ? S : never;

/** Operations that need nothing in their input may be called without one. */
export type OperationCall<N extends OperationName> =
  Record<never, never> extends InputOf<N>
    ? (input?: InputOf<N>, options?: CallOptions) => Promise<OutputOf<N>>
    : (input: InputOf<N>, options?: CallOptions) => Promise<OutputOf<N>>;

export type DeskOperations = {
  readonly [G in GroupOf<OperationName>]: {
    readonly [N in NameIn<G> as ShortName<N>]: OperationCall<N>;
  };
};

export interface Desk extends DeskOperations {
  readonly changes: {
    /** Calls back after every committed change, from this tab or another; returns the unsubscribe function. */
    subscribe(listener: ChangeListener, options?: SubscribeOptions): () => void;
  };
}

/** Builds a `Desk` from one function that can call any operation by name: in this process, over HTTP, in a test. */
export function deskFrom(
  names: readonly OperationName[],
  call: (name: OperationName, input: unknown, options: CallOptions) => Promise<unknown>,
  subscribe: Desk['changes']['subscribe'],
): Desk {
  const desk: Record<string, Record<string, unknown>> = { changes: { subscribe } };
  for (const name of names) {
    const [group, short] = name.split('.') as [string, string];
    const calls = (desk[group] ??= {});
    calls[short] = (input: unknown = {}, options: CallOptions = {}) => call(name, input, options);
  }
  return desk as unknown as Desk;
}
