import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { choseong, choseongOf, jamoOf, toJamo } from './hangul.js';

const syllables = Array.from({ length: 0xd7a3 - 0xac00 + 1 }, (_, index) =>
  String.fromCharCode(0xac00 + index),
);

describe('Hangul as the keys it is typed with', () => {
  it('shows each syllable as its letters', () => {
    assert.equal(toJamo('민서'), 'ㅁㅣㄴㅅㅓ');
    assert.equal(toJamo('가'), 'ㄱㅏ');
    assert.equal(toJamo('힣'), 'ㅎㅣㅎ');
    assert.equal(toJamo('Kim 민-1'), 'Kim ㅁㅣㄴ-1');
  });

  it('splits compound vowels and finals into the keys that are pressed, and nothing else', () => {
    assert.equal(toJamo('과괘괴궈궤귀긔'), 'ㄱㅗㅏㄱㅗㅐㄱㅗㅣㄱㅜㅓㄱㅜㅔㄱㅜㅣㄱㅡㅣ');
    assert.equal(
      toJamo('갃갅갆갉갊갋갌갍갎갏값'),
      'ㄱㅏㄱㅅㄱㅏㄴㅈㄱㅏㄴㅎㄱㅏㄹㄱㄱㅏㄹㅁㄱㅏㄹㅂㄱㅏㄹㅅㄱㅏㄹㅌㄱㅏㄹㅍㄱㅏㄹㅎㄱㅏㅂㅅ',
    );
    assert.equal(toJamo('깎았개계'), 'ㄲㅏㄲㅇㅏㅆㄱㅐㄱㅖ');
    assert.equal(toJamo('ㄳㅘㅃ'), 'ㄱㅅㅗㅏㅃ');
  });

  it('shows the letters of a decomposed text too', () => {
    assert.equal(toJamo('김민준'.normalize('NFD')), toJamo('김민준'));
    assert.equal(toJamo('\u1100\u1106\u110c'), 'ㄱㅁㅈ');
    assert.equal(toJamo('\u1161 \u11a8'), 'ㅏ ㄱ');
  });

  it('grows letter by letter while a name is typed: every stage is the beginning of the next', () => {
    for (const stages of [
      ['ㄱ', '기', '김', '김ㅁ', '김미', '김민', '김미나'],
      ['ㄱ', '고', '과', '광', '광ㅅ', '광수'],
      ['ㅂ', '바', '박', '박ㅅ', '박서', '박서ㅇ', '박서여', '박서연'],
      ['ㄱ', '가', '갑', '값', '갑소'],
    ]) {
      for (const stage of stages) assert.ok(toJamo(stages.at(-1)!).startsWith(toJamo(stage)), stage);
    }
  });

  it('tells every syllable from every other', () => {
    assert.equal(new Set(syllables.map(toJamo)).size, 11_172);
  });

  it('tells every two words from each other', () => {
    const words = fc.array(fc.constantFrom(...syllables), { maxLength: 4 }).map((each) => each.join(''));
    const near = fc
      .array(fc.constantFrom(...'가각갃간갅과고골곬나사아앗하'), { maxLength: 5 })
      .map((each) => each.join(''));
    for (const some of [words, near]) {
      fc.assert(
        fc.property(some, some, (a, b) => assert.equal(toJamo(a) === toJamo(b), a === b)),
        { numRuns: 3000 },
      );
    }
  });
});

describe('the first consonants of a name', () => {
  it('are one for each syllable, and other characters stay', () => {
    assert.equal(choseong('김민준'), 'ㄱㅁㅈ');
    assert.equal(choseong('빵 A수'), 'ㅃ Aㅅ');
    assert.equal(choseong('김민준'.normalize('NFD')), 'ㄱㅁㅈ');
  });

  it('stay as they are when someone types them, even when the keyboard joined two', () => {
    assert.equal(choseong('ㄱㅁㅈ'), 'ㄱㅁㅈ');
    assert.equal(choseong('ㄳ'), choseong('김수'));
  });
});

describe('any text', () => {
  it('is taken apart without an error, one entry for each character of its NFC', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
        const characters = [...text.normalize('NFC')];
        assert.equal(jamoOf(text).length, characters.length);
        assert.equal(choseongOf(text).length, characters.length);
        assert.ok(!/[\uac00-\ud7a3]/.test(toJamo(text)));
        assert.equal(toJamo(toJamo(text)), toJamo(text));
      }),
      { numRuns: 500 },
    );
    assert.equal(toJamo('\0\ud800'), '\0\ud800');
    assert.equal(toJamo('가'.repeat(10_000)).length, 20_000);
  });
});
