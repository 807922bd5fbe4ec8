/** Very many customers at once, as registering one after another would have left them, without a ticket. */
import { deskSettings } from '../src/service/settings.js';
import { fieldValues } from '../src/customers/field-value.js';
import { entryFor } from '../src/customers/register.js';
import type { IdentifierKey } from '../src/customers/identifiers.js';
import type { StorageAdapter, WriteTransaction } from '../src/ports.js';
import { putRegistered, type FragmentValue } from '../src/store/fragment.js';
import { putIdentifier, type IdentifierRecord } from '../src/store/identifier.js';

const at = '2026-01-01T00:00:00.000Z';
const settings = deskSettings();
const batch = 1000;
const mostOthers = 200;

export type Typed = Partial<Record<'name' | 'phone' | 'email' | 'memberId', string>>;

/** Their numbers, in order. Several may have one identifier; it belongs to the first. */
export async function fillCustomers(storage: StorageAdapter, people: readonly Typed[]): Promise<string[]> {
  const numbers: string[] = [];
  const identifiers = new Map<IdentifierKey, IdentifierRecord>();
  for (let start = 0; start < people.length; start += batch) {
    const some = people.slice(start, start + batch);
    await storage.write(async (tx) => {
      const given: string[] = [];
      for (const _ of some) given.push(String(await tx.nextNumber()));
      await Promise.all(some.map((person, i) => put(tx, person, given[i]!, identifiers)));
      numbers.push(...given);
    });
  }
  const records = [...identifiers];
  for (let start = 0; start < records.length; start += batch) {
    await storage.write(async (tx) => {
      await Promise.all(
        records.slice(start, start + batch).map(([key, record]) => putIdentifier(tx, key, record)),
      );
    });
  }
  return numbers;
}

async function put(
  tx: WriteTransaction,
  { name, phone, email, memberId }: Typed,
  customerNumber: string,
  identifiers: Map<IdentifierKey, IdentifierRecord>,
): Promise<void> {
  const typed = Object.entries({ name, phone, email, memberId }).filter(([, value]) => value !== undefined);
  const values = fieldValues(Object.fromEntries(typed) as Record<string, string>);
  const entries = values.map((each): [string, FragmentValue[]] => [
    each.field,
    [entryFor(each, { source: 'import', at }, settings)],
  ]);
  for (const key of new Set(entries.flatMap(([, [entry]]) => entry!.keys ?? []))) {
    const known = identifiers.get(key);
    if (known === undefined) identifiers.set(key, { owner: customerNumber, at });
    else if ((known.others ??= []).length < mostOthers) known.others.push(customerNumber);
  }
  const own = { customerNumber, live: customerNumber, absorbed: [], version: 1 };
  await putRegistered(tx, { ...own, createdAt: at, updatedAt: at, values: Object.fromEntries(entries) });
}
