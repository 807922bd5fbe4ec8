import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeTransport, membersApi } from '../../test/lookups.js';
import { testDesk } from '../../test/desk.js';
import type { GeneralSearchItem, LookupApiDraft, TicketFieldSearchItem } from '../model/lookup-api.js';
import { planAuto } from './auto.js';
import { jweCipher } from './jwe.js';

const fromField = (fieldCode: string, rest: Partial<TicketFieldSearchItem> = {}): TicketFieldSearchItem => ({
  itemId: fieldCode,
  division: 'ticketField',
  fieldCode,
  required: false,
  screenName: fieldCode,
  variableName: `v-${fieldCode}`,
  dataLength: 0,
  autoChannels: ['call'],
  ...rest,
});

const general = (variableName: string, rest: Partial<GeneralSearchItem> = {}): GeneralSearchItem => ({
  itemId: variableName,
  division: 'general',
  control: 'text',
  required: false,
  screenName: variableName,
  variableName,
  dataLength: 0,
  ...rest,
});

const plan = (
  searchItems: LookupApiDraft['searchItems'],
  fields: Record<string, string>,
  channelId = 'call',
) => planAuto({ searchItems }, { channelId, fields });

test('An API without ticket-field items never runs by itself and is not spoken of (R53)', () => {
  assert.equal(plan([general('a')], { phone: '1' }), undefined);
  assert.equal(plan([], {}), undefined);
});

test('It runs when one of its items is linked to the channel, with everything the ticket gives (D10)', () => {
  const items = [fromField('phone'), fromField('mail', { autoChannels: ['email'] }), fromField('name')];
  assert.deepEqual(plan(items, { phone: '010', mail: 'a@b.kr', name: ' ' }), {
    inputs: { 'v-phone': '010', 'v-mail': 'a@b.kr' },
  });
});

test('A ticket on a channel that is not linked says so (D10)', () => {
  assert.deepEqual(plan([fromField('phone')], { phone: '010' }, 'email'), {
    reason: 'channelNotLinked',
    items: ['phone'],
  });
});

test('A required item without a value is named, whatever division it is of (D10)', () => {
  const items = [
    fromField('phone', { required: true }),
    general('nation', { required: true }),
    fromField('name'),
  ];
  assert.deepEqual(plan(items, { phone: '  ', name: 'Kim' }), {
    reason: 'missingValue',
    items: ['phone', 'nation'],
  });
  const withDefault = [items[0]!, general('nation', { required: true, defaultValue: 'kr' })];
  assert.deepEqual(plan(withDefault, { phone: '010' }), { inputs: { 'v-phone': '010', nation: 'kr' } });
});

test('It does not run with nothing of the ticket to look for', () => {
  const items = [fromField('phone'), fromField('constructor'), general('nation', { defaultValue: 'kr' })];
  assert.deepEqual(plan(items, {}), { reason: 'missingValue', items: ['phone', 'constructor'] });
});

test('A value longer than the data length is named and nothing is cut (D14)', () => {
  const items = [fromField('phone', { dataLength: 3 }), fromField('name', { dataLength: 2 })];
  assert.deepEqual(plan(items, { phone: '0101', name: '😀😀' }), { reason: 'tooLong', items: ['phone'] });
});

test('A ticket that is not saved yet is looked up in every API at once, each in its own words (R53, D9, trap 8)', async () => {
  const waiting: (() => void)[] = [];
  // Answers nobody before both calls have come: they run side by side.
  const transport = fakeTransport(async ({ url }) => {
    await new Promise<void>((done) => {
      waiting.push(done);
      if (waiting.length === 2) waiting.forEach((go) => go());
    });
    return url.includes('broken') ? { status: 500, body: '', contentType: '' } : { data: { name: '홍길동' } };
  });
  const desk = testDesk({ transport });
  await desk.lookups.save(membersApi({ name: 'Members' }));
  await desk.lookups.save(membersApi({ name: 'Broken', baseUrl: 'https://broken.example.com/' }));
  await desk.lookups.save(membersApi({ name: 'By hand', searchItems: [] }));
  await desk.lookups.save(
    membersApi({ name: 'Mails', searchItems: [fromField('mail', { autoChannels: ['email'] })] }),
  );
  const ticket = { channelId: 'call', fields: { phone: '010-1234-5678' } };
  const { items } = await desk.as({ user: 'jun', role: 'agent' }).lookups.auto({ ticket });
  assert.deepEqual(
    items.map((item) =>
      item.ran ? [item.result.apiName, item.result.outcome] : [item.apiName, item.reason],
    ),
    [
      ['Members', 'found'],
      ['Broken', 'serverError'],
      ['Mails', 'channelNotLinked'],
    ],
  );
  assert.deepEqual(items[0]?.ran && items[0].inputs, { phone: '010-1234-5678' });
  assert.equal(transport.calls[0]?.body, '{"phone":"010-1234-5678"}');
});

test('A lookup API that cannot be called for want of a cipher says so, and the others run', async () => {
  const transport = fakeTransport(() => ({ data: { name: '홍길동' } }));
  const able = testDesk({ transport, cipher: jweCipher() });
  await able.lookups.save(membersApi({ security: { mode: 'encrypted', signedText: 'body+timestamp' } }));
  await able.lookups.save(membersApi({ name: 'Signed' }));
  const desk = testDesk({ transport, storage: able.storage });
  const ticket = { channelId: 'call', fields: { phone: '010' } };
  const { items } = await desk.lookups.auto({ ticket });
  assert.deepEqual(
    items.map((item) => (item.ran ? item.result.outcome : item.reason)),
    ['notReady', 'found'],
  );
});
