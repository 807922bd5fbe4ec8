/** The records that intake would make of somebody who was never seen before, without a ticket. */
import { fieldValues } from '../../../../core/src/customers/field-value.js';
import { entryFor } from '../../../../core/src/customers/register.js';
import type { ServiceSettings } from '../../../../core/src/model/access.js';
import type { WriteTransaction } from '../../../../core/src/ports.js';
import { defaultSettings } from '../../../../core/src/service/settings.js';
import { putRegistered, type FragmentValue } from '../../../../core/src/store/fragment.js';
import { putIdentifier } from '../../../../core/src/store/identifier.js';
import type { Person } from './people.js';

const at = '2026-01-01T00:00:00.000Z';

export const strangerSettings = (): ServiceSettings => defaultSettings();

export async function putStranger(
  tx: WriteTransaction,
  person: Person,
  customerNumber: string,
  settings: ServiceSettings,
): Promise<void> {
  const { choseong: _, ...values } = person;
  const entries = fieldValues(values).map((each): [string, FragmentValue[]] => [
    each.field,
    [entryFor(each, { source: 'import', at }, settings)],
  ]);
  const keys = entries.flatMap(([, [entry]]) => entry!.keys ?? []);
  const times = { createdAt: at, updatedAt: at };
  const own = { customerNumber, live: customerNumber, absorbed: [], version: 1 };
  await Promise.all([
    putRegistered(tx, { ...own, ...times, values: Object.fromEntries(entries) }),
    ...keys.map((key) => putIdentifier(tx, key, { owner: customerNumber, at })),
  ]);
}
