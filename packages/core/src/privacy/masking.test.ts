import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { call, mail, testDesk } from '../../test/desk.js';
import { fakeTransport, membersApi } from '../../test/lookups.js';
import { inputs, person, secret, settings, world, type Person } from '../../test/masked-world.js';
import { callOf, runOrder } from '../../test/operations.js';
import {
  operationNames,
  systemTicketFields,
  type Capability,
  type Desk,
  type InputOf,
  type Principal,
} from '../index.js';
import { maskAnswer } from './answers.js';
import { maskerFor } from './masker.js';

const most: Capability[] = ['customers.edit', 'customers.merge', 'customers.delete', 'lookups.search'];
const masked: Principal = { user: 'jun', role: 'admin', capabilities: most };
const maskedAgent: Principal = { user: 'jun', role: 'agent', capabilities: most };
const revealer: Principal = { ...maskedAgent, capabilities: [...most, 'personal.reveal'] };

/** Every text in an answer, names of members too. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => [name, ...textsOf(each)]);
}

/** What must not be read anywhere: all but the domain of an address and the last four digits of a number. */
function secretsOf({ name, phone, mail: address, usercode, home }: Person): string[] {
  const number = phone.replace(/\D/g, '');
  const words = name.split(/\s+/).filter((word) => [...word].length >= 4);
  return [
    name,
    ...words,
    phone,
    number,
    number.slice(-8),
    number.slice(-5),
    address.split('@')[0]!,
    usercode,
    home,
  ]
    .map((text) => text.trim())
    .filter((text) => text.length >= 4);
}

const unknownField = (name: string) => ({
  path: ['values', name],
  code: 'unknown',
  message: 'is not a customer field of this service',
});

describe('somebody without the capability personal.view (D13)', () => {
  it('gets no value of a customer in any answer of any operation, but for a domain and four last digits', async () => {
    await fc.assert(
      fc.asyncProperty(person, person, secret, async (mina, second, theirs) => {
        const twin = { ...second, mail: `w${second.mail}` };
        const w = await world([mina, twin], theirs);
        const secrets = [...secretsOf(mina), ...secretsOf(twin), theirs.trim()].filter(
          (text) => text.length >= 4,
        );
        const made: Record<string, unknown> = {};
        const desk = w.desk.as(masked);
        for (const name of runOrder(operationNames)) {
          if (name === 'customers.reveal') continue;
          const answer = await callOf(desk, name, inputs[name](w, mina, made));
          made[name] = answer;
          // What a test call found is offered by its names, which belong to the provider's format.
          const read = name === 'lookups.test' ? { ...(answer as object), found: [] } : answer;
          const texts = textsOf(read);
          for (const each of secrets) {
            const leak = texts.find((text) => text.includes(each));
            assert.equal(leak, undefined, `${name} gives ${each} away`);
          }
        }
      }),
      { numRuns: 60, includeErrorInReport: true },
    );
  });

  it('gets no member of an answer that no rule names, so that a new one is never forgotten', async () => {
    const desk = testDesk({ settings });
    const { customerNumber } = (await desk.tickets.intake(call('010-1111-2222'))).ticket;
    const whole = { ...(await desk.customers.get({ customerNumber })), nickname: '미나' };
    const seen = maskAnswer('customers.get', whole, maskerFor(settings)) as object;
    assert.deepEqual(Object.keys(seen), Object.keys(await desk.customers.get({ customerNumber })));
  });

  it('is told so, and may be allowed to reveal', async () => {
    const desk = testDesk();
    const { masked: isMasked, permitted } = await desk.as(masked).service.describe();
    assert.equal(isMasked, true);
    assert.ok(!permitted.includes('customers.reveal'));
    assert.ok((await desk.as(revealer).service.describe()).permitted.includes('customers.reveal'));
    assert.equal((await desk.service.describe()).masked, false);
  });

  it('saves over nothing with a mask that stands for what is there, and types a new value as ever', async () => {
    const { desk, ticketId, number } = await minasDesk();
    const there = desk.as(maskedAgent);
    const ticket = await there.tickets.get({ ticketId });
    assert.deepEqual(ticket.fields, {
      name: '김*나',
      phone: '****2222',
      mail: 'm***@example.com',
      usercode: 'm****',
      home: '******',
      content: 'Call me at noon.',
    });
    const before = await desk.customers.get({ customerNumber: number });
    await there.tickets.save({ ticketId, fields: { ...ticket.fields, content: 'Done.' }, status: 'open' });
    assert.deepEqual((await desk.tickets.get({ ticketId })).fields, { ...mina, content: 'Done.' });
    assert.deepEqual(await desk.customers.get({ customerNumber: number }), before);
    const { values } = await there.customers.get({ customerNumber: number });
    await there.customers.edit({ customerNumber: number, values: { ...values, phone: '010-7777-8888' } });
    await there.tickets.save({ ticketId, fields: { name: '김민아', home: '' } });
    const after = await desk.customers.get({ customerNumber: number });
    assert.deepEqual([after.values['name'], after.values['phone']], ['김민아', '010-7777-8888']);
    assert.deepEqual([after.values['email'], after.values['address']], [mina.mail, mina.home]);
    assert.equal((await desk.tickets.get({ ticketId })).fields['home'], undefined);
  });

  it('sees a mask in a field that the settings name no longer, and saves nothing over it', async () => {
    const { desk, ticketId } = await minasDesk();
    const later = { ticketFields: systemTicketFields.filter(({ code }) => code !== 'content') };
    const there = desk.as(maskedAgent, later);
    const { fields } = await there.tickets.get({ ticketId });
    assert.deepEqual([fields['home'], fields['content']], ['******', 'Call me at noon.']);
    await there.tickets.save({ ticketId, fields, status: 'open' });
    const kept = (await desk.tickets.get({ ticketId })).fields;
    assert.deepEqual(kept, { ...mina, content: 'Call me at noon.' });
  });

  it('is told of a field that nobody has, whatever it is called', async () => {
    const { desk, number } = await minasDesk();
    const edited = desk
      .as(maskedAgent)
      .customers.edit({ customerNumber: number, values: { constructor: 'x' } });
    await assert.rejects(edited, { code: 'invalid_input', issues: [unknownField('constructor')] });
  });

  it('is refused a mask that stands for something else, at its field', async () => {
    const { desk, ticketId, number } = await minasDesk();
    const there = desk.as(masked);
    const { gradeId } = await desk.grades.save({ name: 'VIP', color: '#123456' });
    const refused = (...path: string[]) => ({
      code: 'invalid_input',
      issues: [{ path, code: 'masked', message: 'is a mask; type the whole value or leave it as it is' }],
    });
    const all: [Promise<unknown>, ReturnType<typeof refused>][] = [
      [there.tickets.save({ ticketId, fields: { phone: '****3333' } }), refused('fields', 'phone')],
      [there.tickets.intake(mail('n***@example.com')), refused('fields', 'mail')],
      [
        there.customers.edit({ customerNumber: number, values: { name: '이*연' } }),
        refused('values', 'name'),
      ],
      [there.grades.assign({ gradeId, criterion: 'email', value: 'n***@a.com' }), refused('value')],
      [there.tickets.matching({ conditions: { phone: '****2222' } }), refused('conditions', 'phone')],
    ];
    for (const [attempt, error] of all) await assert.rejects(attempt, error);
    await desk.tickets.save({ ticketId, fields: { name: '이*연' } });
    assert.equal((await desk.tickets.get({ ticketId })).fields['name'], '이*연');
  });

  it('repeats a save under its key without a conflict, though the ticket changed meanwhile', async () => {
    const { desk, ticketId } = await minasDesk();
    const there = desk.as(maskedAgent);
    const input = { ticketId, fields: { name: '김*나', content: 'x' } };
    const first = await there.tickets.save(input, { idempotencyKey: 'k' });
    await desk.tickets.save({ ticketId, fields: { name: '박지훈' } });
    assert.deepEqual(await there.tickets.save(input, { idempotencyKey: 'k' }), first);
    assert.equal((await desk.tickets.get({ ticketId })).fields['name'], '박지훈');
  });

  it('searches with the values of the saved ticket without ever seeing them (R49, R51, R53)', async () => {
    const transport = fakeTransport(() => ({ data: { name: '김미나', points: 7 } }));
    const { desk, ticketId } = await minasDesk({ transport });
    const { apiId } = await desk.lookups.save(membersApi());
    const there = desk.as(maskedAgent);
    const sent = () => JSON.parse(transport.calls.at(-1)!.body) as unknown;
    const asSent: Record<string, string>[] = [{}, { phone: '****2222' }];
    for (const inputs of asSent) {
      const result = await there.lookups.search({ apiId, ticketId, inputs: { ...inputs, memberId: 'A1' } });
      assert.deepEqual(sent(), { memberId: 'A1', phone: mina.phone });
      assert.deepEqual(
        result.values.map(({ text }) => text),
        ['******', '******'],
      );
    }
    await there.lookups.search({ apiId, ticketId, inputs: { phone: '02-555-1234' } });
    assert.deepEqual(sent(), { phone: '02-555-1234' });
    const fields = { phone: '****2222', subject: 'x' };
    const { items } = await there.lookups.auto({ ticket: { ticketId, channelId: 'call', fields } });
    assert.deepEqual(sent(), { phone: mina.phone });
    assert.ok(items[0]!.ran);
    assert.deepEqual(items[0]!.inputs, { phone: '******' });
    const count = transport.calls.length;
    await assert.rejects(there.lookups.search({ apiId, inputs: { phone: '****2222' } }), {
      code: 'invalid_input',
    });
    const unknown = { ticketId: 'not saved', channelId: 'call', fields };
    const quiet = await there.lookups.auto({ ticket: unknown });
    assert.deepEqual(
      quiet.items.map((item) => !item.ran && item.reason),
      ['missingValue'],
    );
    assert.equal(transport.calls.length, count);
    const same = await there.tickets.matching({ ticketId, conditions: { phone: '****2222', name: '김*나' } });
    assert.deepEqual(
      same.items.map((each) => each.ticketId),
      [ticketId],
    );
  });

  it('is handed nothing to fill in by field connections (D11)', async () => {
    const transport = fakeTransport(() => ({ data: { name: '김미나', points: 7 } }));
    const { desk, ticketId } = await minasDesk({ transport });
    const { apiId } = await desk.lookups.save(membersApi());
    await desk.connections.save({ apiId, links: [{ resultItemId: 'r1', fieldCode: 'memo' }] });
    const seen = async (principal: Principal) =>
      (await desk.as(principal).lookups.search({ apiId, ticketId, inputs: { phone: mina.phone } })).connected;
    assert.deepEqual(await seen(maskedAgent), []);
    assert.equal((await seen({ user: 'mina', role: 'agent' }))[0]!.text, '김미나');
  });

  it('finds a customer by whole values and the four digits it sees, never by fragments', async () => {
    const { desk, number } = await minasDesk();
    const there = desk.as(maskedAgent);
    const finds = async (desk_: Desk, query: InputOf<'customers.search'>) =>
      (await desk_.customers.search(query)).items.map((each) => each.customerNumber);
    const whole: InputOf<'customers.search'>[] = [
      { text: '010-1111-2222' },
      { text: '010 1111 2222' },
      { text: '+82 10 1111 2222' },
      { phone: '01011112222' },
      { phone: '2222' },
      { text: '****2222' },
      { text: 'MINA@example.com' },
      { email: 'mina@example.com' },
      { text: '김미나' },
      { text: '김미나 고객님' },
      { name: '김 미나' },
      { memberId: 'mina77' },
      { text: '김미나 2222' },
      { text: number.slice(0, 4) },
      { customerNumber: number },
    ];
    for (const query of whole) assert.deepEqual(await finds(there, query), [number], JSON.stringify(query));
    const fragments: InputOf<'customers.search'>[] = [
      { phone: '12222' },
      { text: '1111' },
      { text: '010' },
      { text: '김미' },
      { name: 'ㄱㅁㄴ' },
      { text: 'mina@' },
      { email: 'ina@example.com' },
      { memberId: 'mina' },
      { customerNumber: number, phone: '11' },
    ];
    for (const query of fragments) {
      assert.deepEqual(await finds(desk, query), [number], JSON.stringify(query));
      assert.deepEqual(
        await there.customers.search(query),
        { items: [], more: false },
        JSON.stringify(query),
      );
    }
    assert.deepEqual(await finds(there, {}), []);
  });

  it('finds nobody by more numbers at once than a field holds, which would be as many guesses', async () => {
    const { desk, number, ticketId } = await minasDesk();
    const finds = async (principal: Principal, value: string) => {
      const there = desk.as(principal);
      const [searched, anywhere, called, tickets] = await Promise.all([
        there.customers.search({ phone: value }),
        there.customers.search({ text: value }),
        there.customers.identify({ kind: 'phone', value }),
        there.tickets.matching({ conditions: { phone: value } }),
      ]);
      const found = [...searched.items, ...anywhere.items, called.customer].map(
        (each) => each?.customerNumber,
      );
      return [...found, ...tickets.items.map((each) => each.ticketId)];
    };
    const all = [number, number, number, ticketId];
    const few = '02-555-1234/010-1111-2222';
    const many = '02-555-1234/02-555-1235/010-1111-2222';
    const seeing: Principal = { user: 'mina', role: 'agent' };
    assert.deepEqual(await finds(maskedAgent, few), all);
    assert.deepEqual(await finds(maskedAgent, many), [undefined]);
    assert.deepEqual(await finds(seeing, many), all);
  });

  it('is told who looks like a customer by what is the same, never by what comes near', async () => {
    const asked = async (hidden: Record<string, string>) => {
      const desk = testDesk({ settings });
      const intake = (fields: Record<string, string>) => desk.tickets.intake({ channelId: 'email', fields });
      await intake({ ...mina, ...hidden });
      const answers = [];
      // One digit off, one letter off, and the same address under another name.
      for (const tried of [
        { name: '김미나', phone: '010-1112-2222', mail: 'a@example.com' },
        { name: '김므나', phone: '010-1111-2222', mail: 'b@example.com' },
        { name: '김미나', phone: '010-1111-2222', mail: 'mina@exampel.com' },
        { name: '이서연', phone: '010-1111-2222', mail: 'c@example.com' },
      ]) {
        const { customerNumber } = (await intake(tried)).ticket;
        answers.push(await desk.as(maskedAgent).duplicates.list({ customerNumber }));
      }
      const { items } = await desk.as(masked).duplicates.queue({});
      // Who is shown may differ by their masks; what is told of how they compare may not.
      return [...answers, { items }].map((each) =>
        each.items.map(({ probability, reasons, contradictions }) => ({
          probability,
          reasons,
          contradictions,
        })),
      );
    };
    const one = await asked({ name: '김바나', phone: '010-9111-2222', mail: 'mina@example.org' });
    const other = await asked({ name: '김뜽나', phone: '010-7654-2222', mail: 'nobody@example.org' });
    assert.deepEqual(one, other);
    const levels = new Set(
      one.flatMap((items) => items.flatMap(({ reasons }) => reasons.map((r) => r.level))),
    );
    assert.deepEqual([...levels], ['same']);
  });
});

describe('what somebody who sees masks is told of a match (D13)', () => {
  const matchesOf = async (query: InputOf<'customers.search'>) => {
    const { desk } = await minasDesk();
    const { items } = await desk.as(maskedAgent).customers.search(query);
    return items[0]!.matches!.map(({ field, value, ranges }) => [
      field,
      value,
      ranges.map(({ from, to }) => value.slice(from, to)).join(),
    ]);
  };

  it('is the value as a mask, marked as a whole, and of a phone the digits that show', async () => {
    assert.deepEqual(await matchesOf({ text: '김미나' }), [['name', '김*나', '김*나']]);
    assert.deepEqual(await matchesOf({ text: 'MINA@example.com' }), [
      ['email', 'm***@example.com', 'm***@example.com'],
    ]);
    assert.deepEqual(await matchesOf({ text: '2222' }), [['phone', '****2222', '2222']]);
    assert.deepEqual(await matchesOf({ text: '010 1111 2222' }), [['phone', '****2222', '2222']]);
  });

  it('is nothing of a value that only has it somewhere, neither by a match nor by the order', async () => {
    const answers = [];
    // The second customer's hidden values hold the word, or they do not.
    for (const hidden of [
      { mail: '2222.yuna@example.com', usercode: 'yuna22221' },
      { mail: 'abc@example.com', usercode: 'abcdef' },
    ]) {
      const desk = testDesk({ settings });
      await desk.tickets.intake({ channelId: 'call', fields: { phone: '010-3333-2222', name: 'yuna park' } });
      await desk.tickets.intake({
        channelId: 'call',
        fields: { phone: '010-4444-2222', name: 'yuna kim', ...hidden },
      });
      await desk.tickets.intake({ channelId: 'call', fields: { phone: '010-5555-2222', name: 'kim yuna' } });
      const there = desk.as(maskedAgent);
      const told = [];
      for (const text of ['2222', 'yuna', 'yuna 2222']) {
        const { items, more } = await there.customers.search({ text });
        told.push([more, items.map(({ customerNumber, matches }) => ({ customerNumber, matches }))]);
      }
      answers.push(told);
    }
    assert.deepEqual(answers[0], answers[1]);
    assert.ok(JSON.stringify(answers[0]).includes('****2222'));
  });
});

describe('whoever may see values', () => {
  it('still gets masked rows where a list asks for them (D13), and finds them by any fragment', async () => {
    const { desk } = await minasDesk();
    const { items } = await desk.customers.search({ text: '1111', masked: true });
    assert.deepEqual(items[0]!.values, {
      address: '******',
      email: 'm***@example.com',
      memberId: 'm****',
      name: '김*나',
      phone: '****2222',
    });
    assert.equal((await desk.customers.search({ text: '1111' })).items[0]!.values['name'], '김미나');
  });
});

describe('revealing a customer (B13)', () => {
  it('gives the values of one customer and of its ticket, and leaves who, what and why in the audit trail', async () => {
    const { desk, number, ticketId } = await minasDesk();
    const there = desk.as(revealer);
    const whole = await there.customers.reveal({ customerNumber: number, ticketId, reason: ' calls back ' });
    assert.deepEqual(whole.customer, await desk.customers.get({ customerNumber: number }));
    assert.deepEqual(whole.ticketFields, mina);
    const [entry] = (await desk.audit.list({ operation: 'customers.reveal' })).items;
    assert.deepEqual(
      [entry!.by, entry!.subject],
      [
        { user: 'jun', role: 'agent' },
        { kind: 'customer', id: number },
      ],
    );
    assert.deepEqual(entry!.facts, {
      fields: ['address', 'email', 'memberId', 'name', 'phone'],
      ticketId,
      ticketFields: ['name', 'phone', 'mail', 'usercode', 'home'],
      reason: 'calls back',
    });
  });

  it('shows only the fields that were asked for', async () => {
    const { desk, number, ticketId } = await minasDesk();
    const there = desk.as(revealer);
    const { customer, ticketFields } = await there.customers.reveal({
      customerNumber: number,
      ticketId,
      fields: ['phone', 'nothing'],
    });
    assert.deepEqual([customer.values['phone'], customer.values['name']], [mina.phone, '김*나']);
    assert.deepEqual(
      customer.registered['name']!.map(({ value }) => value),
      ['김*나'],
    );
    assert.deepEqual(ticketFields, { phone: mina.phone });
    const { facts } = (await desk.audit.list({ limit: 1 })).items[0]!;
    assert.deepEqual(facts, { fields: ['phone'], ticketId, ticketFields: ['phone'] });
  });

  it('is refused without its capability or with a ticket of somebody else, and then leaves no entry', async () => {
    const { desk, number } = await minasDesk();
    const other = await desk.tickets.intake(call('010-9999-8888'));
    await assert.rejects(desk.as(maskedAgent).customers.reveal({ customerNumber: number }), {
      code: 'not_permitted',
    });
    await assert.rejects(
      desk.as(revealer).customers.reveal({ customerNumber: number, ticketId: other.ticket.ticketId }),
      { code: 'invalid_input' },
    );
    assert.deepEqual((await desk.audit.list()).items, []);
  });
});

const mina = {
  name: '김미나',
  phone: '010-1111-2222',
  mail: 'mina@example.com',
  usercode: 'mina77',
  home: '서울시 종로구',
};

async function minasDesk(more: Parameters<typeof testDesk>[0] = {}) {
  const desk = testDesk({ settings, ...more });
  const fields = { ...mina, content: 'Call me at noon.' };
  const { ticketId, customerNumber } = (await desk.tickets.intake({ channelId: 'call', fields })).ticket;
  return { desk, ticketId, number: customerNumber };
}
