import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mailboxAddress, oneLine } from './mailbox.js';

describe('the address a mail goes to (R36)', () => {
  it('is the one that stands in the directory, with the domain as mail servers spell it', () => {
    const addresses: Record<string, string> = {
      'mina@example.com': 'mina@example.com',
      ' Mina.Kim+desk@Example.COM ': 'Mina.Kim+desk@example.com',
      'mina@예시.한국': 'mina@xn--vv4b11d.xn--3e0b707e',
      'mina@bücher.example': 'mina@xn--bcher-kva.example',
      '미나@example.com': '미나@example.com',
    };
    for (const [typed, expected] of Object.entries(addresses)) assert.equal(mailboxAddress(typed), expected);
  });

  it('is none when it could be more than one, end a header, or only look like an address', () => {
    const hostile = [
      '',
      'mina',
      'mina@localhost',
      'mina@[127.0.0.1]',
      'mina@127.0.0.1',
      'mina@example.com\r\nBcc: evil@example.org',
      'mina@example.com\nRCPT TO:<evil@example.org>',
      'mina\r\n@example.com',
      'mina@example.com, evil@example.org',
      'mina@example.com;evil@example.org',
      'mina@example.com evil@example.org',
      'Mina <mina@example.com>',
      '<mina@example.com>',
      '"mina@example.com"@example.org',
      'evil@example.org:mina@example.com',
      '@example.org:mina@example.com',
      'mina@example.com(evil@example.org)',
      'mina@exa\u0000mple.com',
      'ｍina@example.com',
      'ﬁle@example.com',
      'mina\u202e@example.com',
      'mina\u200b@example.com',
      `${'m'.repeat(500)}@example.com`,
      `mina@${'e'.repeat(500)}.com`,
    ];
    for (const typed of hostile) assert.equal(mailboxAddress(typed), undefined, JSON.stringify(typed));
  });
});

describe('a name in the head of a mail', () => {
  it('is one line that does nothing to the text around it, and is cut visibly', () => {
    assert.equal(oneLine('Mina\r\nBcc: evil@example.org'), 'Mina Bcc: evil@example.org');
    assert.equal(oneLine('\u202eMina\u2066\0\u2028Kim '), 'Mina Kim');
    assert.equal(oneLine('김미나'), '김미나');
    assert.equal(oneLine('😀'.repeat(200)), `${'😀'.repeat(99)}…`);
  });
});
