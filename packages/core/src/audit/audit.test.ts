import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { call, mail, testDesk, type TestDesk } from '../../test/desk.js';
import { fakeTransport, membersApi } from '../../test/lookups.js';
import { fakeMailer, mailDesk } from '../../test/mail.js';
import { readCsv } from '../csv.js';
import { DeskError, operationNames, routes, type Principal, type Route } from '../index.js';
import type { JsonValue } from '../ports.js';
import type { OperationName } from '../routes.js';

const transport = fakeTransport(() => ({ data: { name: '김미나', points: 7 } }));
const agent: Principal = { user: 'jun', role: 'agent' };

const grade = (desk: TestDesk, name = 'VIP') => desk.grades.save({ name, color: '#123456' });

async function newest(desk: TestDesk) {
  return (await desk.audit.list({ limit: 1 })).items[0]!;
}

async function twoCustomers(desk: TestDesk): Promise<[string, string]> {
  const one = await desk.tickets.intake(call('010-1111-2222', { name: '김미나' }));
  const other = await desk.tickets.intake(mail('mina@example.com', { name: '김미나' }));
  return [one.ticket.customerNumber, other.ticket.customerNumber];
}

async function merged(desk: TestDesk, idempotencyKey?: string) {
  const [survivorNumber, absorbedNumber] = await twoCustomers(desk);
  const { fingerprint } = await desk.customers.planMerge({
    survivorNumber,
    absorbedNumbers: [absorbedNumber],
  });
  const choices = { name: absorbedNumber };
  const input = { survivorNumber, absorbedNumbers: [absorbedNumber], fingerprint, choices };
  const run = () => desk.customers.merge(input, idempotencyKey === undefined ? {} : { idempotencyKey });
  return { ...input, absorbedNumber, run, result: await run() };
}

describe('the audit trail', () => {
  it('covers by declaration everything that changes or calls, but for what is listed here with its reason', () => {
    const reasons: Partial<Record<OperationName, string>> = {
      'customers.edit': 'every value a customer has keeps who registered it, when and at which ticket (D4)',
      'tickets.intake': 'happens by itself; the ticket is its own record',
      'tickets.save': 'every value that reaches the customer keeps who and when (D4); the rest is the ticket',
      'lookups.health': 'asks what was measured here, and changes nothing',
      'lookups.search': 'the daily work of agents, and changes nothing here; a provider keeps its own log',
      'lookups.auto': 'runs by itself whenever a ticket is opened',
      'serverInformation.recipients': 'looks into the directory of the staff and changes nothing',
      'duplicates.scan': 'notices pairs and decides nothing; it runs in many steps',
    };
    const unaudited = operationNames.filter((name) => {
      const { effect, audit }: Route = routes[name];
      return effect !== 'read' && audit === undefined;
    });
    assert.deepEqual(unaudited, Object.keys(reasons));
    const secrets: OperationName[] = ['lookups.showKey', 'audit.export'];
    for (const name of secrets) assert.ok((routes[name] as Route).audit, `${name} hands something out`);
  });

  it('says who made and changed a grade, and what changed of it', async () => {
    const desk = testDesk();
    const { gradeId } = await grade(desk);
    await desk.grades.save({ gradeId, name: '단골', color: '#123456' });
    await desk.grades.remove({ gradeId });
    const { items } = await desk.audit.list({});
    assert.deepEqual(
      items.map(({ operation, by, subject, facts }) => ({ operation, by, subject, facts })),
      [
        { operation: 'grades.remove', facts: { name: '단골', removed: true } },
        { operation: 'grades.save', facts: { name: '단골', formerName: 'VIP', changed: ['name'] } },
        { operation: 'grades.save', facts: { name: 'VIP', created: true } },
      ].map((each) => ({
        ...each,
        by: { user: 'mina', role: 'admin' },
        subject: { kind: 'grade', id: gradeId },
      })),
    );
  });

  it('names the server of a lookup API and what changed, never the address, the key or a default (trap 14)', async () => {
    const desk = testDesk({ transport });
    const api = await desk.lookups.save(membersApi({ baseUrl: 'https://a.example.com/x?token=hunter2' }));
    assert.deepEqual((await newest(desk)).facts, { name: 'Members', created: true, host: 'a.example.com' });
    const { order: _, keyChangedAt: __, ...draft } = api;
    await desk.lookups.save({ ...draft, baseUrl: 'https://b.example.com/x?token=hunter3' });
    assert.deepEqual((await newest(desk)).facts, {
      name: 'Members',
      changed: ['baseUrl'],
      host: 'b.example.com',
      formerHost: 'a.example.com',
    });
    const { key } = await desk.lookups.showKey({ apiId: api.apiId });
    await desk.lookups.changeKey({ apiId: api.apiId });
    await desk.connections.save({ apiId: api.apiId, links: [{ resultItemId: 'r1', fieldCode: 'name' }] });
    assert.deepEqual((await newest(desk)).facts, { name: 'Members', fields: ['name'] });
    const { items } = await desk.audit.list({ subjectId: api.apiId });
    assert.deepEqual(
      items.map(({ operation }) => operation),
      ['connections.save', 'lookups.changeKey', 'lookups.showKey', 'lookups.save', 'lookups.save'],
    );
    assert.doesNotMatch(JSON.stringify(items), new RegExp(`${key}|hunter`));
  });

  it('writes down a test call after it was made, with its outcome and nothing that was sent', async () => {
    const desk = testDesk({ transport });
    await desk.lookups.test({ api: membersApi({ security: none }), inputs: { phone: '01011112222' } });
    const { operation, subject, facts } = await newest(desk);
    assert.deepEqual([operation, subject], ['lookups.test', { kind: 'lookupApi' }]);
    assert.deepEqual(facts, { name: 'Members', host: 'members.example.com', outcome: 'found' });
    await assert.rejects(desk.lookups.test({ api: membersApi({ security: none }), inputs: {} }), {
      code: 'invalid_input',
    });
    assert.equal((await desk.audit.list({})).items.length, 1);
  });

  it('says who was sent the server information and with what result, once for a request that is repeated', async () => {
    const mailer = fakeMailer();
    const desk = mailDesk(mailer);
    const { apiId } = await desk.lookups.save(membersApi());
    const input = { userIds: ['jun', 'nobody'], apiId, note: 'hush', language: 'en' } as const;
    for (let i = 0; i < 2; i++) {
      await desk.serverInformation.send({ ...input, userIds: [...input.userIds] }, { idempotencyKey: 'k' });
    }
    assert.equal(mailer.mails.length, 1);
    const { items } = await desk.audit.list({ operation: 'serverInformation' });
    assert.deepEqual(
      items.map(({ subject, facts }) => [subject, facts]),
      [
        [
          { kind: 'serverInformation', id: apiId },
          { name: 'Members', results: ['jun: sent', 'nobody: unknownAgent'] },
        ],
      ],
    );
  });

  it('finds a merge and its undoing under both customers (B8)', async () => {
    const desk = testDesk();
    const { survivorNumber, absorbedNumber, result } = await merged(desk);
    const { mergeId } = result.merges[0]!;
    await desk.as(agent).customers.unmerge({ mergeId });
    for (const subjectId of [survivorNumber, absorbedNumber]) {
      const { items } = await desk.audit.list({ subjectId });
      assert.deepEqual(
        items.map(({ operation, by, facts }) => [operation, by.user, facts]),
        [
          ['customers.unmerge', 'jun', { mergeId }],
          ['customers.merge', 'mina', { mergeIds: [mergeId], choices: [`name: ${absorbedNumber}`] }],
        ],
      );
      assert.deepEqual(items[0]!.subject, {
        kind: 'customer',
        id: survivorNumber,
        otherIds: [absorbedNumber],
      });
    }
  });

  it('says which customer was given a grade by its number, never by the phone or the member id', async () => {
    const desk = testDesk();
    const [number] = await twoCustomers(desk);
    const { gradeId } = await grade(desk);
    const given = await desk.grades.assign({
      gradeId,
      criterion: 'phone',
      value: '010 1111 2222',
      note: 'x',
    });
    const facts = { name: 'VIP', criterion: 'phone', customerNumber: number };
    assert.deepEqual((await newest(desk)).facts, facts);
    await desk.grades.unassign({ assignmentId: given.assignmentId });
    const entry = await newest(desk);
    assert.deepEqual([entry.operation, entry.subject.id, entry.facts], ['grades.unassign', gradeId, facts]);
    await desk.grades.assign({ gradeId, criterion: 'email', value: 'nobody@example.com' });
    assert.deepEqual((await newest(desk)).facts, { name: 'VIP', criterion: 'email' });
    assert.doesNotMatch(JSON.stringify(await desk.audit.list({})), /1111|2222|nobody/);
  });

  it('gets no second entry when a request is repeated, and none when it fails', async () => {
    const desk = testDesk();
    const { run } = await merged(desk, 'once');
    await run();
    await assert.rejects(desk.grades.save({ name: ' ', color: '#123456' }), { code: 'invalid_input' });
    await assert.rejects(desk.as(agent).grades.save({ name: 'x', color: '#123456' }), {
      code: 'not_permitted',
    });
    assert.equal((await desk.audit.list({})).items.length, 1);
  });

  it('stands or falls with the effect: when the entry cannot be kept, nothing happened', async () => {
    const desk = testDesk();
    const { storage } = desk;
    const failing = testDesk({
      storage: {
        ...bound(storage),
        write: (work, options) =>
          storage.write((tx) => {
            const put: typeof tx.put = (collection, record) =>
              collection === 'audit'
                ? Promise.reject(new DeskError('storage_full', 'full'))
                : tx.put(collection, record);
            return work({ ...bound(tx), put });
          }, options),
      },
    });
    await assert.rejects(grade(failing), { code: 'storage_full' });
    assert.deepEqual((await desk.grades.list()).items, []);
  });

  it('is filtered by operation, group, person, subject and time, newest first', async () => {
    const desk = testDesk({ transport });
    const { gradeId } = await grade(desk);
    const between = new Date(desk.clock.now()).toISOString();
    await merged(desk);
    await desk.as({ user: 'mina|2', role: 'admin' }).grades.reorder({ gradeIds: [gradeId] });
    const found = async (filter: Parameters<typeof desk.audit.list>[0]) =>
      (await desk.audit.list(filter)).items.map(({ operation }) => operation);
    assert.deepEqual(await found({}), ['grades.reorder', 'customers.merge', 'grades.save']);
    assert.deepEqual(await found({ operation: 'grades' }), ['grades.reorder', 'grades.save']);
    assert.deepEqual(await found({ operation: 'grades.save' }), ['grades.save']);
    assert.deepEqual(await found({ by: 'mina' }), ['customers.merge', 'grades.save']);
    assert.deepEqual(await found({ by: 'mina', operation: 'grades' }), ['grades.save']);
    assert.deepEqual(await found({ subjectKind: 'customer' }), ['customers.merge']);
    assert.deepEqual(await found({ subjectId: gradeId, from: between }), []);
    assert.deepEqual(await found({ from: between }), ['grades.reorder', 'customers.merge']);
    assert.deepEqual(await found({ to: between, operation: 'grades' }), ['grades.save']);
  });

  it('is paged to the end by its cursor, with every filter', async () => {
    const desk = testDesk();
    for (let i = 0; i < 30; i++) {
      const { gradeId } = await desk
        .as({ user: i % 3 ? 'jun' : 'mina', role: 'admin' })
        .grades.save({ name: `g${i}`, color: '#123456' });
      if (i % 2) await desk.grades.remove({ gradeId });
    }
    const all = (await desk.audit.list({ limit: 100 })).items;
    assert.equal(all.length, 45);
    for (const filter of [
      {},
      { by: 'jun' },
      { operation: 'grades.remove' },
      { by: 'mina', operation: 'grades.save' },
    ]) {
      const seen = [];
      let cursor: string | undefined;
      do {
        const page = await desk.audit.list({ ...filter, limit: 2, ...(cursor ? { cursor } : {}) });
        assert.ok(page.items.length <= 2);
        seen.push(...page.items);
        cursor = page.cursor;
      } while (cursor);
      const { by, operation } = { by: undefined, operation: undefined, ...filter };
      const expected = all.filter(
        (each) => (!by || each.by.user === by) && (!operation || each.operation === operation),
      );
      assert.deepEqual(seen, expected);
    }
  });

  it('is taken out as CSV page by page, which is itself an entry; agents get nothing of it', async () => {
    const desk = testDesk();
    await grade(desk, '=HYPERLINK("http://x")');
    await grade(desk, 'Gold, "extra"');
    const { items } = await desk.audit.list({});
    const first = await desk.audit.export({ operation: 'grades', limit: 1 });
    const second = await desk.audit.export({ operation: 'grades', limit: 1, cursor: first.cursor! });
    assert.deepEqual([first.rows, second.rows, second.cursor], [1, 1, undefined]);
    const file = first.csv + second.csv;
    assert.ok(
      file.startsWith('\ufeffentryId,at,user,role,operation,subjectKind,subjectId,otherIds,facts\r\n'),
    );
    const [, ...rows] = readCsv(file);
    assert.deepEqual(
      rows.map(([entryId, at, user, role, , , subjectId, , facts]) => [
        { entryId, at, by: { user, role }, id: subjectId },
        JSON.parse(facts!),
      ]),
      items.map(({ entryId, at, by, subject, facts }) => [{ entryId, at, by, id: subject.id }, facts]),
    );
    const { operation, facts } = await newest(desk);
    assert.deepEqual([operation, facts], ['audit.export', { rows: 1, continued: true, operation: 'grades' }]);
    await assert.rejects(desk.as(agent).audit.list(), { code: 'not_permitted' });
    await assert.rejects(desk.as(agent).audit.export(), { code: 'not_permitted' });
  });

  it('keeps names of any length and spelling apart', async () => {
    const desk = testDesk();
    const users = ['é'.repeat(400), `${'é'.repeat(400)}2`, '', '|', 'a|', '"[]', '=1+1'];
    for (const user of users)
      await desk
        .as({ user, role: 'admin' })
        .grades.save({ name: `g ${user.length} ${user.slice(-9)}`, color: '#123456' });
    for (const user of users) {
      const { items } = await desk.audit.list({ by: user });
      assert.deepEqual(
        items.map(({ by }) => by.user),
        [user],
      );
    }
  });

  it('takes away a grade that was given before ids said nothing of the identifier', async () => {
    const desk = testDesk();
    const { gradeId } = await grade(desk);
    const given = await desk.grades.assign({ gradeId, criterion: 'phone', value: '010-1111-2222' });
    assert.doesNotMatch(given.assignmentId, /1111/);
    const assignmentId = `${gradeId}/phone:+821011112222`;
    const value = [{ ...given, assignmentId }] as unknown as JsonValue;
    const key = 'phone:+821011112222';
    await desk.storage.write((tx) =>
      tx.put('assignments', { key, value, indexes: { grade: [`${gradeId}|`] } }),
    );
    await desk.grades.unassign({ assignmentId });
    assert.deepEqual((await desk.grades.assignments({})).items, []);
    assert.equal((await newest(desk)).facts['criterion'], 'phone');
  });
});

const none = { mode: 'none', signedText: 'body+timestamp' } as const;

/** The methods of an object with a prototype, as an object that can be spread. */
function bound<T extends object>(target: T): T {
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(target)).filter(
    (name) => name !== 'constructor',
  );
  return Object.fromEntries(
    names.map((name) => [name, (target as Record<string, () => unknown>)[name]?.bind(target)]),
  ) as T;
}
