import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { fakeTransport, membersApi } from '../../test/lookups.js';
import { createDesk, memoryStorage, type Change, type CreateDeskOptions, type Desk } from '../index.js';
import type { DeskError, LookupTransport, StorageAdapter } from '../index.js';

const noCalls = fakeTransport(() => new Error('nothing is called here'));

interface Office {
  storage: StorageAdapter;
  admin: Desk;
  agent: Desk;
  /** what was told about lookup APIs and connections */
  changes: string[];
}

/** An administrator and an agent on one store; each reading of the clock is a second later. */
function office(transport: LookupTransport = noCalls, settings?: CreateDeskOptions['settings']): Office {
  const storage = memoryStorage();
  let time = Date.UTC(2026, 0, 15, 9);
  const clock = { now: () => (time += 1000) };
  const shared = { storage, transport, settings, clock, checkAnswers: true };
  const admin = createDesk({ ...shared, principal: { user: 'mina', role: 'admin' } });
  const agent = createDesk({ ...shared, principal: { user: 'jun', role: 'agent' } });
  const changes: string[] = [];
  admin.changes.subscribe((change: Change) => {
    if ('apiId' in change) changes.push(`${change.type} ${change.apiId}`);
  });
  return { storage, admin, agent, changes };
}

const issuesOf = (error: DeskError): string[] => {
  assert.equal(error.code, 'invalid_input');
  return error.issues.map(({ path, code }) => `${path.join('.')} ${code}`);
};

test('New lookup APIs go to the end of the order, and everyone is told (R30)', async () => {
  const { admin, changes } = office();
  const first = await admin.lookups.save(membersApi({ name: 'First' }));
  const second = await admin.lookups.save(membersApi({ name: 'Second' }));
  const { items } = await admin.lookups.list();
  assert.deepEqual(items, [first, second]);
  assert.deepEqual([first.order, first.version, second.order], [0, 1, 1]);
  assert.deepEqual(changes, [`lookupApisChanged ${first.apiId}`, `lookupApisChanged ${second.apiId}`]);
});

test('An agent is told the server of a lookup API, and nothing of its address that may be a secret (trap 14)', async () => {
  const { admin, agent } = office();
  const api = await admin.lookups.save(
    membersApi({ baseUrl: 'https://members.example.com:8443/find?token=hidden' }),
  );
  assert.deepEqual(await agent.lookups.list(), {
    items: [{ ...api, baseUrl: 'https://members.example.com:8443' }],
  });
  assert.deepEqual(await admin.lookups.list(), { items: [api] });
});

test('A definition with mistakes is refused with the place of each, and nothing is stored', async () => {
  const { admin, changes } = office();
  const [item] = membersApi().searchItems;
  const wrong = membersApi({ baseUrl: 'http://members.example.com', searchItems: [item!, item!] });
  await assert.rejects(admin.lookups.save(wrong), (error: DeskError) => {
    assert.deepEqual(issuesOf(error), [
      'baseUrl httpsOnly',
      'searchItems.1.itemId duplicate',
      'searchItems.1.variableName duplicate',
    ]);
    return true;
  });
  assert.deepEqual(await admin.lookups.list(), { items: [] });
  assert.deepEqual(changes, []);
});

test('Whoever saves a definition that somebody changed meanwhile is told so', async () => {
  const { admin } = office();
  const saved = await admin.lookups.save(membersApi());
  const changed = await admin.lookups.save({ ...saved, name: 'Renamed' });
  assert.deepEqual([changed.version, changed.name, changed.order], [2, 'Renamed', 0]);
  await assert.rejects(admin.lookups.save({ ...saved, name: 'Late' }), { code: 'version_conflict' });
  assert.equal((await admin.lookups.list()).items[0]?.name, 'Renamed');
  await assert.rejects(admin.lookups.save({ ...saved, apiId: 'gone' }), { code: 'lookup_api_not_found' });
});

test('Encryption makes a key of 24 lower-case hex characters, which stays until it is changed (R34, R35)', async () => {
  const { admin } = office();
  const { security } = membersApi();
  const plain = await admin.lookups.save(membersApi({ security: { ...security, mode: 'none' } }));
  const { apiId } = plain;
  assert.equal(plain.keyChangedAt, undefined);
  await assert.rejects(admin.lookups.showKey({ apiId }), { code: 'lookup_key_missing' });
  const signing = await admin.lookups.save({ ...plain, security });
  const { keyId, key, changedAt } = await admin.lookups.showKey({ apiId });
  assert.match(key, /^[0-9a-f]{24}$/);
  assert.equal(signing.keyChangedAt, changedAt);
  await admin.lookups.save({ ...signing, name: 'Again', security: { ...security, mode: 'none' } });
  assert.deepEqual(await admin.lookups.showKey({ apiId }), { keyId, key, changedAt });
});

test('A changed key replaces the old one at once: the next call is signed with it (R35)', async () => {
  const transport = fakeTransport(() => ({ data: {} }));
  const { admin, changes } = office(transport);
  const { apiId } = await admin.lookups.save(membersApi());
  const before = await admin.lookups.showKey({ apiId });
  changes.length = 0;
  const after = await admin.lookups.changeKey({ apiId });
  assert.notEqual(after.key, before.key);
  assert.match(after.key, /^[0-9a-f]{24}$/);
  assert.deepEqual(await admin.lookups.showKey({ apiId }), after);
  assert.equal((await admin.lookups.list()).items[0]?.keyChangedAt, after.changedAt);
  assert.deepEqual(changes, [`lookupApisChanged ${apiId}`]);
  await admin.lookups.search({ apiId, inputs: { phone: '1' } });
  const { headers, body } = transport.calls[0]!;
  const message = `${body}${headers['X-TC-Timestamp']}`;
  assert.equal(headers['Authorization'], createHmac('sha256', after.key).update(message).digest('base64'));
});

test('An agent sees the APIs and never a key, nor may he ask for one (R2, B12, trap 14)', async () => {
  const { admin, agent } = office(fakeTransport(() => ({ data: { name: 'Kim' } })));
  const { apiId } = await admin.lookups.save(membersApi());
  const { key } = await admin.lookups.showKey({ apiId });
  const answers = [
    await agent.lookups.list(),
    await agent.lookups.search({ apiId, inputs: { phone: '1' } }),
    await admin.lookups.list(),
    await admin.lookups.test({ api: { ...membersApi(), apiId }, inputs: { phone: '1' } }),
  ];
  for (const answer of answers) assert.ok(!JSON.stringify(answer).includes(key));
  for (const name of ['showKey', 'changeKey', 'remove'] as const) {
    await assert.rejects(agent.lookups[name]({ apiId }), { code: 'not_permitted' });
  }
});

test('A removed API takes its key and its field connections with it', async () => {
  const { storage, admin, changes } = office();
  const { apiId } = await admin.lookups.save(membersApi());
  await admin.connections.save({ apiId, links: [{ resultItemId: 'r1', fieldCode: 'name' }] });
  changes.length = 0;
  await admin.lookups.remove({ apiId });
  assert.deepEqual(changes, [`lookupApisChanged ${apiId}`, `connectionsChanged ${apiId}`]);
  assert.deepEqual(await admin.lookups.list(), { items: [] });
  assert.deepEqual(await admin.connections.list(), { items: [] });
  for (const collection of ['lookupKeys', 'connections'] as const) {
    assert.equal(await storage.read((tx) => tx.get(collection, apiId)), undefined);
  }
  for (const name of ['showKey', 'changeKey', 'remove'] as const) {
    await assert.rejects(admin.lookups[name]({ apiId }), { code: 'lookup_api_not_found' });
  }
});

test('A removed API without field connections says nothing about them', async () => {
  const { admin, changes } = office();
  const { apiId } = await admin.lookups.save(membersApi());
  changes.length = 0;
  await admin.lookups.remove({ apiId });
  assert.deepEqual(changes, [`lookupApisChanged ${apiId}`]);
});

test('The order is given by naming every API once; the definitions do not change by it', async () => {
  const { admin, changes } = office();
  const saved = [];
  for (const name of ['A', 'B', 'C']) saved.push(await admin.lookups.save(membersApi({ name })));
  const [a, b, c] = saved.map((api) => api.apiId) as [string, string, string];
  changes.length = 0;
  const { items } = await admin.lookups.reorder({ apiIds: [b, a, c] });
  assert.deepEqual(
    items.map(({ name, version }) => [name, version]),
    [
      ['B', 1],
      ['A', 1],
      ['C', 1],
    ],
  );
  assert.deepEqual((await admin.lookups.list()).items, items);
  assert.deepEqual(changes, [`lookupApisChanged ${b}`, `lookupApisChanged ${a}`]);
  for (const apiIds of [[a, b], [a, b, b], [a, b, c, c], [a, b, 'gone'], []]) {
    await assert.rejects(admin.lookups.reorder({ apiIds }), { code: 'invalid_input' });
  }
  assert.equal((await admin.lookups.save(membersApi({ name: 'D' }))).order, 3);
});

test('Field connections link known result items to text boxes and text areas only (R54, R56)', async () => {
  const drop = { code: 'kind', label: 'Kind', type: 'dropdown', maxLength: 0 } as const;
  const text = { code: 'memo', label: 'Memo', type: 'textarea', maxLength: 0 } as const;
  const { admin, changes } = office(noCalls, { ticketFields: [drop, text] });
  const { apiId } = await admin.lookups.save(membersApi({ searchItems: [] }));
  const link = (resultItemId: string, fieldCode: string) => ({ resultItemId, fieldCode });
  const wrong = [
    link('r1', 'kind'),
    link('r9', 'memo'),
    link('r1', 'gone'),
    link('r1', 'memo'),
    link('r1', 'memo'),
  ];
  await assert.rejects(admin.connections.save({ apiId, links: wrong }), (error: DeskError) => {
    assert.deepEqual(issuesOf(error), [
      'links.0.fieldCode invalid',
      'links.1.resultItemId unknown',
      'links.2.fieldCode unknown',
      'links.4.fieldCode duplicate',
    ]);
    return true;
  });
  assert.deepEqual(await admin.connections.list(), { items: [{ apiId, links: [], version: 0 }] });
  changes.length = 0;
  const saved = await admin.connections.save({
    apiId,
    links: [link('r2', 'memo'), link('r1', 'memo')],
    version: 0,
  });
  assert.deepEqual([saved.version, saved.links.length], [1, 2]);
  assert.deepEqual(changes, [`connectionsChanged ${apiId}`]);
  await assert.rejects(admin.connections.save({ apiId, links: [], version: 0 }), {
    code: 'version_conflict',
  });
  await assert.rejects(admin.connections.save({ apiId: 'gone', links: [] }), {
    code: 'lookup_api_not_found',
  });
});

test('A result item that is removed takes its field connections along', async () => {
  const { admin, changes } = office();
  const api = await admin.lookups.save(membersApi());
  const { apiId } = api;
  const links = [
    { resultItemId: 'r1', fieldCode: 'name' },
    { resultItemId: 'r2', fieldCode: 'subject' },
  ];
  await admin.connections.save({ apiId, links });
  changes.length = 0;
  await admin.lookups.save({ ...api, resultItems: api.resultItems.slice(1) });
  assert.deepEqual(await admin.connections.list(), { items: [{ apiId, links: [links[1]], version: 2 }] });
  assert.deepEqual(changes, [`connectionsChanged ${apiId}`, `lookupApisChanged ${apiId}`]);
});
