import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeskError } from '@deskcard/core';
import {
  authority,
  callOf,
  callTo,
  ok,
  pretendDial,
  provider,
  publicAddress,
  silentServer,
  transportToTest,
} from '../../../test/provider.js';
import { sharedJson } from '@deskcard/tools/shared-data';
import { guardedTransport, transportOver } from './guarded-transport.js';
import { parseExemption, readTarget } from './target.js';

const spellings = await sharedJson<string[]>('security/url_spellings_486.json');
const skip = spellings ? false : 'the list of URL spellings is not on this machine';

const blocked = (reason: string) => (error: unknown) => {
  assert.ok(error instanceof DeskError);
  assert.deepEqual([error.code, error.details], ['lookup_blocked', { reason }]);
  return true;
};

test(
  '486 spellings of internal addresses are refused before any connection (trap 11)',
  { skip },
  async () => {
    const { dial, dialled } = pretendDial();
    const transport = transportOver(dial, {
      resolve: (name) => assert.fail(`${name} was looked up`),
    });
    assert.equal(spellings!.length, 486);
    const reasons = new Map<unknown, number>();
    for (const url of spellings!) {
      await assert.rejects(transport.send(callOf(url), {}), (error: DeskError) => {
        assert.equal(error.code, 'lookup_blocked', url);
        assert.doesNotMatch(JSON.stringify(error), /\d\.\d|::/, 'no address in what is told');
        reasons.set(error.details['reason'], (reasons.get(error.details['reason']) ?? 0) + 1);
        return true;
      });
    }
    assert.deepEqual([...reasons.keys()].toSorted(), ['credentials', 'notHttps', 'privateAddress']);
    assert.deepEqual(dialled, []);
  },
);

test(
  'The same spellings over https alone are refused for the address or the credentials',
  { skip },
  async () => {
    const transport = guardedTransport({ resolve: (name) => assert.fail(`${name} was looked up`) });
    const secure = spellings!.filter((url) => url.startsWith('https:'));
    assert.equal(secure.length, 243);
    for (const url of secure) {
      const reason = /[/@]*@(?!example)/.test(url) ? 'credentials' : 'privateAddress';
      await assert.rejects(transport.send(callOf(url), {}), blocked(reason), url);
    }
  },
);

test('Only https addresses that can be read, without credentials, may be called', async () => {
  const cases = [
    ['http://provider.test/', 'notHttps'],
    ['ftp://provider.test/', 'notHttps'],
    ['file:///etc/passwd', 'notHttps'],
    ['data:,x', 'notHttps'],
    ['javascript:1', 'notHttps'],
    ['https://user@provider.test/', 'credentials'],
    ['https://:secret@provider.test/', 'credentials'],
    ['//provider.test/', 'invalidUrl'],
    ['https://', 'invalidUrl'],
    ['https://provider.test:99999/', 'invalidUrl'],
    ['https://a b/', 'invalidUrl'],
    ['', 'invalidUrl'],
  ] as const;
  const transport = transportToTest();
  for (const [url, reason] of cases)
    await assert.rejects(transport.send(callOf(url), {}), blocked(reason), url);
  assert.deepEqual(transport.dialled, []);
});

test('An exempted host may be internal; another port, another name or a subdomain of it may not (B9)', async () => {
  const { port, received } = await provider();
  const internal = async (): Promise<string[]> => ['127.0.0.1'];
  const transport = guardedTransport({
    allow: [`provider.test:${port}`],
    resolve: internal,
    ca: [authority],
  });
  assert.equal((await transport.send(callTo(port), {})).body, ok);
  assert.equal(received[0]!.headers.host, `provider.test:${port}`);
  for (const host of [
    `provider.test:${port + 1}`,
    `provider.test`,
    `other.test:${port}`,
    `a.provider.test:${port}`,
    `provider.test.:${port}`,
    `127.0.0.1:${port}`,
    `[::ffff:127.0.0.1]:${port}`,
  ]) {
    await assert.rejects(transport.send(callOf(`https://${host}/`), {}), blocked('privateAddress'), host);
  }
  assert.equal(received.length, 1);
});

test('An exempted address may be called as it is, and its names may not', async () => {
  const { port } = await provider();
  const transport = guardedTransport({
    allow: [`127.0.0.1:${port}`],
    resolve: async () => ['127.0.0.1'],
    ca: [authority],
  });
  assert.equal((await transport.send(callTo(port, '127.0.0.1'), {})).body, ok);
  await assert.rejects(transport.send(callTo(port), {}), blocked('privateAddress'));
  await assert.rejects(transport.send(callTo(port, 'localhost'), {}), blocked('privateAddress'));
});

test('Plain http goes to exempted hosts alone', async () => {
  const heard: string[] = [];
  const { port } = await silentServer((socket) => {
    socket.once('data', (bytes: Buffer) => {
      heard.push(bytes.toString());
      socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${ok.length}\r\n\r\n${ok}`);
    });
  });
  const url = `http://localhost:${port}/customer`;
  await assert.rejects(guardedTransport().send(callOf(url), {}), blocked('notHttps'));
  // Looked up the way this machine does.
  const transport = guardedTransport({ allow: [`localhost:${port}`] });
  assert.equal((await transport.send(callOf(url), {})).body, ok);
  assert.match(heard[0]!, new RegExp(`^POST /customer HTTP/1.1\\r\\nhost: localhost:${port}\\r\\n`));
});

test('No exemption of a name opens the metadata services of a cloud', async () => {
  const { dial, dialled } = pretendDial();
  for (const address of [
    '169.254.169.254',
    '100.100.100.200',
    '168.63.129.16',
    '0.0.0.0',
    '::ffff:10.0.0.1',
  ]) {
    const transport = transportOver(dial, { allow: ['crm.internal'], resolve: async () => [address] });
    await assert.rejects(transport.send(callOf('https://crm.internal/'), {}), blocked('privateAddress'));
  }
  assert.deepEqual(dialled, []);
});

test('The operator’s list names exact hosts: no pattern, path or network is accepted', () => {
  for (const entry of [
    '',
    '*',
    '*.internal',
    'https://crm.internal',
    'crm.internal/path',
    'user@crm.internal',
    '10.0.0.0/8',
    'crm.internal:',
    'crm.internal:0x1',
    'crm.internal:99999',
    'crm internal',
    '::1',
    'crm%2einternal',
  ]) {
    assert.throws(() => guardedTransport({ allow: [entry] }), { code: 'invalid_input' }, entry);
  }
  assert.deepEqual(parseExemption('CRM.Internal:08443'), { hostname: 'crm.internal', port: '8443' });
  assert.deepEqual(parseExemption('crm.internal'), { hostname: 'crm.internal', port: undefined });
  assert.deepEqual(parseExemption('[0:0::1]:443'), { hostname: '[::1]', port: '443' });
});

test('An exemption without a port stands for the usual one of either scheme', () => {
  const exemptions = ['crm.internal', 'erp.internal:443', 'old.internal:80'].map(parseExemption);
  const isExempt = (url: string) => readTarget(url, exemptions).exempt;
  assert.equal(isExempt('https://crm.internal/a'), true);
  assert.equal(isExempt('http://crm.internal/a'), true);
  assert.equal(isExempt('https://crm.internal:8443/a'), false);
  assert.equal(isExempt('https://ERP.internal:443/a'), true);
  assert.equal(isExempt('http://old.internal/a'), true);
  assert.throws(() => isExempt('http://erp.internal/a'), blocked('notHttps'));
});

test('A proxy of the environment sees no call (B9)', async () => {
  const proxy = await silentServer((socket) => void socket.end('HTTP/1.1 500 No\r\n\r\n'));
  const names = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'];
  const before = names.map((name) => [name, process.env[name]] as const);
  for (const name of names) process.env[name] = `http://127.0.0.1:${proxy.port}`;
  try {
    const { port } = await provider();
    const transport = transportToTest();
    assert.equal((await transport.send(callTo(port), {})).body, ok);
    assert.deepEqual(transport.dialled, [publicAddress]);
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
  assert.equal(proxy.connections.length, 0);
});

test('A certificate is needed whatever the environment says, and must be for the host as it is called', async () => {
  const { port, received } = await provider();
  const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  try {
    const trusting = transportToTest();
    for (const [transport, host] of [
      [transportToTest({ ca: undefined }), 'provider.test'],
      [trusting, 'unknown.test'],
      [trusting, '93.184.215.15'],
    ] as const) {
      await assert.rejects(transport.send(callTo(port, host), {}), {
        code: 'lookup_network',
        details: { reason: 'certificate' },
      });
    }
    // A certificate does not get better by asking again.
    assert.deepEqual(trusting.dialled, [publicAddress, '93.184.215.15']);
    assert.equal((await trusting.send(callTo(port, publicAddress), {})).status, 200);
  } finally {
    if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
  }
  assert.equal(received.length, 1);
});

test('A server that speaks no TLS is told apart from one that cannot be reached', async () => {
  const { port } = await silentServer((socket) => void socket.end('220 mail.example.com ESMTP\r\n'));
  await assert.rejects(transportToTest().send(callTo(port), {}), {
    code: 'lookup_network',
    details: { reason: 'tls' },
  });
  // Nobody listens on port 1.
  await assert.rejects(transportToTest().send(callTo(1), {}), {
    code: 'lookup_network',
    details: { reason: 'refused' },
  });
});
