import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { createDesk, memoryStorage, type Desk } from '@deskcard/core';
import { jweCipher } from '@deskcard/core/jwe';
import { fetchTransport } from '@deskcard/http/fetch-transport';
import { sandboxLookupApi, sandboxPeople, sandboxTicketFields } from '@deskcard/testing/fixtures';
import { memberServer } from './minimal.js';
import { startProvider, type ProviderServer } from './server.js';

const page = 'http://localhost:4173';
let provider: ProviderServer;
before(async () => void (provider = await startProvider({ allowedOrigin: page })));
after(() => provider.close());

const at = (path: string): string => new URL(path, provider.url).href;
const put = (path: string, body: unknown, headers = {}) =>
  fetch(at(path), { method: 'PUT', body: JSON.stringify(body), headers });

/** A desk whose lookup API calls the running service, signed with `key`. */
async function desk(url: string, key: string): Promise<{ desk: Desk; apiId: string }> {
  const made = createDesk({
    storage: memoryStorage(),
    principal: { user: 'mina', role: 'admin' },
    // Small limits, so that no test waits for the real ones.
    transport: fetchTransport({ allowInsecure: true, timeoutMs: 2000 }),
    settings: { allowInsecureProviders: true, ticketFields: sandboxTicketFields('en') },
    ids: { next: () => 'api', secret: () => key },
  });
  return { desk: made, apiId: (await made.lookups.save(sandboxLookupApi(url, 'en').draft)).apiId };
}

test('The desk’s customers are known to the company, over a verified signature', async () => {
  const { desk: ours, apiId } = await desk(provider.url, provider.key);
  const person = sandboxPeople().find((each) => each.memberId !== undefined)!;
  const asked: Record<string, string>[] = [{ phone: person.phone }, { memberId: person.memberId! }];
  for (const inputs of asked) {
    const result = await ours.lookups.search({ apiId, inputs });
    assert.equal(result.outcome, 'found');
    assert.equal(result.values.find((value) => value.dataName === 'address')?.text, person.address);
  }
  const { desk: stranger, apiId: same } = await desk(provider.url, '0'.repeat(24));
  assert.equal(
    (await stranger.lookups.search({ apiId: same, inputs: { phone: '1' } })).outcome,
    'notAllowed',
  );
});

test('The service fails on request, and the agent reads each failure by its name', async () => {
  const { desk: ours, apiId } = await desk(provider.url, provider.key);
  const { modes } = (await (await fetch(at('/mode'))).json()) as { modes: string[] };
  const outcomes: Record<string, string> = {};
  for (const mode of modes.filter((each) => each !== 'slow')) {
    assert.equal((await put('/mode', { mode })).status, 200);
    const { phone } = sandboxPeople()[0]!;
    outcomes[mode] = (await ours.lookups.search({ apiId, inputs: { phone } })).outcome;
  }
  await put('/mode', { mode: 'normal' });
  assert.deepEqual(outcomes, {
    normal: 'found',
    noResult: 'noResult',
    forbidden: 'notAllowed',
    error500: 'serverError',
    malformed: 'malformed',
    huge: 'tooLarge',
    never: 'timeout',
    redirect: 'blocked',
  });
  assert.ok(modes.includes('slow'));
  assert.equal((await put('/mode', { mode: 'other' })).status, 422);
  assert.equal((await put('/mode', null)).status, 422);
  assert.equal((await fetch(at('/mode'), { method: 'DELETE' })).status, 405);
});

test('A key that the desk changed works once the company was told, and the old one for as long as they overlap', async () => {
  const key = 'abcdef0123456789abcdef01';
  const { desk: ours, apiId } = await desk(provider.url, key);
  const { phone } = sandboxPeople()[0]!;
  const outcome = async () => (await ours.lookups.search({ apiId, inputs: { phone } })).outcome;
  assert.equal(await outcome(), 'notAllowed');
  assert.equal((await put('/key', { key: 'short' })).status, 422);
  assert.equal((await put('/key', { key })).status, 200);
  assert.equal(await outcome(), 'found');
  const { desk: before, apiId: same } = await desk(provider.url, provider.key);
  assert.equal((await before.lookups.search({ apiId: same, inputs: { phone } })).outcome, 'found');
  await put('/key', { key: provider.key });
});

test('The desk’s page may call, with the preflight of a signed request; the page of anybody else may not', async () => {
  const preflight = (origin: string) =>
    fetch(provider.url, {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type,x-deskcard-key-id,x-tc-timestamp',
        'Access-Control-Request-Private-Network': 'true',
      },
    });
  const { status, headers } = await preflight(page);
  assert.equal(status, 204);
  assert.equal(headers.get('Access-Control-Allow-Origin'), page);
  assert.equal(headers.get('Access-Control-Allow-Private-Network'), 'true');
  assert.match(
    headers.get('Access-Control-Allow-Headers') ?? '',
    /Content-Type.*Authorization.*X-TC-Timestamp.*X-Deskcard-Key-Id/,
  );
  const foreign = await preflight('https://evil.example');
  assert.deepEqual([foreign.status, foreign.headers.get('Access-Control-Allow-Origin')], [403, null]);
  const mode = { mode: 'never' };
  assert.equal((await put('/mode', mode, { Origin: 'https://evil.example' })).status, 403);
  assert.equal((await put('/mode', { mode: 'normal' }, { Origin: page })).status, 200);
  const answered = await fetch(provider.url, { headers: { Origin: page } });
  assert.deepEqual([answered.status, answered.headers.get('Access-Control-Allow-Origin')], [405, page]);
});

test('The company’s page names every behaviour and members to try, and runs nothing but its own script', async () => {
  const response = await fetch(at('/'));
  const html = await response.text();
  assert.match(
    response.headers.get('Content-Security-Policy') ?? '',
    /default-src 'none'.*script-src 'nonce-/,
  );
  for (const text of ['value="slow"', 'value="never"', sandboxPeople()[0]!.name, '10,000 members']) {
    assert.ok(html.includes(text), text);
  }
  assert.equal((await fetch(at('/nowhere'))).status, 404);
});

test('A port that is taken is an error with the code EADDRINUSE, and closing twice is no error', async () => {
  await assert.rejects(startProvider({ port: provider.port }), { code: 'EADDRINUSE' });
  const another = await startProvider({ key: 'f'.repeat(24) });
  assert.equal(another.key, 'f'.repeat(24));
  await another.close();
  await another.close();
});

test('The twenty lines of the README are the file that this test runs', async () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
  assert.ok(read('../README.md').includes(read('./minimal.ts')));
  const server = memberServer(provider.key).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const { desk: ours, apiId } = await desk(url, provider.key);
  const result = await ours.lookups.search({ apiId, inputs: { phone: '010-1234-5678' } });
  assert.equal(result.values.find((value) => value.dataName === 'level')?.text, 'Gold');
  assert.equal((await ours.lookups.search({ apiId, inputs: { phone: '1' } })).outcome, 'noResult');
  server.close();
  server.closeAllConnections();
});

test('The company answers all three kinds of security, encrypted calls once it was given the key and its id', async () => {
  const made = createDesk({
    storage: memoryStorage(),
    principal: { user: 'mina', role: 'admin' },
    transport: fetchTransport({ allowInsecure: true }),
    cipher: jweCipher(),
    settings: { allowInsecureProviders: true, ticketFields: sandboxTicketFields('en') },
  });
  const { draft } = sandboxLookupApi(provider.url, 'en');
  const { phone } = sandboxPeople()[0]!;
  const lookUp = async (apiId: string) => (await made.lookups.search({ apiId, inputs: { phone } })).outcome;
  const security = (mode: 'none' | 'encrypted') => ({ mode, signedText: 'body+timestamp' }) as const;
  const open = await made.lookups.save({
    ...draft,
    baseUrl: at('/open/customer'),
    security: security('none'),
  });
  assert.equal(await lookUp(open.apiId), 'found');
  const { apiId } = await made.lookups.save({ ...draft, security: security('encrypted') });
  assert.equal(await lookUp(apiId), 'notAllowed');
  const { keyId, key } = await made.lookups.showKey({ apiId });
  assert.equal((await put('/key', { key })).status, 422);
  assert.equal((await put('/key', { keyId, key })).status, 200);
  assert.equal(await lookUp(apiId), 'found');
  const next = await made.lookups.makeKey({ apiId });
  await put('/key', { keyId: next.keyId, key: next.key });
  await made.lookups.activateKey({ apiId, keyId: next.keyId });
  assert.equal(await lookUp(apiId), 'found');
});
