import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { finds, person } from '../../test/search.js';
import { sharedJson } from '@deskcard/tools/shared-data';
import { searchProbes } from './search.js';
import { searchTokens } from './search-tokens.js';

const naughty = await sharedJson<string[]>('security/blns.json');
const skip = naughty ? false : 'the list of naughty strings is not on this machine';

const desk = [
  person('1001', {
    name: ['김미나'],
    phone: ['010-1234-5678'],
    email: ['mina.kim@example.com'],
    memberId: ['MINA-01'],
  }),
  person('2001', { name: ['Émile Çelik'], phone: ['1588-1234'], email: ['emile+shop@example.com'] }),
];

describe('hostile search terms (trap 9)', () => {
  const terms = [
    '#{7*7}',
    '{{constructor}}',
    '&x=1',
    "' OR 1=1 --",
    '%',
    '_',
    '*',
    '.*',
    '\\',
    '$where',
    '__proto__',
    'a\r\nb',
    '\0',
    '김\0미나',
    '\ud800',
    '\udc00김',
    '\uffff',
    '<b>',
    '\u202e',
    '\u0301',
    'x'.repeat(10_000),
    '1'.repeat(10_000),
    '님'.repeat(10_000),
    '1 '.repeat(5_000),
    '-'.repeat(9_999) + '1',
    Array.from({ length: 2_000 }, (_, index) => `w${index}`).join(' '),
  ];

  it('are only ever a value: they find nobody who does not have them, and never fail', () => {
    for (const term of terms) {
      for (const field of ['text', 'name', 'phone', 'email', 'memberId', 'customerNumber']) {
        const numbers = desk.filter((values) => finds(values, { [field]: term }));
        if (!/^(?:김\0미나|\udc00김|\0|1 (?:1 )+)$/.test(term))
          assert.deepEqual(numbers, [], `${field}: ${term.slice(0, 20)}`);
      }
    }
    assert.deepEqual(
      desk.map((values) => finds(values, { text: '김\0미나' })),
      [true, false],
    );
  });

  it('find the customer who really has them', () => {
    for (const term of terms) {
      const visible = term.replace(/[\0\u202e]/g, '').trim();
      if (visible === '' || term.length > 1_000) continue;
      const values = person('9', { name: [term], memberId: [term] });
      assert.ok(finds(values, { name: term }), term);
      assert.ok(finds(values, { text: term }), term);
    }
  });

  it('cost a bounded number of tokens and probes', () => {
    for (const term of terms) {
      const values = person(term, { name: [term], phone: [term], email: [term], memberId: [term] });
      assert.ok(searchTokens(values).length <= 5 * 256);
      assert.ok(
        searchProbes({ text: term, name: term, phone: term, email: term, memberId: term }).length <= 98,
      );
    }
  });

  it('may be any naughty string: it is found where it stands and changes nothing elsewhere', { skip }, () => {
    for (const term of naughty!) {
      for (const probe of searchProbes({
        text: term,
        name: term,
        phone: term,
        email: term,
        memberId: term,
      })) {
        for (const values of desk) probe.matches(values);
      }
      const values = person('9', { name: [term], email: [term] });
      if (searchProbes({ name: term }).length > 0 && term.length < 250)
        assert.ok(finds(values, { name: term }), term);
    }
  });

  it('never fail on any text', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(
        fc.record(
          { text, name: text, phone: text, email: text, memberId: text, customerNumber: text },
          { requiredKeys: [] },
        ),
        (query) => {
          for (const probe of searchProbes(query)) for (const values of desk) probe.matches(values);
        },
      ),
      { numRuns: 400 },
    );
  });
});
