import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { finds, person } from '../../test/search.js';
import { toJamo } from './hangul.js';
import { comparableName } from './name.js';
import { phoneKeys } from './phone.js';
import { searchProbes, type SearchQuery } from './search.js';
import { fold } from './search-letters.js';
import { searched } from './search-reading.js';
import { searchTokens, type SearchValues } from './search-tokens.js';

const desk = [
  person('1001', {
    name: ['김미나'],
    phone: ['010-1234-5678'],
    email: ['mina.kim@example.com'],
    memberId: ['MINA-01'],
  }),
  person('1002', {
    name: ['김민준', 'Minjun Kim'],
    phone: ['+82 10 9876 5432', '02-555-1234 내선 7'],
    email: ['junny88@naver.com'],
  }),
  person('1003', {
    name: ['박서연'],
    phone: ['010-5678-1234'],
    email: ['박서연@한국.kr'],
    memberId: ['서연'],
  }),
  person('1010', {
    name: ['John Smith'],
    phone: ['+1 650 253 0000'],
    email: ['john.smith@gmail.com'],
    memberId: ['jsmith'],
  }),
  person('2001', { name: ['Émile Çelik'], phone: ['1588-1234'], email: ['emile+shop@example.com'] }),
  person('2002', { name: ['과천상회 이 대표님'] }),
];

const found = (query: SearchQuery): string[] =>
  desk.filter((values) => finds(values, query)).map((values) => values.customerNumber);

const shows = (query: SearchQuery, ...numbers: string[]): void =>
  assert.deepEqual(found(query), numbers, JSON.stringify(query));

describe('an agent looks a person up (R5, R20)', () => {
  it('by syllables out of the middle of a name, and by a name that is typed half', () => {
    shows({ name: '김' }, '1001', '1002');
    shows({ name: '미나' }, '1001');
    shows({ name: '서연' }, '1003');
    shows({ name: '김ㅁ' }, '1001', '1002');
    shows({ name: '김미' }, '1001', '1002');
    shows({ name: '김민' }, '1001', '1002');
    shows({ name: '김민ㅈ' }, '1002');
    shows({ name: '고' }, '2002');
    shows({ name: '김미'.normalize('NFD') }, '1001', '1002');
  });

  it('by syllables and first consonants in one, as they are meant and as the keyboard joins them', () => {
    shows({ name: '김ㅁㅈ' }, '1002');
    shows({ text: 'ㄱ민' }, '1002');
    shows({ name: '박ㅅㅇ' }, '1003');
    shows({ name: '밗ㅇ' }, '1003');
    shows({ name: '김ㅈㅁ' });
  });

  it('by the first consonants of a name, also when the keyboard joined two of them (D3)', () => {
    shows({ name: 'ㄱㅁㅈ' }, '1002');
    shows({ name: 'ㄱㅁ' }, '1001', '1002');
    shows({ name: 'ㅅㅇ' }, '1003');
    shows({ name: 'ㅄ' }, '1003');
    shows({ text: '\u1100\u1106\u110c' }, '1002');
    shows({ text: 'ㅁㄱ' });
  });

  it('by a Latin name in any case and width, in any order of its words', () => {
    shows({ name: 'SMI' }, '1010');
    shows({ name: 'ｓｍｉ' }, '1010');
    shows({ name: 'kim minjun' }, '1002');
    shows({ name: 'émile' }, '2001');
    shows({ name: 'emile' }, '2001');
    shows({ name: 'smíth' }, '1010');
    shows({ name: 'CEL' }, '2001');
    shows({ name: 'ÇEL' }, '2001');
  });

  it('with spaces or polite words that the name does not have', () => {
    shows({ name: '김 미나' }, '1001');
    shows({ name: '김미나님' }, '1001');
    shows({ text: '김미나 고객님' }, '1001');
    shows({ text: 'Mr. Smith' }, '1010');
    shows({ name: '대표님' }, '2002');
    shows({ name: '이대표' }, '2002');
  });

  it('by any digits of a phone number, however it is punctuated', () => {
    shows({ phone: '5678' }, '1001', '1003');
    shows({ phone: '1234-5678' }, '1001');
    shows({ phone: '5678-1234' }, '1003');
    shows({ phone: '010-1234-5678' }, '1001');
    shows({ phone: '+82 10 1234' }, '1001');
    shows({ phone: '+82 (0)10-1234' }, '1001');
    shows({ phone: '0082-10-1234' }, '1001');
    shows({ phone: '00182 10 1234' }, '1001');
    shows({ phone: '８２１０１２３４' }, '1001');
    shows({ phone: '*23#01012345678' }, '1001');
    shows({ phone: '010-1234-5678 내선 3' }, '1001');
    shows({ phone: '650 253' }, '1010');
    shows({ phone: '02)555' }, '1002');
    shows({ phone: '010-9876' }, '1002');
    shows({ phone: '1588-1234' }, '2001');
    shows({ phone: '+82 1588-1234' }, '2001');
    shows({ text: '+82 1588-1234' }, '2001');
    shows({ phone: '0082 1588' }, '2001');
    shows({ text: '1234-5678' }, '1001');
    shows({ text: 'tel:+82-10-1234-5678' }, '1001');
    shows({ text: '+82 10 1234 5678' }, '1001', '1003');
  });

  it('by any piece of an e-mail address, in its domain too', () => {
    shows({ email: 'ina.ki' }, '1001');
    shows({ email: 'aver.co' }, '1002');
    shows({ email: '@EXAMPLE' }, '1001', '2001');
    shows({ email: '+shop' }, '2001');
    shows({ email: '한국' }, '1003');
    shows({ email: '박서연@xn--3e0b707e.kr' }, '1003');
    shows({ text: 'john.smith@gmail.com' }, '1010');
  });

  it('by the beginning of a customer number or a member id', () => {
    shows({ customerNumber: '100' }, '1001', '1002', '1003');
    shows({ customerNumber: '#1010' }, '1010');
    shows({ customerNumber: '001' });
    shows({ memberId: 'mina' }, '1001');
    shows({ memberId: 'JS' }, '1010');
    shows({ memberId: '01' });
    shows({ text: '#2001' }, '2001');
  });

  it('by free text whose words may each stand in another field, and must all be there', () => {
    shows({ text: '1234' }, '1001', '1002', '1003', '2001');
    shows({ text: '1234 박' }, '1003');
    shows({ text: '김 example.com' }, '1001');
    shows({ text: '  김\n1002 ' }, '1002');
    shows({ text: 'mina naver' });
    shows({ text: '서연' }, '1003');
  });

  it('with several conditions, which must all hold', () => {
    shows({ name: '김', email: 'naver' }, '1002');
    shows({ name: '김', email: 'gmail' });
    shows({ text: '김', memberId: 'mina', phone: '5678', customerNumber: '1' }, '1001');
  });

  it('beyond the length of an index key, where the exact value decides', () => {
    const long = 'a-very-long-mailbox-name-number';
    const twins = ['1', '2'].map((end) => person(end, { email: [`${long}${end}@example.com`] }));
    assert.deepEqual(
      twins.map((values) => finds(values, { email: `${long}2` })),
      [false, true],
    );
  });

  it('finds nobody when a condition cannot be met, and looks for nothing when none is given', () => {
    assert.deepEqual(searchProbes({}), []);
    assert.deepEqual(
      searchProbes({ text: '', name: ' \n', phone: '\t', email: '\u200b', memberId: '\0' }),
      [],
    );
    shows({ phone: '-' });
    shows({ name: '김', phone: 'none' });
  });

  it('scans the most selective word first', () => {
    assert.ok(searchProbes({ text: '김 010 mina.kim@example' })[0]!.prefixes.includes('e:mina.kim@example'));
    assert.deepEqual(searchProbes({ text: '김 mina', phone: '-' })[0]!.prefixes, []);
  });
});

const hangul = fc
  .array(fc.integer({ min: 0xac00, max: 0xd7a3 }), { minLength: 1, maxLength: 6 })
  .map((codes) => String.fromCharCode(...codes));
const latin = fc
  .array(fc.constantFrom(..."abcMINAéÑßσς-'. 12Ｋ😀"), { minLength: 1, maxLength: 24 })
  .map((each) => each.join(''));
const people = fc
  .record({
    name: fc.array(fc.oneof(hangul, latin), { minLength: 1, maxLength: 2 }),
    phone: fc.array(
      fc.oneof(
        fc.stringMatching(/^010-[2-9]\d{3}-\d{4}$/),
        fc.stringMatching(/^\+1 650 \d{3} \d{4}$/),
        fc.stringMatching(/^\d{1,12}( ext \d{2})?$/),
      ),
      { minLength: 1, maxLength: 2 },
    ),
    email: fc.array(fc.emailAddress(), { minLength: 1, maxLength: 2 }),
    memberId: fc.array(latin, { minLength: 1, maxLength: 2 }),
    customerNumber: fc.integer({ min: 1 }).map(String),
  })
  .map(({ customerNumber, ...values }) => person(customerNumber, values));

/** Every stretch of characters of the text, by its beginning and its length. */
const fragmentOf = (text: string, at: number, length: number): string => {
  const characters = [...text];
  const start = at % characters.length;
  return characters.slice(start, start + 1 + (length % characters.length)).join('');
};
const position = fc.nat(300);

describe('whatever a customer has (R20)', () => {
  it('is found by every fragment of every name, as typed, in the other case and decomposed', () => {
    fc.assert(
      fc.property(people, position, position, (values, at, length) => {
        for (const name of values.name) {
          const fragment = fragmentOf(name, at, length);
          if (fragment.trim() === '') continue;
          const wide = fragment.replace(/[!-~]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0));
          for (const typed of [fragment, fragment.toUpperCase(), fragment.normalize('NFD'), wide]) {
            assert.ok(finds(values, { name: typed }), typed);
            assert.ok(finds(values, { text: typed }), typed);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is found by the first letters of each syllable, and by every stage of typing the last one', () => {
    fc.assert(
      fc.property(hangul, position, position, (name, at, length) => {
        const values = person('7', { name: [name] });
        const fragment = fragmentOf(name, at, length);
        const initials = [...fragment].map((each) => toJamo(each).charAt(0)).join('');
        assert.ok(finds(values, { text: initials }), initials);
        const last = fragment.slice(-1);
        const open = String.fromCharCode(last.charCodeAt(0) - ((last.charCodeAt(0) - 0xac00) % 28));
        for (const stage of [toJamo(last).charAt(0), open]) {
          assert.ok(finds(values, { name: fragment.slice(0, -1) + stage }), stage);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is found by every stretch of digits of every phone number, at home and from abroad', () => {
    fc.assert(
      fc.property(people, position, position, (values, at, length) => {
        for (const phone of values.phone.flatMap(({ value, keys = [] }) => [value, ...keys])) {
          for (const run of phone.split('ext').map((part) => part.replace(/\D/g, ''))) {
            if (run === '') continue;
            const digits = fragmentOf(run, at, length);
            assert.ok(finds(values, { phone: digits }), digits);
            assert.ok(finds(values, { text: digits }), digits);
            assert.ok(finds(values, { phone: digits.split('').join('-') }), digits);
          }
          for (const key of phoneKeys(phone))
            assert.ok(finds(values, { phone: key.slice(0, 2 + (length % 11)) }));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is found by every fragment of every e-mail address, and by the beginning of every number and member id', () => {
    fc.assert(
      fc.property(people, position, position, (values, at, length) => {
        for (const email of values.email) {
          const fragment = fragmentOf(email, at, length);
          assert.ok(finds(values, { email: fragment.toUpperCase() }), fragment);
          assert.ok(finds(values, { text: fragment }), fragment);
        }
        for (const memberId of values.memberId) {
          const start = fragmentOf(memberId, 0, length);
          if (start.trim() !== '') assert.ok(finds(values, { memberId: start }), start);
        }
        assert.ok(finds(values, { customerNumber: fragmentOf(values.customerNumber, 0, length) }));
      }),
      { numRuns: 400 },
    );
  });
});

describe('what is shown of a match (R21)', () => {
  /** Each piece that is marked, with the field and the value it stands in. */
  const marked = (values: SearchValues, query: SearchQuery): { field: string; piece: string }[] =>
    searchProbes(query).flatMap((probe) =>
      probe
        .hits(searched(values))
        .flatMap(({ field, value, spans }) =>
          spans.map(({ from, to }) => ({ field, piece: value.slice(from, to) })),
        ),
    );
  const noFold = (text: string): string => text.replace(/\s/g, '');

  it('is what was typed, as the customer writes it: folded, both are the same', () => {
    let tried = 0;
    fc.assert(
      fc.property(people, position, position, (values, at, length) => {
        for (const [field, list] of [
          ['name', values.name],
          ['email', values.email],
        ] as const) {
          for (const value of list) {
            const typed = fragmentOf(value, at, length);
            // Polite words and spaces are looked past, so the words of a fragment are marked one by one.
            if (noFold(typed) === '' || /\s/.test(typed) || noFold(comparableName(typed)) !== fold(typed))
              continue;
            const pieces = marked(values, { [field]: typed }).map(({ piece }) =>
              fold(piece, field === 'name'),
            );
            const wanted = fold(typed, field === 'name');
            for (const piece of pieces) {
              // Half a syllable, or half of what one sign stands for, marks all of it.
              const isSame = piece === wanted || toJamo(piece).includes(toJamo(wanted));
              assert.ok(isSame, `${typed} in ${value}: ${piece}`);
              tried++;
            }
          }
        }
      }),
      { numRuns: 400 },
    );
    assert.ok(tried > 200, `only ${tried} were tried`);
  });

  it('is the digits as they were typed where a number has them, also when they can be dialled from abroad', () => {
    const pieces = (phone: string, typed: string): string[] =>
      marked(person('7', { phone: [phone] }), { phone: typed }).map(({ piece }) => piece);
    assert.deepEqual(pieces('010-2000-0821', '00821'), ['0-0821']);
    assert.ok(pieces('010-2000-1234', '008210').includes('010'));
    assert.deepEqual(pieces('1588-2000', '820'), ['8-20'], 'and not as a country alone');
    assert.deepEqual(pieces('1588-2000', '8200'), ['8-200']);
  });

  it('is the digits that were typed, whatever stands between them', () => {
    let tried = 0;
    const numbers = fc.oneof(
      fc.stringMatching(/^010-[2-9]\d{3}-\d{4}$/),
      fc.stringMatching(/^\+82 10 [2-9]\d{3} \d{4}$/),
      fc.stringMatching(/^1588-\d{4}$/),
    );
    fc.assert(
      fc.property(numbers, position, position, (phone, at, length) => {
        const digits = fragmentOf(phone.replace(/\D/g, ''), at, length);
        for (const { piece } of marked(person('7', { phone: [phone] }), { phone: digits })) {
          tried++;
          const shown = piece.replace(/\D/g, '');
          // A country or a 0 in front that the value has not is not marked.
          assert.ok(
            digits.endsWith(shown) || shown.endsWith(digits.replace(/^0/, '')),
            `${piece} for ${digits} in ${phone}`,
          );
        }
      }),
      { numRuns: 400 },
    );
    assert.ok(tried > 300, `only ${tried} were tried`);
  });

  it('is whole syllables for first consonants, one for each', () => {
    fc.assert(
      fc.property(hangul, position, position, (name, at, length) => {
        const fragment = fragmentOf(name, at, length);
        const initials = [...fragment].map((each) => toJamo(each).charAt(0)).join('');
        for (const { field, piece } of marked(person('7', { name: [name] }), { name: initials })) {
          assert.equal(field, 'name');
          assert.equal([...piece].map((each) => toJamo(each).charAt(0)).join(''), initials);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('lies within the value, from character to character, whatever the value is', () => {
    const anything = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(anything, position, position, (value, at, length) => {
        const values = person('7', { name: [value], email: [value], memberId: [value], phone: [value] });
        const typed = fragmentOf(value, at, length);
        for (const probe of searchProbes({ text: typed, name: typed, phone: typed, email: typed })) {
          for (const { value: shown, spans } of probe.hits(searched(values))) {
            for (const { from, to } of spans) {
              assert.ok(from >= 0 && from < to && to <= shown.length, `${from} ${to} ${shown}`);
              assert.doesNotMatch(shown.slice(from, to), /^[\udc00-\udfff]|[\ud800-\udbff]$/);
            }
          }
        }
      }),
      { numRuns: 600 },
    );
  });
});

describe('the search tokens of a record', () => {
  const anyValues = fc.record({
    customerNumber: fc.string(),
    name: fc.array(fc.oneof(fc.string({ unit: 'binary' }), hangul, latin), { maxLength: 2 }),
    phone: fc.array(fc.record({ value: fc.string({ unit: 'binary' }) }), { maxLength: 2 }),
    email: fc.array(fc.string({ unit: 'binary' }), { maxLength: 2 }),
    memberId: fc.array(fc.string({ unit: 'binary' }), { maxLength: 2 }),
  });
  const letters = fc
    .array(fc.constantFrom(...'ㄱㅏ가각과ab1 0+-@.#\u0301\uffff\0\ud83d\ude00'), { maxLength: 5 })
    .map((each) => each.join(''));

  it('lead to everything that matches: no probe says yes where its prefixes find nothing', () => {
    let matched = 0;
    const own = fc.tuple(fc.oneof(anyValues, people), position, position, letters);
    fc.assert(
      fc.property(
        own,
        fc.constantFrom('text', 'name', 'phone', 'email', 'memberId', 'customerNumber'),
        ([values, at, length, typed], field) => {
          const all = Object.values(values)
            .flat()
            .map((each) => (typeof each === 'string' ? each : each.value))
            .filter((value) => value !== '');
          const fragments = [typed, ...all.map((value) => fragmentOf(value, at, length))];
          const tokens = searchTokens(values);
          for (const probe of fragments.flatMap((fragment) => searchProbes({ [field]: fragment }))) {
            if (!probe.matches(values)) continue;
            matched++;
            assert.ok(
              probe.prefixes.some((prefix) => tokens.some((token) => token.startsWith(prefix))),
              probe.prefixes.join(),
            );
          }
        },
      ),
      { numRuns: 2000 },
    );
    assert.ok(matched > 1000, `only ${matched} matches were tried`);
  });

  it('are in order, each once, at most 18 units, none the beginning of another, and whole characters', () => {
    fc.assert(
      fc.property(fc.oneof(anyValues, people), (values) => {
        const tokens = searchTokens(values);
        assert.deepEqual(tokens, [...new Set(tokens)].sort());
        for (const [index, token] of tokens.entries()) {
          assert.ok(token.length <= 18, token);
          assert.doesNotMatch(token, /\p{Cs}|[\0\uffff]/u);
          assert.ok(!tokens[index + 1]?.startsWith(token), token);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('hold no character that ends a prefix scan too early', () => {
    const tokens = searchTokens(person('1', { name: ['a\uffffb'], memberId: ['\ufffe'] }));
    assert.doesNotMatch(tokens.join(), /[\ufffe\uffff]/);
    shows({ name: '\uffff' });
  });

  it('are about forty for one customer', () => {
    const names = ['김미나', '박서연', '이준', '남궁민수', 'Minjun Kim', 'John Smith', '최유진', '정하은'];
    const domains = ['naver.com', 'gmail.com', 'example.com', 'daum.net', 'company.co.kr'];
    const counts = Array.from({ length: 200 }, (_, index) => {
      const local = `${['mina', 'seoyeon', 'jun', 'minsu.nam', 'kim'][index % 5]}${(index * 37) % 100}`;
      return searchTokens(
        person(String(10_000 + index), {
          name: [names[index % names.length]!],
          phone: [`010-${2000 + ((index * 7919) % 7000)}-${1000 + ((index * 104_729) % 9000)}`],
          email: [`${local}@${domains[index % domains.length]}`],
          memberId: [local],
        }),
      ).length;
    });
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    assert.ok(mean <= 40, `mean ${mean}`);
    assert.ok(Math.max(...counts) <= 45, `most ${Math.max(...counts)}`);
  });
});
