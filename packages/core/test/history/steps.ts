/** What can happen on a desk, in any order, for property tests on any storage adapter. */
import * as fc from 'fast-check';

export type Step =
  | { do: 'intake'; channelId: 'call' | 'email'; phone: number; mail: number; name: number }
  | { do: 'edit'; who: number; field: 'name' | 'phone' | 'email'; value: number; taken: 'move' | 'keepApart' }
  | { do: 'save'; ticket: number; field: 'name' | 'phone' | 'mail'; value: number }
  | { do: 'merge'; survivor: number; absorbed: number[]; choose: boolean; at: number | undefined }
  | { do: 'unmerge'; which: number }
  | { do: 'move'; ticket: number; to: number }
  | { do: 'decide'; who: number; other: number; decision: 'notSame' | 'later' | 'open' }
  | { do: 'scan' }
  | { do: 'delete'; who: number };

const small = fc.nat({ max: 7 });
const index = fc.nat({ max: 40 });

/** Few distinct values, so that people collide all the time. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('intake' as const),
        channelId: fc.constantFrom('call' as const, 'email' as const),
        phone: small,
        mail: small,
        name: small,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('edit' as const),
        who: index,
        field: fc.constantFrom('name' as const, 'phone' as const, 'email' as const),
        value: small,
        taken: fc.constantFrom('move' as const, 'keepApart' as const),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('save' as const),
        ticket: index,
        field: fc.constantFrom('name' as const, 'phone' as const, 'mail' as const),
        value: small,
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('merge' as const),
        survivor: index,
        absorbed: fc.array(index, { minLength: 1, maxLength: 3 }),
        choose: fc.boolean(),
        at: fc.option(index, { nil: undefined }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('unmerge' as const), which: index }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('move' as const), ticket: index, to: index }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('decide' as const),
        who: index,
        other: index,
        decision: fc.constantFrom('notSame' as const, 'notSame' as const, 'later' as const, 'open' as const),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ do: 'scan' as const }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), who: index }) },
  ),
  { minLength: 4, maxLength: 30 },
);

/** Value 0 is blank, so that tickets come in without one. */
const onePhone = (n: number): string => `010-2${n}00-111${n}`;
/** Some values hold two numbers, one of which somebody else may have alone. */
export const phoneOf = (n: number): string =>
  n === 0 ? '' : n > 5 ? `${onePhone(n)} / ${onePhone(n - 3)}` : onePhone(n);
export const mailOf = (n: number): string => (n === 0 ? '' : `person${n}@example.com`);
export const nameOf = (n: number): string =>
  n === 0 ? '' : ['김미나', '이서연', '박지훈', 'Mina Kim', '최유진', '정하은', '강도윤'][n - 1]!;

export const valueOf = { phone: phoneOf, email: mailOf, mail: mailOf, name: nameOf };

/**
 * A history that failed is printed with its seed and path; both, given in the environment, play it again:
 * `DESKCARD_SEED=… DESKCARD_PATH=… npm test -- --node histories`. Any other word than a number is another seed each time.
 */
export function replay(): { seed?: number; path?: string } {
  const { DESKCARD_SEED, DESKCARD_PATH: path } = process.env;
  const seed = Number(DESKCARD_SEED ?? NaN);
  return Number.isNaN(seed) ? {} : { seed, ...(path === undefined ? {} : { path }) };
}
