import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryStorage } from '@deskcard/core';
import { masterKeySealer } from '@deskcard/gateway/node';
import { httpDesk } from '@deskcard/http';
import { sandboxLookupApi } from '@deskcard/testing/fixtures';
import { seats } from '../staff.js';
import { helpdeskGateway } from './gateway.js';
import { signIn } from './sign-in.js';

const tokenSecret = '0123456789abcdef0123456789abcdef';

test('an answer that may be kept is asked of the provider once, whoever asks next', async () => {
  const storage = memoryStorage();
  let calls = 0;
  const gateway = helpdeskGateway({
    database: { workspace: () => storage, ready: async () => undefined },
    tokenSecret,
    transport: {
      async send() {
        calls += 1;
        return { status: 200, body: '{"data":{"name":"Emma Wilson"}}', contentType: 'application/json' };
      },
    },
    sealer: masterKeySealer(`test:${Buffer.alloc(32, 7).toString('base64')}`),
    observers: [],
  });
  const deskOf = (role: 'admin' | 'agent') =>
    httpDesk('http://gateway.invalid/api', {
      fetch: (input, init) => gateway.fetch(new Request(input, init)),
      headers: async () => {
        const { token } = await signIn({ seat: seats[0], role, language: 'en' }, 'naru', tokenSecret);
        return { authorization: `Bearer ${token}` };
      },
    });
  const { draft } = sandboxLookupApi('http://127.0.0.1:4180/customer', 'en');
  const { apiId } = await deskOf('admin').lookups.save({ ...draft, cacheSeconds: 60 });
  const inputs = { phone: '010-1234-5678' };
  assert.equal((await deskOf('agent').lookups.search({ apiId, inputs })).outcome, 'found');
  assert.equal((await deskOf('agent').lookups.search({ apiId, inputs })).outcome, 'found');
  assert.equal(calls, 1);
});
