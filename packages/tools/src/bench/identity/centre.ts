/** The made-up contact centre: what the desk's model makes of it, against who is who. */
import { phoneKeys } from '@deskcard/core/phone';
import {
  emails,
  identityModel,
  memberIds,
  personNames,
  phones,
  type IdentityModel,
} from '@deskcard/core/identity';
import { scan, type FoundPair } from '@deskcard/core/identity/scan';
import { contactCentre, type CentreOptions, type CentreRecord } from '@deskcard/testing/contact-centre';
import { accuracy, truePairs } from './truth.js';

export interface StoredRecord extends CentreRecord {
  /** as a desk keeps them beside what was typed */
  phoneKeys: readonly string[];
}

export function storedModel(): IdentityModel<StoredRecord> {
  return identityModel<StoredRecord>({
    name: { kind: personNames, read: (record) => record.name },
    phone: { kind: phones, read: (record) => record.phoneKeys },
    email: { kind: emails, read: (record) => record.email },
    memberId: { kind: memberIds, read: (record) => record.memberId },
  });
}

export interface CentreResult {
  records: CentreRecord[];
  pairs: FoundPair[];
  people: string[];
}

export function centre(options: CentreOptions, least = 0.5): CentreResult {
  const records = contactCentre(options).map((record): StoredRecord => ({
    ...record,
    phoneKeys: record.phone === undefined ? [] : phoneKeys(record.phone),
  }));
  const people = records.map(({ person }) => String(person));
  const pairs = [...scan(records, storedModel(), { least })].flatMap((step) => step.pairs);
  return { records, pairs, people };
}

/** Of all pairs of one person those who have a telephone, a mailbox or a membership in common. */
export function pairsWithEvidence({ records, people }: CentreResult): [number, number][] {
  return truePairs({ people }).filter(([a, b]) =>
    records[a]!.traces.some((trace) => records[b]!.traces.includes(trace)),
  );
}

export function precisionAt(result: CentreResult, least: number): number {
  const { right, wrong } = accuracy(
    result,
    result.pairs.filter(({ probability }) => probability >= least),
  );
  return right / (right + wrong);
}

export function recallAt(result: CentreResult, least: number): number {
  const found = new Set(
    result.pairs.filter(({ probability }) => probability >= least).map(({ a, b }) => `${a}|${b}`),
  );
  const wanted = pairsWithEvidence(result);
  return wanted.filter(([a, b]) => found.has(`${a}|${b}`)).length / wanted.length;
}

/**
 * How far the probabilities are from what they say, among pairs above `least`: in bands as wide as they hold equally
 * many, the mean of what was said against the share that is true, weighted by the number of pairs.
 */
export function calibrationError({ pairs, people }: CentreResult, least = 0.8): number {
  const bands = [0.8, 0.85, 0.9, 0.95, 0.99, 0.999, 2];
  const sure = pairs.filter(({ probability }) => probability >= least);
  let error = 0;
  for (const [i, from] of bands.slice(0, -1).entries()) {
    const band = sure.filter(({ probability }) => probability >= from && probability < bands[i + 1]!);
    if (band.length === 0) continue;
    const said = band.reduce((sum, { probability }) => sum + probability, 0);
    const right = band.filter(({ a, b }) => people[a] === people[b]).length;
    error += Math.abs(said - right) / sure.length;
  }
  return error;
}
