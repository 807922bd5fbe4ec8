import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { contactCentre, type CentreRecord } from '@deskcard/testing/contact-centre';
import { explain, reasonsInEnglish as en, reasonsInKorean as ko } from './explain.js';
import { emails, identityModel, memberIds, personNames, phones, type Score } from './identity.js';
import { phoneKeys } from './phone.js';
import { birthDates, localities, nationalIds, postcodes, streets } from './record-kinds.js';
import { weights } from './weight-table.js';

type Person = Partial<Pick<CentreRecord, 'name' | 'phone' | 'email' | 'memberId'>>;

const model = identityModel<Person>({
  name: { kind: personNames, read: (person) => person.name },
  phone: { kind: phones, read: ({ phone }) => (phone === undefined ? [] : phoneKeys(phone)) },
  email: { kind: emails, read: (person) => person.email },
  memberId: { kind: memberIds, read: (person) => person.memberId },
});

const score = (a: Person, b: Person): Score => model.score(model.prepare(a), model.prepare(b));
const kim: Person = { name: '김은영', phone: '010-2345-6781', email: 'eunyoung0312@naver.com' };

describe('whether two customers are one person (B4)', () => {
  const likely: [Person, string][] = [
    [{ name: '김은영', phone: '+82 10 2345 6781' }, 'same phone, same name'],
    [{ name: '김은영 고객님', email: 'EUNYOUNG0312@NAVER.COM' }, 'same e-mail, same name'],
    [{ name: '김운영', phone: '01023456781' }, 'same phone, name differs by one vowel'],
    [{ name: 'Eunyoung Kim', phone: '01023456781' }, 'same phone, same name in Latin letters'],
    [{ name: '은영', phone: '01023456781' }, 'same phone, same given name, surname missing'],
    [{ name: '김은영', phone: '010-2345-6787' }, 'phone differs by one digit, same name'],
    [{ name: '김은영', email: 'eunyoung0312+shop@naver.com' }, 'same mailbox, same name'],
    [
      { name: '김은영', email: 'eunyoung0312@nvaer.com' },
      'same e-mail but for a slip in the provider, same name',
    ],
    [{ name: '김은영', email: 'eunyoung0312@gmail.com' }, 'same e-mail name at another provider, same name'],
  ];
  for (const [other, why] of likely) {
    it(`very likely: ${why}`, () => {
      const found = score(kim, other);
      assert.ok(found.probability >= 0.9, String(found.probability));
      assert.equal(explain(found, en), why);
      assert.deepEqual(found.contradictions, []);
    });
  }

  const unlikely: [string, Person][] = [
    ['a relative at the same telephone', { name: '김서연', phone: '010-2345-6781' }],
    ['somebody else at the same telephone', { name: '박지훈', phone: '010-2345-6781' }],
    ['a namesake', { name: '김은영', phone: '010-9876-1234', email: 'kim.eunyoung@gmail.com' }],
    ['a husband who shares the mailbox', { name: '이상훈', email: 'eunyoung0312@naver.com' }],
  ];
  for (const [who, other] of unlikely) {
    it(`hardly: ${who}`, () => {
      const { probability } = score(kim, other);
      assert.ok(probability < 0.5, String(probability));
    });
  }

  it('is open when only the number is known: it may be the family’s', () => {
    const { probability } = score(kim, { phone: '010-2345-6781', name: '고객' });
    assert.ok(probability > 0.5 && probability < 0.9, String(probability));
  });

  it('says which fields contradict, so that nobody is joined without a person (B7)', () => {
    const [one, other] = [
      { ...kim, memberId: 'eun01' },
      { ...kim, memberId: 'eun02' },
    ];
    assert.deepEqual(score(one, other).contradictions, ['memberId']);
    assert.deepEqual(score(kim, { ...kim, name: '김서연' }).contradictions, ['name']);
    assert.deepEqual(score(kim, { ...kim, name: '미상' }).contradictions, []);
  });

  it('says nothing for addresses of an office and names that stand for nobody', () => {
    const found = score(
      { name: '고객', email: 'info@hanbit.co.kr' },
      { name: '고객', email: 'info@hanbit.co.kr' },
    );
    assert.deepEqual(found.reasons, []);
    assert.ok(found.probability < 0.001);
  });

  it('takes the best of several values', () => {
    const many = identityModel<{ phones: string[] }>({
      phone: { kind: phones, read: (record) => record.phones },
    });
    const [one, other] = [
      ['+821011112222', '+821033334444'],
      ['+821055556666', '+821033334444'],
    ];
    const found = many.score(many.prepare({ phones: one! }), many.prepare({ phones: other! }));
    assert.equal(found.reasons[0]!.level, 'same');
  });

  it('has words for every level in both languages', () => {
    const named: Readonly<Record<string, string>> = { phone: 'phone', email: 'email', memberId: 'memberId' };
    for (const [kind, levels] of Object.entries(weights.levels)) {
      for (const level of Object.keys(levels)) {
        if (!(kind in named)) continue;
        const reasons = [{ field: 'FIELD', kind, level, ratio: 9 }];
        assert.doesNotMatch(explain({ reasons }, en), /FIELD|\{|undefined/, `${kind} ${level}`);
        assert.match(explain({ reasons }, ko), /^[^A-Za-z]*[가-힣][^A-Za-z]*$/, `${kind} ${level}`);
      }
    }
    assert.equal(
      explain(score(kim, { ...kim, email: 'x@y.kr', name: '김운영' }), ko),
      '전화번호 일치, 이름의 모음 하나가 다름, 이메일이 다름',
    );
    const reasons = [{ field: 'town', kind: 'locality', level: 'same', ratio: 9 }];
    assert.equal(explain({ reasons }, en, { fieldNames: { town: 'city' } }), 'same city');
  });
});

describe('other records than customers', () => {
  it('are compared by what they have, a date of birth and an address', () => {
    type Row = Record<'given' | 'surname' | 'born' | 'street' | 'town' | 'code' | 'number', string>;
    const register = identityModel<Row>({
      name: { kind: personNames, read: ({ given, surname }) => ({ given, surname }) },
      born: { kind: birthDates, read: ({ born }) => born },
      number: { kind: nationalIds, read: ({ number }) => number },
      street: { kind: streets, read: ({ street }) => street },
      town: { kind: localities, read: ({ town }) => town },
      code: { kind: postcodes, read: ({ code }) => code },
    });
    const row: Row = {
      given: 'John',
      surname: 'Smith',
      born: '1980-03-17',
      street: '12 Elm Street',
      town: 'Perth',
      code: '4011',
      number: '',
    };
    const of = (other: Partial<Row>): Score =>
      register.score(register.prepare(row), register.prepare({ ...row, ...other }));
    assert.ok(of({ surname: 'Smyth', born: '1980-03-71', code: '4101' }).probability > 0.99);
    assert.ok(of({ given: 'Anna' }).probability < 0.95, 'it may be a twin at the same address');
    assert.ok(of({ given: 'Anna', surname: 'Brown', born: '1955-11-02' }).probability < 0.01);
  });
});

describe('the scorer', () => {
  const records = contactCentre({ seed: 3, people: 300 });
  const anyRecord = fc.nat({ max: records.length - 1 }).map((i) => records[i]!);

  it('gives the same bytes from both sides and at every time', () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (a, b) => {
        const once = JSON.stringify(score(a, b));
        assert.equal(JSON.stringify(score(b, a)), once);
        assert.equal(JSON.stringify(score(a, b)), once);
      }),
      { numRuns: 3000 },
    );
  });

  it('never sees less in common when an identifier in common is added', () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (a, b) => {
        const { memberId: _a, ...one } = a;
        const { memberId: _b, ...other } = b;
        const before = score(one, other).probability;
        const after = score({ ...one, memberId: 'm1' }, { ...other, memberId: 'm1' }).probability;
        assert.ok(after >= before);
        assert.ok(before >= 0 && after <= 1);
      }),
    );
  });

  it('has one table of weights, which nobody can change, with probabilities in it', () => {
    assert.equal(weights.version, 1);
    assert.throws(() => {
      (weights.levels['phone']!['same'] as unknown as number[])[0] = 1;
    }, TypeError);
    for (const [kind, levels] of Object.entries(weights.levels)) {
      const rows = Object.values(levels);
      for (const rate of rows.flat()) assert.ok(rate > 0 && rate <= 1, kind);
      if (kind === 'turned') continue;
      for (const column of [0, 1, 2] as const) {
        const sum = rows.reduce((total, rates) => total + rates[column], 0);
        assert.ok(sum > 0.95 && sum < 1.02, `${kind}: the column ${column} adds up to ${sum}`);
      }
    }
  });
});
