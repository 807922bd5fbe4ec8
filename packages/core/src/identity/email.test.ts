import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sharedJson } from '@deskcard/tools/shared-data';
import { readEmail } from './email.js';

const naughty = await sharedJson<string[]>('security/blns.json');
const skip = naughty ? false : 'the list of naughty strings is not on this machine';

const keyOf = (raw: string): string | undefined => {
  const reading = readEmail(raw);
  return 'key' in reading ? reading.key : undefined;
};

describe('an e-mail address as the key of a customer (D3, R8)', () => {
  const sameAddress: [raw: string, key: string][] = [
    ['mina@example.com', 'mina@example.com'],
    ['  Mina@Example.COM\n', 'mina@example.com'],
    ['ｍｉｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'mina@example.com'],
    ['\u200bmina@example.com\ufeff', 'mina@example.com'],
    ['mina.kim+shop@example.com', 'mina.kim+shop@example.com'],
    ['minakim@example.com', 'minakim@example.com'],
    ['mina@BÜCHER.example', 'mina@xn--bcher-kva.example'],
    ['mina@한국.kr', 'mina@xn--3e0b707e.kr'],
    ['mina@한국。kr', 'mina@xn--3e0b707e.kr'],
    ['미나@example.com', '미나@example.com'],
    ['a..b.@docomo.example', 'a..b.@docomo.example'],
    ["o'hara!#$%&*/=?^_`{|}~-@example.com", "o'hara!#$%&*/=?^_`{|}~-@example.com"],
    ['mina@mail.example.co.kr', 'mina@mail.example.co.kr'],
  ];
  for (const [raw, key] of sameAddress) {
    it(`reads ${JSON.stringify(raw)} as ${key}`, () => {
      assert.deepEqual(readEmail(raw), { key });
    });
  }

  const notAnAddress = [
    'mina',
    'mina@',
    '@example.com',
    'mina@example',
    'mina@example.',
    'mina@.com',
    'mina@exa mple.com',
    'mi na@example.com',
    'mina@@example.com',
    'mina@example.com, tom@example.com',
    'Mina <mina@example.com>',
    'mailto:mina@example.com',
    '"mina"@example.com',
    'mina@[127.0.0.1]',
    'mina@127.0.0.1',
    'mina@0x7f.1',
    'mina@2130706433',
    'mina@example.com:80',
    'mina@example.com/path',
    'mina@example.com?bcc=tom',
    'mina@example.com#x',
    'mina@user:pass@example.com',
    'mina@-example.com',
    'mina@example-.com',
    'mina@exa_mple.com',
    'mina@%65xample.com',
    'mina\0@example.com',
    'mina@example.com\r\nBcc: tom@example.com',
    'mina\r\nBcc:tom@example.com',
    'mina\u2028bcc@example.com',
    'mina\u202e@example.com',
    '\ud800@example.com',
    'mina@\ud800.com',
    `${'a'.repeat(243)}@example.com`,
    `mina@${'a'.repeat(64)}.com`,
    'a'.repeat(10_000),
    `${'a'.repeat(10_000)}@example.com`,
  ];
  for (const raw of notAnAddress) {
    const name = raw.length > 60 ? `${raw.slice(0, 10)}… (${raw.length} characters)` : JSON.stringify(raw);
    it(`refuses ${name}`, () => {
      assert.deepEqual(readEmail(raw), { unusable: 'invalid', text: raw.trim() });
    });
  }

  it('says that a blank field is empty, not wrong', () => {
    assert.deepEqual(readEmail(''), { unusable: 'empty', text: '' });
    assert.deepEqual(readEmail(' \n\t '), { unusable: 'empty', text: '' });
  });

  it('accepts an address of 254 characters and no more', () => {
    const longest = `${'a'.repeat(242)}@example.com`;
    assert.equal(longest.length, 254);
    assert.equal(keyOf(longest), longest);
    assert.equal(keyOf(`a${longest}`), undefined);
  });
});

describe('any text in an e-mail field', () => {
  const addresses = fc.oneof(
    fc.emailAddress(),
    fc
      .tuple(fc.string({ unit: 'binary', maxLength: 8 }), fc.string({ unit: 'grapheme', maxLength: 8 }))
      .map(([local, domain]) => `${local}@${domain}.com`),
    fc.string({ unit: 'binary', maxLength: 400 }),
  );

  it('never throws, and a key is read as itself', () => {
    let keys = 0;
    fc.assert(
      fc.property(addresses, (raw) => {
        const key = keyOf(raw);
        if (key === undefined) return;
        keys++;
        assert.deepEqual(readEmail(key), { key });
      }),
      { numRuns: 5000 },
    );
    assert.ok(keys > 1000, `only ${keys} keys were tried`);
  });

  it('gives a key that can stand in a mail header: one @, no white space, controls or brackets', () => {
    fc.assert(
      fc.property(addresses, (raw) => {
        const key = keyOf(raw);
        if (key !== undefined) assert.match(key, /^[^\s\p{Cc}\p{Cs}@<>(),;:"[\]\\]+@[a-z0-9.-]+$/u);
      }),
      { numRuns: 3000 },
    );
  });

  it('gives the same key in upper case, in full width and with white space around it', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const key = keyOf(address);
        fc.pre(key !== undefined);
        const wide = [...address].map((each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0)).join('');
        for (const spelling of [address.toUpperCase(), ` ${address}\n`, wide])
          assert.equal(keyOf(spelling), key);
      }),
    );
  });

  it('never becomes a key by being naughty', { skip }, () => {
    assert.deepEqual(
      naughty!.filter((text) => keyOf(text) !== undefined),
      [],
    );
    for (const text of naughty!) keyOf(`${text}@example.com`);
  });
});
