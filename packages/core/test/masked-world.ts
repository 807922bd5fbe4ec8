/** A desk with people whose values are easily found, and an input for every operation, for the tests of masks (D13). */
import * as fc from 'fast-check';
import { phoneKeys } from '../src/identity/phone.js';
import { builtInChannels, systemTicketFields } from '../src/index.js';
import type { InputOf, OperationName, OutputOf } from '../src/index.js';
import type { TestDesk } from './desk.js';
import { fakeTransport, membersApi } from './lookups.js';
import { fakeMailer, mailDesk, serverInformation } from './mail.js';
import { gradeRow, madeKeyId } from './operations.js';

export const settings = {
  customerFields: [{ code: 'address', label: 'Address' }],
  ticketFields: [
    ...systemTicketFields,
    { code: 'home', label: 'Home', type: 'text', maxLength: 0, customerField: 'address' },
    { code: 'memo', label: 'Memo', type: 'textarea', maxLength: 0 },
  ],
  channels: [...builtInChannels],
} satisfies Parameters<TestDesk['as']>[1];

export interface Person {
  name: string;
  phone: string;
  mail: string;
  usercode: string;
  home: string;
}

/** Letters that stand in no other text of an answer, so that whatever is found has leaked. */
const rare = fc.constantFrom(...'აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"\\\n<');
export const secret = fc.string({ unit: rare, minLength: 4, maxLength: 12 });
const hangul = fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCodePoint(code));
/** All different, because a number of one digit alone identifies nobody. */
const digits = fc.shuffledSubarray([...'23456789'], { minLength: 8 }).map((all) => all.join(''));
const latin = fc.string({ unit: fc.constantFrom(...'qxzjkv'), minLength: 6, maxLength: 12 });

export const person: fc.Arbitrary<Person> = fc.record({
  name: fc.oneof(
    fc.string({ unit: hangul, minLength: 4, maxLength: 6 }),
    secret,
    fc.tuple(secret, secret).map((words) => words.join(' ')),
  ),
  phone: fc
    .oneof(
      digits.map((all) => `010-${all.slice(0, 4)}-${all.slice(4)}`),
      digits.map((all) => `+82-10${all}`),
    )
    .filter((phone) => phoneKeys(phone).length === 1),
  mail: latin.map((local) => `${local}@example.com`),
  usercode: fc.oneof(secret, latin).map((text) => `${text}q`.replace(/[\n"\\]/g, 'q')),
  home: secret,
});

/** A desk with two people, tickets, grades and a provider who knows even more. */
export async function world([mina, twin]: readonly [Person, Person], theirs: string) {
  const transport = fakeTransport(() => ({ data: { name: theirs, points: theirs, [theirs]: theirs } }));
  const desk = mailDesk(fakeMailer(), { transport, settings: { ...settings, serverInformation } });
  const fields = (one: Person) => ({ ...one, subject: 'Where is it?', content: 'It has not come.' });
  const hostData = { note: mina.name };
  const first = await desk.tickets.intake({ channelId: 'call', fields: fields(mina), hostData });
  const second = await desk.tickets.intake({ channelId: 'email', fields: fields(twin) });
  const { gradeId } = await desk.grades.save({ name: 'VIP', color: '#abcdef' });
  const { assignmentId } = await desk.grades.assign({ gradeId, criterion: 'phone', value: mina.phone });
  const api = await desk.lookups.save(
    membersApi({ resultItems: [{ itemId: 'r1', screenName: 'N', dataName: 'name' }] }),
  );
  await desk.connections.save({ apiId: api.apiId, links: [{ resultItemId: 'r1', fieldCode: 'memo' }] });
  const { ticketId, customerNumber } = first.ticket;
  await desk.tickets.save({ ticketId, fields: { memo: theirs }, filledByConnection: { memo: api.apiId } });
  return {
    desk,
    transport,
    ticketId,
    gradeId,
    assignmentId,
    api,
    number: customerNumber,
    other: second.ticket.customerNumber,
  };
}

type World = Awaited<ReturnType<typeof world>>;
/** An input for every operation; the order is that of the table. */
export const inputs: {
  [N in OperationName]: (w: World, one: Person, made: Record<string, unknown>) => InputOf<N>;
} = {
  'service.describe': () => ({}),
  'customers.get': ({ number }) => ({ customerNumber: number }),
  'customers.search': (_, { phone }) => ({ text: phone }),
  'customers.list': ({ gradeId }) => ({ gradeId, createdFrom: '2020-01-01T00:00:00Z', limit: 1 }),
  'customers.export': () => ({}),
  'customers.import': ({ number }, { name }) => ({
    rows: [{ line: 2, customerNumber: number, values: { name: `${name}4` } }],
    dryRun: true,
  }),
  'customers.identify': (_, { phone }) => ({ kind: 'phone', value: phone }),
  'customers.edit': ({ number }, { name }) => ({ customerNumber: number, values: { name: `${name}2` } }),
  'customers.reveal': ({ number }) => ({ customerNumber: number }),
  'customers.planMerge': ({ number, other }) => ({ survivorNumber: number, absorbedNumbers: [other] }),
  'customers.merge': ({ number, other }, _, made) => ({
    survivorNumber: number,
    absorbedNumbers: [other],
    fingerprint: (made['customers.planMerge'] as { fingerprint: string }).fingerprint,
  }),
  'customers.unmerge': (_, __, made) => ({
    mergeId: (made['customers.merge'] as OutputOf<'customers.merge'>).merges[0]!.mergeId,
  }),
  'customers.delete': ({ other }) => ({ customerNumber: other }),
  'customers.merges': ({ number }) => ({ customerNumber: number }),
  'tickets.intake': (_, one) => ({ channelId: 'chat', fields: { ...one } }),
  'tickets.get': ({ ticketId }) => ({ ticketId }),
  'tickets.list': () => ({}),
  'tickets.save': ({ ticketId }, { home }) => ({
    ticketId,
    fields: { home: `${home}3`, subject: 'Again' },
  }),
  'tickets.move': ({ ticketId, other }) => ({ ticketId, customerNumber: other }),
  'tickets.ofCustomer': ({ number }) => ({ customerNumber: number }),
  'tickets.matching': (_, { mail: address }) => ({ conditions: { mail: address } }),
  'grades.list': () => ({}),
  'grades.save': () => ({ name: 'Gold', color: '#abcdef' }),
  'grades.remove': (_, __, made) => ({ gradeId: (made['grades.save'] as { gradeId: string }).gradeId }),
  'grades.reorder': ({ gradeId }) => ({ gradeIds: [gradeId] }),
  'grades.assign': ({ gradeId }, { usercode }) => ({ gradeId, criterion: 'memberId', value: usercode }),
  'grades.unassign': ({ assignmentId }) => ({ assignmentId }),
  'grades.assignments': () => ({}),
  'grades.exportAssignments': () => ({}),
  'grades.importAssignments': (_, { usercode }) => ({ rows: [gradeRow(usercode)] }),
  'grades.usage': () => ({}),
  'grades.match': (_, { phone }) => ({ subjects: [{ identifiers: { phone } }] }),
  'lookups.list': () => ({}),
  'lookups.save': () => membersApi({ name: 'Second' }),
  'lookups.remove': (_, __, made) => ({ apiId: (made['lookups.save'] as { apiId: string }).apiId }),
  'lookups.reorder': ({ api }) => ({ apiIds: [api.apiId] }),
  'lookups.showKey': ({ api }) => ({ apiId: api.apiId }),
  'lookups.changeKey': ({ api }) => ({ apiId: api.apiId }),
  'lookups.keys': ({ api }) => ({ apiId: api.apiId }),
  'lookups.makeKey': ({ api }) => ({ apiId: api.apiId }),
  'lookups.activateKey': ({ api }, _, made) => ({ apiId: api.apiId, keyId: madeKeyId(made) }),
  'lookups.revokeKey': ({ api }, _, made) => ({
    apiId: api.apiId,
    keyId: (made['lookups.changeKey'] as { keyId: string }).keyId,
  }),
  'lookups.health': () => ({}),
  'lookups.search': ({ api, ticketId }) => ({ apiId: api.apiId, ticketId, inputs: {} }),
  'lookups.auto': ({ ticketId }, { phone }) => ({
    ticket: { ticketId, channelId: 'call', fields: { phone } },
  }),
  'lookups.test': () => ({
    api: membersApi({ security: { mode: 'none', signedText: 'body+timestamp' } }),
    inputs: { phone: '01000000000' },
  }),
  'connections.list': () => ({}),
  'connections.save': ({ api }) => ({ apiId: api.apiId, links: [] }),
  'duplicates.list': ({ number }) => ({ customerNumber: number }),
  'duplicates.queue': () => ({}),
  'duplicates.decide': ({ number, other }) => ({
    customerNumber: number,
    otherNumber: other,
    decision: 'later',
  }),
  'duplicates.scan': () => ({}),
  'serverInformation.describe': () => ({}),
  'serverInformation.recipients': () => ({ text: 'mina' }),
  'serverInformation.send': () => ({ userIds: ['jun'], language: 'ko' }),
  'audit.list': () => ({ limit: 100 }),
  'audit.export': () => ({}),
};
