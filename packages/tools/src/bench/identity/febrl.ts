/**
 * FEBRL: made-up Australians with slips, gaps and swapped fields (P. Christen, Febrl: An Open Source Data Cleaning,
 * Deduplication and Record Linkage System, 2008, https://doi.org/10.1145/1401890.1402020). `rec-7-org` and
 * `rec-7-dup-2` are one person.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identityModel, personNames, type IdentityModel } from '@deskcard/core/identity';
import {
  birthDates,
  houseNumbers,
  localities,
  nationalIds,
  postcodes,
  regions,
  streets,
} from '@deskcard/core/identity/records';

export type FebrlRecord = Readonly<Record<string, string>>;

export interface FebrlSet {
  /** `dataset3`, `dataset4` */
  name: string;
  records: FebrlRecord[];
  /** the person of each record */
  people: string[];
  /** for a set in two files, which one: only pairs across them count */
  sides: string[];
}

export function febrlModel(): IdentityModel<FebrlRecord> {
  return identityModel<FebrlRecord>(
    {
      name: { kind: personNames, read: (r) => ({ given: r['given_name'], surname: r['surname'] }) },
      birthDate: { kind: birthDates, read: (r) => r['date_of_birth'] },
      number: { kind: nationalIds, read: (r) => r['soc_sec_id'] },
      street: { kind: streets, read: (r) => r['address_1'] },
      houseNumber: { kind: houseNumbers, read: (r) => r['street_number'] },
      place: { kind: localities, read: (r) => r['address_2'] },
      suburb: { kind: localities, read: (r) => r['suburb'] },
      postcode: { kind: postcodes, read: (r) => r['postcode'] },
      state: { kind: regions, read: (r) => r['state'] },
    },
    { households: false },
  );
}

/** Every set in the folder: `datasetN.csv`, or `datasetNa.csv` and `datasetNb.csv`. */
export async function febrlSets(folder: string): Promise<FebrlSet[]> {
  const sets = new Map<string, FebrlSet>();
  for (const file of (await filesIn(folder)).sort()) {
    const [, name, side = ''] = /^(dataset\d+)([ab]?)\.csv$/.exec(file) ?? [];
    if (name === undefined) continue;
    const set = sets.get(name) ?? { name, records: [], people: [], sides: [] };
    sets.set(name, set);
    for (const record of readCsv(await readFile(join(folder, file), 'utf8'))) {
      set.records.push(record);
      set.people.push(/^rec-(\d+)-/.exec(record['rec_id'] ?? '')![1]!);
      set.sides.push(side);
    }
  }
  return [...sets.values()];
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** No value of these sets holds a comma or a quotation mark. */
function readCsv(text: string): FebrlRecord[] {
  const [head = '', ...lines] = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const columns = head.split(',').map((name) => name.trim());
  return lines.map((line) => {
    const cells = line.split(',').map((cell) => cell.trim());
    return Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? '']));
  });
}
