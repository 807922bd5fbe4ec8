import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readAddressRange } from './address-range.js';

describe('the addresses a provider is asked to let in (R36)', () => {
  it('are single addresses and ranges, in their canonical form', () => {
    const readings: Record<string, string> = {
      '203.0.113.10': '203.0.113.10',
      ' 203.0.113.0/24 ': '203.0.113.0/24',
      '203.0.113.10/32': '203.0.113.10/32',
      '128.0.0.0/1': '128.0.0.0/1',
      '2001:DB8:0:0::1': '2001:db8::1',
      '2001:db8::/48': '2001:db8::/48',
      '2001:db8:1:2:3:4:5:6/128': '2001:db8:1:2:3:4:5:6/128',
      '::ffff:203.0.113.10': '::ffff:cb00:710a',
      '64:ff9b::/96': '64:ff9b::/96',
    };
    for (const [typed, expected] of Object.entries(readings)) {
      assert.equal(readAddressRange(typed), expected, typed);
      assert.equal(readAddressRange(expected), expected, expected);
    }
  });

  it('are refused when a slip would open the firewall to strangers, or when they are none', () => {
    const refused = [
      '',
      '203.0.113',
      '203.0.113.256',
      '203.0.113.010',
      '0xcb.0.113.10',
      '3405803786',
      '203.0.113.10/24',
      '203.0.113.0/33',
      '203.0.113.0/-1',
      '203.0.113.0/024',
      '203.0.113.0/',
      '203.0.113.0/24/24',
      '0.0.0.0',
      '0.0.0.0/0',
      '128.0.0.0/0',
      '::',
      '::/0',
      '2001:db8::1/48',
      '2001:db8::/129',
      '2001:db8:::1',
      'fe80::1%eth0',
      '[2001:db8::1]',
      'example.com',
      '203.0.113.10:443',
      '203.0.113.10, 203.0.113.11',
      '203.0.113.10\n203.0.113.11',
    ];
    for (const typed of refused) assert.equal(readAddressRange(typed), undefined, JSON.stringify(typed));
  });
});
