import assert from 'node:assert/strict';
import { isIPv4, isIPv6 } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { sharedJson, sharedText } from '@deskcard/tools/shared-data';
import { kindOfAddress } from './addresses.js';

interface Judged {
  address: string;
  mustBlock: boolean;
  why: string;
}

const judged = await sharedJson<Judged[]>('security/addresses_78.json');
const registries = {
  4: await sharedText('security/iana-ipv4-special-registry.2026-07-18.csv'),
  6: await sharedText('security/iana-ipv6-special-registry.2026-07-18.csv'),
};
const skip = judged ? false : 'the lists of addresses are not on this machine';
const skipRegistry = registries[4] && registries[6] ? false : 'the IANA registries are not on this machine';

test('Of 78 addresses exactly the public ones may be called (D15)', { skip }, () => {
  assert.equal(judged!.length, 78);
  for (const { address, mustBlock, why } of judged!) {
    assert.equal(kindOfAddress(address) !== 'public', mustBlock, `${address}: ${why}`);
  }
});

/** A block as its first address, how many bits are fixed, and how many there are. */
interface Block {
  first: bigint;
  prefix: number;
  bits: 32 | 128;
}

/** Read without the code under test: 32 or 128 bits as a number. */
function numberOf(address: string): bigint {
  if (isIPv4(address)) return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groups = (text = ''): string[] => text.split(':').filter((group) => group !== '');
  const zeros = Array<string>(8 - groups(head).length - groups(tail).length).fill('0');
  const all = tail === undefined ? groups(head) : [...groups(head), ...zeros, ...groups(tail)];
  return all.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

function addressOf(number: bigint, bits: 32 | 128): string {
  const [size, base] = bits === 32 ? [8n, 10] : [16n, 16];
  const parts = Array.from({ length: bits / Number(size) }, (_, index) => {
    const shift = BigInt(bits) - size * BigInt(index + 1);
    return ((number >> shift) & ((1n << size) - 1n)).toString(base);
  });
  return parts.join(bits === 32 ? '.' : ':');
}

function blocksOf(csv: string): Block[] {
  return csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [network = '', prefix] = line.split(',')[0]!.split('/');
      return { first: numberOf(network), prefix: Number(prefix), bits: isIPv6(network) ? 128 : 32 };
    });
}

const within = ({ first, prefix, bits }: Block, number: bigint): boolean =>
  number >> BigInt(bits - prefix) === first >> BigInt(bits - prefix);

test(
  'No block of the IANA registries may be called, first and last address included',
  { skip: skipRegistry },
  () => {
    const blocks = Object.values(registries).flatMap((csv) => blocksOf(csv!));
    assert.equal(blocks.length, 26 + 25);
    for (const { first, prefix, bits } of blocks) {
      const last = first + (1n << BigInt(bits - prefix)) - 1n;
      for (const number of [first, (first + last) / 2n, last]) {
        assert.notEqual(kindOfAddress(addressOf(number, bits)), 'public', addressOf(number, bits));
      }
    }
  },
);

test(
  'Any IPv4 address is public exactly when no registry, multicast or cloud claims it',
  { skip: skipRegistry },
  () => {
    const extra = '\n224.0.0.0/4\n168.63.129.16/32';
    const blocks = blocksOf(registries[4]!.trim() + extra);
    // Addresses anywhere, and addresses near the edges of the blocks.
    const edges = blocks.flatMap(({ first, prefix }) => [first, first + (1n << BigInt(32 - prefix))]);
    const near = fc.tuple(fc.constantFrom(...edges), fc.bigInt(-2n, 1n)).map(([edge, by]) => edge + by);
    const any = fc
      .oneof(fc.bigInt(0n, (1n << 32n) - 1n), near)
      .filter((each) => each >= 0n && each < 1n << 32n);
    fc.assert(
      fc.property(any, (number) => {
        const claimed = blocks.some((block) => within(block, number));
        assert.equal(kindOfAddress(addressOf(number, 32)) !== 'public', claimed, addressOf(number, 32));
      }),
      { numRuns: 5000 },
    );
  },
);

test(
  'Any IPv6 address is public exactly when it is global unicast and no registry claims it',
  { skip: skipRegistry },
  () => {
    const blocks = blocksOf(registries[6]!);
    const edges = blocks.flatMap(({ first, prefix }) => [first, first + (1n << BigInt(128 - prefix))]);
    const near = fc.tuple(fc.constantFrom(...edges), fc.bigInt(-2n, 1n)).map(([edge, by]) => edge + by);
    const top = (1n << 128n) - 1n;
    const unicast = fc.bigInt(1n << 125n, (1n << 126n) - 1n);
    const any = fc.oneof(fc.bigInt(0n, top), unicast, near).filter((each) => each >= 0n && each <= top);
    fc.assert(
      fc.property(any, (number) => {
        const isPublic = number >> 125n === 1n && !blocks.some((block) => within(block, number));
        assert.equal(kindOfAddress(addressOf(number, 128)) === 'public', isPublic, addressOf(number, 128));
      }),
      { numRuns: 5000 },
    );
  },
);

test('An IPv4 address hidden in an IPv6 one is never public, not even a public one', () => {
  for (const inner of ['127.0.0.1', '10.0.0.1', '8.8.8.8']) {
    const hex = numberOf(inner).toString(16).padStart(8, '0');
    const groups = `${hex.slice(0, 4)}:${hex.slice(4)}`;
    const forms = [
      `::ffff:${inner}`,
      `::${inner}`,
      `::ffff:0:${inner}`,
      `64:ff9b::${inner}`,
      `64:ff9b:1::${inner}`,
      `2002:${groups}::1`,
      `2001:0:${groups}::1`,
    ];
    for (const form of forms) assert.equal(kindOfAddress(form), 'special', form);
  }
});

test('Loopback, private and shared networks can be exempted by name; metadata services cannot', () => {
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '::1',
    'fd12::1',
  ]) {
    assert.equal(kindOfAddress(address), 'internal', address);
  }
  for (const address of ['169.254.169.254', '100.100.100.200', '168.63.129.16', 'fd00:ec2::254', 'fe80::1']) {
    assert.equal(kindOfAddress(address), 'special', address);
  }
});

test('What is no address, or names an interface of this machine, may not be called', () => {
  const odd = [
    '',
    'localhost',
    '127.1',
    '2130706433',
    '0x7f.0.0.1',
    '8.8.8',
    '[::1]',
    '::1%lo',
    '2606::1%1',
    '8.8.8.8 ',
  ];
  for (const address of odd) assert.equal(kindOfAddress(address), 'special', address);
});
