/** Who may join whom by an identifier alone (B7), as the names of everybody say it. */
import { assert } from 'chai';
import { personNames } from '../../src/identity/kinds.js';
import type { Customer, Desk, Ticket } from '../../src/index.js';

/** By the number of each live customer. */
export async function registeredNames(
  desk: Desk,
  numbers: readonly string[],
): Promise<Map<string, string[]>> {
  const all = await Promise.all(numbers.map((customerNumber) => desk.customers.get({ customerNumber })));
  const names = ({ registered }: Customer): string[] => (registered['name'] ?? []).map(({ value }) => value);
  return new Map(all.map((each) => [each.customerNumber, names(each)]));
}

const contradict = (a: string, b: string): boolean => {
  const [one, other] = [personNames.read(a), personNames.read(b)];
  const found = one && other && personNames.compare(one, other);
  return found !== undefined && personNames.contradicting.includes(found.level);
};

/** Nobody joins whose names all contradict, and whoever joined nobody for that reason is contradicted indeed (B7). */
export function assertGuarded(
  name: string,
  { customerNumber, held = [] }: Ticket,
  outcome: 'found' | 'created',
  before: ReadonlyMap<string, string[]>,
): void {
  const allContradict = (number: string): boolean => {
    const names = (before.get(number) ?? []).filter((each) => each !== '');
    return names.length > 0 && names.every((each) => contradict(each, name));
  };
  assert.equal(before.has(customerNumber), outcome === 'found', 'found is who was there');
  assert.ok(outcome === 'created' || !allContradict(customerNumber), `${name} joined a stranger`);
  for (const { reason, customerNumbers } of held) {
    if (reason !== 'differentName') continue;
    assert.ok(customerNumbers.length > 0 && customerNumbers.every(allContradict), 'held without a reason');
  }
}
