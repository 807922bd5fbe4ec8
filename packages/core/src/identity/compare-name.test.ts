import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sharedJson } from '@deskcard/tools/shared-data';
import { chance, givenName, spell, surname } from '@deskcard/testing/contact-centre';
import { compareNames, type NameLevel } from './compare-name.js';
import { personName, type NameValue } from './person-name.js';

const pairs = await sharedJson<{ ko: string; latin: string }[]>('fixtures/ko-roman-name-pairs.json');
const naughty = await sharedJson<string[]>('security/blns.json');
const skip = (data: unknown): string | false =>
  data ? false : 'the shared data sets are not on this machine';

function levelOf(a: NameValue, b: NameValue): NameLevel | undefined {
  const [one, other] = [personName(a), personName(b)];
  return one && other && compareNames(one, other)?.level;
}

describe('two names', () => {
  const compared: [NameLevel | undefined, [NameValue, NameValue][]][] = [
    [
      'same',
      [
        ['홍길동', '홍길동님'],
        ['홍길동', '홍 길동 고객님'],
        ['홍길동', '홍길동(배우자)'],
        ['홍길동', '홍길동'.normalize('NFD')],
        ['남궁민', '남궁 민 씨'],
        ['José Álvarez', 'jose alvarez'],
        ['Søren Łukasz', 'Soren Lukasz'],
        ['Mr. John Smith', 'JOHN SMITH'],
        ['Min-jun Kim', 'Min jun Kim'],
        // The surname is known in either place.
        ['Kim Minjun', 'Minjun Kim'],
        [{ given: 'John', surname: 'Smith' }, 'John Smith'],
      ],
    ],
    [
      'turned',
      [
        ['Smith John', 'John Smith'],
        ['길동홍', '홍길동'],
        [
          { given: 'John', surname: 'Smith' },
          { given: 'Smith', surname: 'John' },
        ],
      ],
    ],
    [
      'romanised',
      [
        ['김민준', 'Minjun Kim'],
        ['김민준', 'KIM MIN JOON'],
        ['이서연', 'Rhee Suh-youn'],
        ['남궁민', 'Min Namgung'],
        ['류준열', 'Yoo Junyeol'],
        ['정의선', 'Chung Eui-sun'],
        ['조규성', 'Cho Gue-sung'],
      ],
    ],
    [
      'vowel',
      [
        ['김은영', '김운영'],
        ['박재현', '박제현'],
      ],
    ],
    [
      'consonant',
      [
        ['김민진', '김민징'],
        ['정은주', '전은주'],
        // Said alike.
        ['김미나', '김민아'],
        ['이석은', '이서근'],
      ],
    ],
    [
      'letter',
      [
        ['John Smith', 'Jhon Smith'],
        ['John Smith', 'John Smyth'],
      ],
    ],
    ['alike', [['Katherine Miller', 'Katharyne Miller']]],
    ['initial', [['J. Smith', 'John Smith']]],
    [
      'givenOnly',
      [
        ['민준', '김민준'],
        ['Minjun', 'Minjun Kim'],
        ['Minjun', '김민준'],
      ],
    ],
    [
      'surnameOnly',
      [
        ['Smith', 'John Smith'],
        ['Kim', '김민준'],
      ],
    ],
    [
      'otherSurname',
      [
        ['김민준', '이민준'],
        ['Anna Smith', 'Anna Brown'],
      ],
    ],
    [
      'relative',
      [
        ['김민준', '김서연'],
        ['김민준', '김민서'],
        ['Kim Minjun', 'Kim Seoyeon'],
        ['강준서', '강준우'],
      ],
    ],
    [
      'different',
      [
        ['김민준', '이서연'],
        ['John Smith', 'Priya Sharma'],
        ['김민준', 'Seoyeon Lee'],
      ],
    ],
    [
      undefined,
      [
        ['田中太郎', '김민준'],
        ['Ольга', 'Olga'],
      ],
    ],
  ];
  for (const [level, names] of compared) {
    for (const [a, b] of names) {
      it(`${JSON.stringify(a)} and ${JSON.stringify(b)}: ${level ?? 'nothing can be told'} (D3)`, () => {
        assert.equal(levelOf(a, b), level);
        assert.equal(levelOf(b, a), level);
      });
    }
  }

  it('name nobody when it stands for a name that is not known', () => {
    const nobody = [
      '',
      ' ',
      '고객',
      '고객님',
      '고객1234',
      '미상',
      '익명',
      'Unknown',
      'N/A',
      '-',
      '???',
      'ㅇㅇ',
      'ㅇㅇㅇ',
      'xxx',
      '가가가',
    ];
    for (const name of [...nobody, '010-1234-5678', '(주)', '12345', 'TEST']) {
      assert.equal(personName(name), undefined, name);
    }
    for (const name of ['홍길동', '민준', '김님', 'Li', 'Bo Xi', '田中太郎', '이사'])
      assert.ok(personName(name), name);
  });
});

describe('a Korean name in Latin letters', () => {
  it(
    'is known in 9 of 10 of the spellings in use, with 2 in 1,000 taken for another name',
    { skip: skip(pairs) },
    () => {
      const known = pairs!.filter(({ ko, latin }) => levelOf(ko, latin) === 'romanised');
      assert.ok(known.length >= pairs!.length * 0.9, `${known.length} of ${pairs!.length}`);
      const others = pairs!.flatMap(({ ko }) =>
        pairs!.filter((each) => each.ko !== ko).map(({ latin }) => [ko, latin]),
      );
      const wrong = others.filter(([ko, latin]) => levelOf(ko!, latin!) === 'romanised');
      assert.ok(wrong.length <= others.length * 0.002, wrong.join(' · '));
    },
  );

  it('is known as made-up people spell it', () => {
    const random = chance(4711);
    const people = Array.from({ length: 400 }, () => {
      const [family, given] = [surname(random), givenName(random)];
      const latin = `${spell(given, random).join(random.odds(0.5) ? '-' : '')} ${spell(family, random).join('')}`;
      return { ko: family + given, latin };
    });
    const known = people.filter(({ ko, latin }) => levelOf(ko, latin) === 'romanised');
    assert.ok(known.length >= people.length * 0.9, `${known.length} of ${people.length}`);
    const others = people.flatMap(({ ko }, i) =>
      people.filter((each, j) => j % 10 === i % 10 && each.ko !== ko).map(({ latin }) => [ko, latin]),
    );
    const wrong = others.filter(([ko, latin]) => levelOf(ko!, latin!) === 'romanised');
    assert.ok(wrong.length <= others.length * 0.002, `${wrong.length} of ${others.length}`);
  });
});

describe('any two names', () => {
  const piece = fc.constantFrom(
    '김',
    '이',
    '민',
    '준',
    '서',
    '님',
    ' ',
    'Kim',
    'min',
    'jun',
    '-',
    'é',
    '田',
    '(',
    ',',
  );
  const names = fc.oneof(
    fc.array(piece, { maxLength: 6 }).map((each) => each.join('')),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  );

  it('compare alike from both sides, and a name with itself is the same', () => {
    let compared = 0;
    fc.assert(
      fc.property(names, names, (a, b) => {
        const [one, other] = [personName(a), personName(b)];
        if (one) assert.ok(['same', 'givenOnly'].includes(compareNames(one, one)!.given ?? 'same'));
        if (!one || !other) return;
        compared++;
        assert.deepEqual(compareNames(one, other), compareNames(other, one));
      }),
      { numRuns: 4000 },
    );
    assert.ok(compared > 1000, `only ${compared} were compared`);
  });

  it('never throw, however naughty', { skip: skip(naughty) }, () => {
    for (const text of naughty!) levelOf(text, '김민준');
    for (const text of ['가'.repeat(100_000), 'a '.repeat(100_000), '('.repeat(100_000)]) levelOf(text, text);
  });
});
