import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { createDesk, memoryStorage, type SecurityMode } from '@deskcard/core';
import { jweCipher } from '@deskcard/core/jwe';
import { fetchTransport } from '@deskcard/http/fetch-transport';
import { sandboxLookupApi, sandboxTicketFields } from '@deskcard/testing/fixtures';
import { encryptedServer } from './encrypted.js';

const page = readFileSync(new URL('../../../docs/provider.md', import.meta.url), 'utf8');
const shown = (file: string): boolean =>
  page.includes(readFileSync(new URL(file, import.meta.url), 'utf8').trimEnd());

/** A desk with one lookup API of this kind of security, whose address is still to come. */
async function desk(mode: SecurityMode) {
  const made = createDesk({
    storage: memoryStorage(),
    principal: { user: 'mina', role: 'admin' },
    transport: fetchTransport({ allowInsecure: true }),
    cipher: jweCipher(),
    settings: { allowInsecureProviders: true, ticketFields: sandboxTicketFields('en') },
  });
  const { draft } = sandboxLookupApi('http://127.0.0.1/', 'en');
  const api = await made.lookups.save({ ...draft, security: { mode, signedText: 'body+timestamp' } });
  const { apiId } = api;
  const { keyId, key } = await made.lookups.showKey({ apiId });
  const lookUp = async (port: number, phone: string) => {
    await made.lookups.save({ ...api, version: undefined, baseUrl: `http://127.0.0.1:${port}/` });
    const { outcome, values } = await made.lookups.search({ apiId, inputs: { phone } });
    return [outcome, values.find(({ dataName }) => dataName === 'name')?.text];
  };
  return { keyId, key, lookUp };
}

test('The page for providers shows the files that these tests run', () => {
  for (const file of ['./minimal.ts', './encrypted.ts', './signed_provider.py']) assert.ok(shown(file), file);
});

test('The lines for encrypted calls answer a desk', async () => {
  const { keyId, key, lookUp } = await desk('encrypted');
  const server = encryptedServer({ [keyId]: key }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  assert.deepEqual(await lookUp(port, '010-1234-5678'), ['found', '홍길동']);
  assert.deepEqual(await lookUp(port, '1'), ['noResult', undefined]);
  server.close();
  server.closeAllConnections();
});

/** The port on which the Python of the page listens, until the test ends. */
async function python(t: TestContext, keys: string): Promise<number> {
  const file = new URL('./signed_provider.py', import.meta.url).pathname;
  const env = { ...process.env, DESK_KEYS: keys };
  const child = spawn('python3', [file], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  t.after(() => child.kill());
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return Number(line.toString());
}

const skip = spawnSync('python3', ['--version']).status === 0 ? false : 'Python 3 is not on this machine';

test('The Python for signed calls answers a desk, and only one with a key it knows', { skip }, async (t) => {
  const { key, lookUp } = await desk('signature');
  const port = await python(t, `${'0'.repeat(24)},${key}`);
  assert.deepEqual(await lookUp(port, '01012345678'), ['found', '홍길동']);
  assert.deepEqual(await lookUp(port, '1'), ['noResult', undefined]);
  assert.deepEqual(await (await desk('signature')).lookUp(port, '1'), ['notAllowed', undefined]);
});

test('The token of the page opens with its key to what the page says', async () => {
  const [, secret, keyId] = /the key `([\w-]{43})` with the id `([\w-]+)`/.exec(page) ?? [];
  const [, token] = /```text\n(\S+)\n```/.exec(page) ?? [];
  const opened = await jweCipher().decrypt(token ?? '', [{ keyId: keyId!, secret: secret! }]);
  assert.ok(opened.ok);
  const [, json] = /```json\n([^`]*)```/.exec(page) ?? [];
  assert.deepEqual(JSON.parse(opened.text), JSON.parse(json ?? ''));
});
