import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readMemberId } from './member-id.js';

describe('a member id as the key of a customer (D3)', () => {
  it('keeps case and inner spaces, and drops the white space around it', () => {
    assert.deepEqual(readMemberId(' Hong 01\n'), { key: 'Hong 01' });
    assert.notDeepEqual(readMemberId('hong'), readMemberId('HONG'));
  });

  it('is one id whether its letters are composed or not', () => {
    assert.deepEqual(readMemberId('각josé'.normalize('NFD')), { key: '각josé'.normalize('NFC') });
  });

  it('does not take full-width letters for others: only the company knows whether they are', () => {
    assert.deepEqual(readMemberId('Ａ1'), { key: 'Ａ1' });
  });

  it('refuses control characters, line separators and broken characters inside', () => {
    for (const raw of ['a\0b', 'a\nb', 'a\tb', 'a\u007fb', 'a\u2028b', 'a\ud800b', '\udc00']) {
      assert.deepEqual(readMemberId(raw), { unusable: 'invalid', text: raw });
    }
  });

  it('says that a blank field is empty, not wrong', () => {
    assert.deepEqual(readMemberId(' \n '), { unusable: 'empty', text: '' });
  });

  it('has at most 255 characters, counted as people count them', () => {
    assert.deepEqual(readMemberId('😀'.repeat(255)), { key: '😀'.repeat(255) });
    assert.ok('unusable' in readMemberId('😀'.repeat(256)));
    assert.ok('unusable' in readMemberId('a'.repeat(10_000)));
  });

  it('never throws, and a key is read as itself', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 400 })), (raw) => {
        const reading = readMemberId(raw);
        if ('key' in reading) assert.deepEqual(readMemberId(reading.key), reading);
      }),
      { numRuns: 3000 },
    );
  });
});
