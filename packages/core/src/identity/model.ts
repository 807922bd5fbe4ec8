/**
 * Are these two records one person, how sure is that, and why (B4)? A model is told which fields the records have,
 * reads each record once and then compares any two of them. It knows nothing but the two records, so that the same
 * two always have the same answer, byte for byte, in whatever order they are given and on whatever machine.
 *
 * With the prior π and the rates of every field whose value both records have (Fellegi–Sunter with a third class,
 * see weights.ts), the probability is
 *
 *     π_same ∏ same / (π_same ∏ same + π_household ∏ household + π_stranger ∏ stranger)
 *
 * Products of plain doubles, not sums of logarithms: IEEE 754 says what they give, `Math.log` differs by engine.
 */
import type { AnyKind, Kind } from './kinds.js';
import { ratioOf, stronger, type Outcome } from './outcome.js';
import type { NameValue } from './person-name.js';
import { prior, times, weightsVersion, type Rates } from './weights.js';

export type FieldValue = NameValue | readonly NameValue[] | undefined;

export interface IdentityField<R> {
  /** `personNames`, `phones`, … or a kind of one's own */
  kind: AnyKind;
  /** The values of the field as they were typed; for `phones` their keys (`phoneKeys`), so that metadata stays outside. */
  read(record: R): FieldValue;
}

/** The fields by name, in the order in which they are compared. */
export type IdentityFields<R> = Readonly<Record<string, IdentityField<R>>>;

/** One thing that two records have in common, or in which they differ. `explainReason` says it in words. */
export interface Reason {
  field: string;
  /** the name of its kind */
  kind: string;
  level: string;
  /** how many times likelier this is in two records of one person than of strangers; below 1 it speaks against */
  ratio: number;
}

export interface Score {
  /** that both are one person, from 0 to 1 */
  probability: number;
  /** strongest first */
  reasons: Reason[];
  /** the fields that forbid to join the two without a person's decision (B7) */
  contradictions: string[];
  /** the version of the weights */
  version: number;
}

/** A record as the model compares it; good for as long as the record does not change. */
export interface Prepared {
  readonly values: readonly (readonly unknown[])[];
}

export interface ModelOptions {
  /**
   * False when no two people among the records share a home, a telephone or a mailbox, as in a register of one person
   * a family: then the class of households is left out, and the same address speaks for the same person.
   */
  households?: boolean;
}

export interface IdentityModel<R> {
  /** the fields in order, as in `Prepared.values` */
  columns: readonly { field: string; handler: Kind<unknown> }[];
  prepare(record: R): Prepared;
  /** Symmetric. */
  score(a: Prepared, b: Prepared): Score;
  /** Two records are worth comparing when they have one of these in common. */
  keys(record: Prepared): string[];
}

/** Of one field at most so many values are compared. */
const maximumValues = 20;

export function identityModel<R>(
  fields: IdentityFields<R>,
  { households = true }: ModelOptions = {},
): IdentityModel<R> {
  const start: Rates = households ? prior : [prior[0], 0, prior[2]];
  const columns = Object.entries(fields).map(([field, { kind, read }]) => ({
    field,
    read,
    handler: kind as Kind<unknown>,
  }));

  const prepare = (record: R): Prepared => ({
    values: columns.map(({ read, handler }) => {
      const given = read(record);
      const list = (Array.isArray(given) ? given : [given]) as readonly (NameValue | undefined)[];
      return list.slice(0, maximumValues).flatMap((raw) => {
        const value = raw === undefined ? undefined : handler.read(raw);
        return value === undefined ? [] : [value];
      });
    }),
  });

  const score = (a: Prepared, b: Prepared): Score => {
    let rates = start;
    const reasons: Reason[] = [];
    const contradictions: string[] = [];
    columns.forEach(({ field, handler }, i) => {
      const found = best(a.values[i]!, b.values[i]!, handler);
      if (found === undefined) return;
      rates = times(rates, found.rates);
      reasons.push({ field, kind: handler.name, level: found.level, ratio: ratioOf(found) });
      if (handler.contradicting.includes(found.level)) contradictions.push(field);
    });
    const [same, household, stranger] = rates;
    reasons.sort((one, other) => other.ratio - one.ratio);
    return {
      probability: same / (same + household + stranger),
      reasons,
      contradictions,
      version: weightsVersion,
    };
  };

  const keys = (record: Prepared): string[] => {
    const own: string[] = [];
    const before: string[] = [];
    columns.forEach(({ field, handler }, i) => {
      const tokens: string[] = [];
      for (const value of record.values[i]!) {
        for (const key of handler.keys(value)) own.push(`${field}:${key}`);
        for (const token of handler.tokens(value)) tokens.push(i + token);
      }
      for (const token of tokens) for (const earlier of before) own.push(`${earlier}|${token}`);
      before.push(...tokens);
    });
    return own;
  };

  return { columns, prepare, score, keys };
}

/** Of all values of both records, the pair that says most for one person. */
function best(a: readonly unknown[], b: readonly unknown[], handler: Kind<unknown>): Outcome | undefined {
  let found: Outcome | undefined;
  for (const one of a) {
    for (const other of b) {
      const outcome = handler.compare(one, other);
      if (outcome) found = stronger(outcome, found);
    }
  }
  return found;
}
