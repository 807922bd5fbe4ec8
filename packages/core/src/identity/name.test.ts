import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sharedJson } from '@deskcard/tools/shared-data';
import { comparableName, isChoseongQuery, isHonorific, storedName } from './name.js';
import { foldText, wellFormed } from './text.js';

const naughty = await sharedJson<string[]>('security/blns.json');
const skip = naughty ? false : 'the list of naughty strings is not on this machine';

describe('a name as the desk keeps it (D3)', () => {
  it('is Unicode NFC with single spaces, otherwise as it was written', () => {
    assert.equal(storedName('  홍길동 '.normalize('NFD')), '홍길동');
    assert.equal(storedName('Ｊｏｓé \n  Díaz님'), 'Ｊｏｓé Díaz님');
  });

  it('has no control characters and no broken characters, which no store keeps alike', () => {
    assert.equal(storedName('홍\0길\ud83d동'), '홍 길\ufffd동');
  });

  it('is never cut', () => {
    assert.equal(storedName('가'.repeat(10_000)).length, 10_000);
  });
});

describe('a name as the desk compares it (D3)', () => {
  const same: [name: string, spellings: string[]][] = [
    [
      '홍길동',
      [
        '홍길동님',
        '홍길동 님',
        '홍길동씨',
        '홍길동 씨',
        '홍 길 동',
        '홍길동 고객님',
        '홍길동고객님',
        '홍길동 선생님',
        '홍길동 과장님',
        '홍길동 과장',
        '홍길동대표이사님',
        '홍길동 과장님 귀하',
        '홍길동'.normalize('NFD'),
        '홍길동　様',
      ],
    ],
    [
      'john smith',
      [
        'John  Smith',
        'Mr. John Smith',
        'MR JOHN SMITH',
        'Dr.John Smith',
        'Ｊｏｈｎ Ｓｍｉｔｈ',
        'Prof. Dr. John Smith',
      ],
    ],
    ['jane doe', ['Mrs. Jane Doe', 'Ms Jane Doe', 'Miss Jane Doe 님']],
    ['田中太郎', ['田中太郎様', '田中 太郎 さん', '田中 太郎 さ ん', '田中太郎さん', '田中太郎先生']],
    ['tanaka', ['Tanaka-san', 'Mr Tanaka']],
    ['김 john', ['김 John', '김 John님']],
  ];
  for (const [name, spellings] of same) {
    it(`is ${name} for ${spellings.join(', ')}`, () => {
      for (const spelling of spellings) assert.equal(comparableName(spelling), name, spelling);
    });
  }

  it('keeps what belongs to the name', () => {
    for (const name of [
      '김님',
      '김씨',
      '별님',
      '이사',
      '양',
      '김대리',
      '박사',
      'drake',
      'sirius black',
      'missy',
    ]) {
      assert.equal(comparableName(name), name);
    }
    assert.equal(comparableName('Mr.'), 'mr.');
    assert.equal(comparableName('고객님'), '고객');
  });

  it('keeps choseong as they were typed', () => {
    assert.equal(comparableName('ㄱㅁㅈ'), 'ㄱㅁㅈ');
    assert.equal(comparableName('ㅋㅋ ㅏ'), 'ㅋㅋㅏ');
  });

  it('changes nothing the second time, whatever the name', () => {
    const parts = fc.constantFrom(
      ...'홍 길 동 님 씨 과장 고객 양 Mr. Dr mr John 様 さん - 　'.split(' '),
      ' ',
      '  ',
      '-san',
      '\0',
      '\ud800',
    );
    const names = fc.oneof(
      fc.array(parts).map((each) => each.join('')),
      fc.string({ unit: 'binary' }),
      fc.string(),
    );
    fc.assert(
      fc.property(names, (raw) => {
        const name = comparableName(raw);
        assert.equal(comparableName(name), name);
        assert.equal(storedName(storedName(raw)), storedName(raw));
        assert.equal(foldText(foldText(raw)), foldText(raw));
        if (raw.trim() !== '' && storedName(raw) !== '') assert.notEqual(name, '');
      }),
      { numRuns: 1500 },
    );
  });

  it('survives 10,000 polite words', () => {
    for (const word of ['님', '고객님 ', ' 과장', 'mr. ', '様', '\0', '\ud800']) {
      const name = comparableName(word.repeat(10_000));
      assert.equal(comparableName(name), name);
    }
  });

  it('survives every naughty string', { skip }, () => {
    for (const text of naughty!) assert.equal(comparableName(comparableName(text)), comparableName(text));
  });
});

describe('polite words', () => {
  it('are told from names by where they stand', () => {
    assert.ok(isHonorific('고객님', 'after'));
    assert.ok(isHonorific('양', 'after'));
    assert.ok(isHonorific('Mr.', 'before'));
    assert.ok(isHonorific('dr', 'before'));
    assert.ok(!isHonorific('양', 'before'));
    assert.ok(!isHonorific('홍길동', 'after'));
    assert.ok(!isHonorific('Mr. Kim', 'before'));
  });
});

describe('a choseong query', () => {
  it('is made of consonants alone, from the keyboard or conjoining', () => {
    for (const text of ['ㄱㅁㅈ', 'ㄱ', ' ㄱ ㅁ ', 'ㄳ', 'ㅃ', '\u1100\u1106\u110c'])
      assert.ok(isChoseongQuery(text), text);
  });

  it('is nothing else', () => {
    for (const text of ['', ' ', '김', '김ㅁ', 'ㅏ', 'ㄱㅏ', 'k', '\u11a8', 'ㄱ1'])
      assert.ok(!isChoseongQuery(text), text);
  });

  it('would no longer be one after NFKC and composition, which is why it is never normalised', () => {
    assert.notEqual('ㄱㅁㅈ'.normalize('NFKC'), 'ㄱㅁㅈ');
    assert.equal(foldText('ㄱㅁㅈ'), 'ㄱㅁㅈ');
  });
});

describe('a text with broken characters', () => {
  it('keeps whole surrogate pairs and replaces halves', () => {
    assert.equal(wellFormed('a\ud83d\ude00b\ud83dc\ude00'), 'a😀b\ufffdc\ufffd');
  });
});
