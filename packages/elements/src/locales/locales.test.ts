import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { errorCodes, wiringErrorCodes } from '@deskcard/core/errors';
import { english as en, parts } from '../../test/english.js';
import * as atOnce from './en.js';
import { ja } from './ja.js';
import { ko } from './ko.js';
import type { Locale, SectionName } from './locale.js';
import { layer, pickLocale } from './pick.js';
import { plural } from './plural.js';

/** Every text with its place, functions as such. */
function texts(group: object, place: string[] = []): [string, unknown][] {
  return Object.entries(group).flatMap(([key, value]): [string, unknown][] => {
    const here = [...place, key];
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isGroup ? texts(value as object, here) : [[here.join('.'), value]];
  });
}

/** The languages that come with the package, each with the letters its sentences are written in. */
const others: readonly { readonly name: string; readonly locale: Locale; readonly letters: RegExp }[] = [
  { name: 'Korean', locale: ko, letters: /[가-힣]/ },
  { name: 'Japanese', locale: ja, letters: /[ぁ-んァ-ヶ一-龠]/ },
];

for (const { name, locale, letters } of others) {
  test(`${name} says everything English says, and leaves nothing empty that English fills`, () => {
    const there = new Map(texts(locale.strings));
    const english = texts(en);
    assert.deepEqual([...there.keys()].sort(), english.map(([place]) => place).sort());
    for (const [place, text] of english) {
      const other = there.get(place);
      assert.equal(typeof other, typeof text, place);
      if (typeof text === 'string' && text !== '') assert.notEqual(other, '', place);
      if (Array.isArray(text))
        assert.deepEqual(
          (other as string[]).map((one) => one === ''),
          text.map((one) => one === ''),
          place,
        );
    }
  });

  test(`${name} is ${name}: whatever is a sentence in it has its letters, and the same places for values`, () => {
    const english = new Map(texts(en));
    for (const [place, text] of texts(locale.strings)) {
      const sentences = [text]
        .flat()
        .filter((one): one is string => typeof one === 'string' && one.length > 12);
      for (const one of sentences) assert.match(one, letters, `${place}: ${one}`);
      if (typeof text === 'function') {
        assert.deepEqual(shownArguments(text as Say), shownArguments(english.get(place) as Say), place);
      }
    }
  });
}

type Say = (...values: unknown[]) => string;

/** Which of its arguments a text shows: digits, which are a name and a number alike, and stand nowhere else. */
function shownArguments(say: Say): number[] {
  const words = ['71', '82', '93'].slice(0, say.length);
  const said = say(...words);
  return words.flatMap((word, at) => (said.includes(word) ? [at] : []));
}

test('a text stands in one place: with the element, or with the lazy part that shows it', () => {
  for (const [element, groups] of Object.entries(parts)) {
    const keys = [atOnce[element as SectionName], ...groups].flatMap((group) => Object.keys(group));
    assert.deepEqual(
      keys.filter((key, at) => keys.indexOf(key) !== at),
      [],
      element,
    );
  }
});

test('the English of every lazy part is in some element, so no language can forget it', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((name) => /^en\..+\.ts$/.test(name));
  const imported = readFileSync(new URL('../../test/english.ts', import.meta.url), 'utf8');
  const within = readFileSync(new URL('en.settings.ts', import.meta.url), 'utf8');
  const forgotten = files.filter((name) => {
    const module = name.replace('.ts', '.js');
    return name !== 'en.ts' && !imported.includes(module) && !within.includes(module);
  });
  assert.deepEqual(forgotten, []);
});

test('every error an agent can meet has words, in every language', () => {
  const codes = Object.keys(errorCodes).filter((code) => !wiringErrorCodes.some((each) => each === code));
  for (const { errors } of [en, ko.strings, ja.strings]) {
    assert.deepEqual(Object.keys(errors).sort(), codes.sort());
  }
});

test('a page in Korean of any country finds Korean; an unknown language finds none', () => {
  assert.equal(pickLocale('ko-KR', [ko]), ko);
  assert.equal(pickLocale('ko', [ko]), ko);
  assert.equal(pickLocale('kok', [ko]), undefined);
  assert.equal(pickLocale('fr', [ko]), undefined);
  assert.equal(pickLocale('ko', undefined), undefined);
});

test('the very locale goes before another one of the same language', () => {
  const brazil = { ...ko, lang: 'pt-BR' };
  const portugal = { ...ko, lang: 'pt-PT' };
  assert.equal(pickLocale('pt-PT', [brazil, portugal]), portugal);
  assert.equal(pickLocale('pt-AO', [brazil, portugal]), brazil);
});

test('replaced texts win text by text, and absent ones fall through', () => {
  const base = { a: 'A', group: { b: 'B', c: 'C' }, pair: ['x', 'y'] };
  const result = layer(base, { group: { b: 'b' } }, undefined, { a: undefined, pair: ['z', ''] });
  assert.deepEqual(result, { a: 'A', group: { b: 'b', c: 'C' }, pair: ['z', ''] });
  assert.deepEqual(base.group, { b: 'B', c: 'C' });
});

test('numbers in texts take the plural and the spelling of their language', () => {
  const forms = { one: '# ticket', other: '# tickets' };
  assert.equal(plural('en', 1, forms), '1 ticket');
  assert.equal(plural('en', 12_345, forms), '12,345 tickets');
  assert.equal(plural('ko', 1, { other: '#건' }), '1건');
});
