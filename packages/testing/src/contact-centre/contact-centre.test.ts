import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contactCentre, type CentreRecord } from './index.js';

const records = contactCentre({ seed: 1, people: 20_000 });
const share = (list: readonly CentreRecord[], is: (record: CentreRecord) => boolean): number =>
  list.filter(is).length / list.length;

describe('a made-up contact centre', () => {
  it('is the same for the same seed, and another for another', () => {
    const of = (seed: number): string => JSON.stringify(contactCentre({ seed, people: 200 }));
    assert.equal(of(5), of(5));
    assert.notEqual(of(5), of(6));
  });

  it('has surnames as Korea has them: 김 21.5 %, 이 14.7 %, 박 8.4 %', () => {
    const named = records.filter(({ name }) => /^[가-힣]{3}$/.test(name ?? ''));
    for (const [surname, expected] of [
      ['김', 0.215],
      ['이', 0.147],
      ['박', 0.084],
    ] as const) {
      const found = share(named, ({ name }) => name!.startsWith(surname));
      assert.ok(Math.abs(found - expected) < 0.02, `${surname}: ${found}`);
    }
  });

  it('has people with several records that share telephone, mailbox or membership', () => {
    const seen = new Map<number, CentreRecord>();
    const twice = records.flatMap((record) => {
      const other = seen.get(record.person);
      seen.set(record.person, record);
      return other ? [[other, record] as const] : [];
    });
    assert.ok(twice.length > 1_500);
    const together = twice.filter(([a, b]) => a.traces.some((trace) => b.traces.includes(trace)));
    assert.ok(together.length > twice.length * 0.4);
  });

  it('has other people who share a telephone: families, and strangers by a number given out anew', () => {
    const byTrace = new Map<string, CentreRecord[]>();
    for (const record of records) {
      for (const trace of record.traces) byTrace.set(trace, [...(byTrace.get(trace) ?? []), record]);
    }
    const shared = [...byTrace.values()].filter((list) => new Set(list.map(({ person }) => person)).size > 1);
    const family = shared.filter((list) => new Set(list.map(({ household }) => household)).size === 1);
    assert.ok(family.length > 200, `${family.length} families`);
    assert.ok(shared.length - family.length > 30, `${shared.length - family.length} strangers`);
  });

  it('shares more telephones among families when told so', () => {
    const of = (familyPhone: number): number =>
      new Set(
        contactCentre({ seed: 2, people: 5_000, rates: { familyPhone } }).flatMap(({ traces }) => traces),
      ).size;
    assert.ok(of(0.9) < of(0));
  });

  it('knows the telephone behind a slip', () => {
    const calls = records.filter(({ channel }) => channel === 'call');
    assert.ok(calls.every(({ phone, traces }) => phone !== undefined && traces[0]!.startsWith('phone:')));
    const digits = (text: string): string => text.normalize('NFKC').replace(/\D/g, '').slice(-8);
    const slips = share(calls, ({ phone, traces }) => digits(phone!) !== traces[0]!.slice(-8));
    assert.ok(slips > 0.005 && slips < 0.03, String(slips));
  });
});
