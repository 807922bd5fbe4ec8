import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contactCentre, type CentreRecord } from '@deskcard/testing/contact-centre';
import { emails, identityModel, memberIds, personNames, phones } from './identity.js';
import { phoneKeys } from './phone.js';
import { clusters, scan, type FoundPair, type ScanOptions } from './scan.js';

type Person = Partial<Pick<CentreRecord, 'name' | 'phone' | 'email' | 'memberId'>>;

const model = identityModel<Person>({
  name: { kind: personNames, read: (person) => person.name },
  phone: { kind: phones, read: ({ phone }) => (phone === undefined ? [] : phoneKeys(phone)) },
  email: { kind: emails, read: (person) => person.email },
  memberId: { kind: memberIds, read: (person) => person.memberId },
});
const centre = contactCentre({ seed: 8, people: 1_500 });
const pairsOf = (records: readonly Person[], options?: ScanOptions): FoundPair[] =>
  [...scan(records, model, options)].flatMap(({ pairs }) => pairs);

describe('a scan of many customers', () => {
  it('finds what comparing each with each finds', () => {
    const few = centre.slice(0, 700);
    const prepared = few.map((record) => model.prepare(record));
    const all: string[] = [];
    for (let b = 0; b < few.length; b++) {
      for (let a = 0; a < b; a++) {
        if (model.score(prepared[a]!, prepared[b]!).probability >= 0.5) all.push(`${a} ${b}`);
      }
    }
    assert.ok(all.length > 10);
    assert.deepEqual(
      pairsOf(few).map(({ a, b }) => `${a} ${b}`),
      all,
    );
  });

  it('gives the same pairs, byte for byte, in steps of any size', () => {
    const whole = JSON.stringify(pairsOf(centre));
    assert.equal(JSON.stringify(pairsOf(centre, { step: 7 })), whole);
    assert.equal(JSON.stringify(pairsOf(centre, { step: 1_000_000 })), whole);
  });

  it('can be stopped and gone on with', () => {
    const [first] = scan(centre, model, { step: 500 });
    assert.equal(first!.done, 500);
    assert.equal(first!.total, centre.length);
    const rest = pairsOf(centre, { from: first!.done });
    assert.deepEqual([...first!.pairs, ...rest], pairsOf(centre));
  });

  it('does not take a switchboard for a person', () => {
    const callers = ['김민준', '이서연', '박지훈', '최수아'].map((name) => ({ name, phone: '02-2345-6789' }));
    const nameless = Array.from({ length: 8 }, () => ({ phone: '02-2345-6789' }));
    assert.ok(pairsOf([...callers, ...nameless.slice(0, 2)]).length > 0);
    assert.deepEqual(pairsOf([...callers, ...nameless]), []);
  });

  it('finds nothing among nobody', () => {
    assert.deepEqual(pairsOf([]), []);
    assert.deepEqual(pairsOf([{}, {}]), []);
  });
});

describe('pairs put together', () => {
  it('make one group of all records of one person', () => {
    const records: Person[] = [
      { name: '김은영', phone: '010-2345-6781' },
      { name: '박지훈', phone: '010-2222-3333' },
      { name: '김은영', phone: '010-2345-6781', email: 'eunyoung0312@naver.com' },
      { name: '김은영', email: 'eunyoung0312@naver.com' },
    ];
    assert.deepEqual(clusters(pairsOf(records)), [[0, 2, 3]]);
  });

  it('never make one person of two members, however the chain goes (B7)', () => {
    const records: Person[] = [
      { name: '김은영', phone: '010-2345-6781', memberId: 'eun01' },
      { name: '김은영', phone: '010-2345-6781' },
      { name: '김은영', phone: '010-2345-6781', memberId: 'eun02' },
    ];
    const groups = clusters(pairsOf(records, { least: 0.01 }));
    assert.equal(groups.length, 1);
    assert.equal(groups[0]!.length, 2);
    assert.ok(groups[0]!.includes(1));
  });
});
