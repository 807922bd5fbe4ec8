import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createDesk, memoryStorage } from '@deskcard/core';
import { fetchTransport } from '@deskcard/http/fetch-transport';
import { setupServer } from 'msw/node';
import { sandboxLookupApi } from '../fixtures/lookup-apis.js';
import { sandboxTicketFields } from '../fixtures/ticket-fields.js';
import { sandboxMembers, type ProviderMode } from './member-provider.js';
import { providerHandlers } from './msw-handlers.js';

const url = 'https://members.example.com/customer';
let mode: ProviderMode = 'normal';
let key = '';
const members = sandboxMembers(200);
const server = setupServer(
  ...providerHandlers({ url, key: () => key, members, mode: () => mode, slowMs: 30 }),
);
before(() => server.listen({ onUnhandledRequest: 'error' }));
after(() => server.close());

// Small limits, so that no test waits for the real ones.
const transport = fetchTransport({ timeoutMs: 300, replyBytes: 200_000 });

async function desk() {
  const made = createDesk({
    storage: memoryStorage(),
    principal: { user: 'mina', role: 'admin' },
    transport,
    settings: { ticketFields: sandboxTicketFields('ko') },
    checkAnswers: true,
  });
  const { draft, links } = sandboxLookupApi(url, 'ko');
  const { apiId } = await made.lookups.save(draft);
  await made.connections.save({ apiId, links });
  key = (await made.lookups.showKey({ apiId })).key;
  return { ...made, apiId };
}

test('A desk finds a member at the fake provider over a verified signature, and what it would fill in', async () => {
  const { lookups, apiId } = await desk();
  const member = members[3]!;
  const { items } = await lookups.auto({ ticket: { channelId: 'call', fields: { phone: member.phone } } });
  assert.ok(items[0]?.ran);
  const { outcome, values, connected } = items[0].result;
  assert.equal(outcome, 'found');
  assert.equal(values.find((value) => value.dataName === 'lastOrder.number')?.text, member.lastOrder.number);
  assert.equal(connected.find((each) => each.fieldCode === 'shipTo')?.text, member.address);
  key = 'another';
  assert.equal((await lookups.search({ apiId, inputs: { phone: member.phone } })).outcome, 'notAllowed');
});

test('Every named failure is the outcome the agent reads', async () => {
  const { lookups, apiId } = await desk();
  const expected: Record<ProviderMode, string> = {
    normal: 'found',
    slow: 'found',
    noResult: 'noResult',
    forbidden: 'notAllowed',
    error500: 'serverError',
    malformed: 'malformed',
    huge: 'tooLarge',
    never: 'timeout',
    redirect: 'blocked',
  };
  for (const [name, outcome] of Object.entries(expected)) {
    mode = name as ProviderMode;
    const result = await lookups.search({ apiId, inputs: { memberId: members[0]!.memberId } });
    assert.equal(result.outcome, outcome, name);
  }
  mode = 'normal';
});

test('Without a key the fake provider answers unsigned calls', async () => {
  const open = 'https://open.example.com/';
  server.use(...providerHandlers({ url: open, members }));
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ memberId: members[5]!.memberId });
  const response = await fetch(open, { method: 'POST', headers, body });
  assert.deepEqual(await response.json(), { data: members[5] });
});
