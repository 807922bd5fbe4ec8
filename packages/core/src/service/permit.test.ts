import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Capability, Principal } from '../model/access.js';
import { operationNames, operations, type OperationName } from '../operations.js';
import { call, testDesk } from '../../test/desk.js';
import { denial, permittedOperations } from './permit.js';

const on = { customerManagement: true, openApi: true };
const agent: Principal = { user: 'jun', role: 'agent' };
const admin: Principal = { user: 'mina', role: 'admin' };

describe('who may do what', () => {
  it('nothing but the description of the service is available while customer management is off (R1)', () => {
    for (const principal of [agent, admin]) {
      assert.deepEqual(permittedOperations(principal, { ...on, customerManagement: false }), [
        'service.describe',
      ]);
    }
  });

  it('agents reach no management operation (R2), and every refusal says what is missing', () => {
    const adminOnly = operationNames.filter((name) => operations[name].permission.role === 'admin');
    assert.ok(adminOnly.length > 10);
    for (const name of adminOnly) {
      assert.equal(denial(name, agent, on)?.code, 'not_permitted', name);
      assert.equal(denial(name, admin, on), undefined, name);
    }
  });

  it('API settings are blocked while OPEN API is off, for administrators too; information search is not (R3)', () => {
    const off = { ...on, openApi: false };
    const settings: OperationName[] = [
      'lookups.save',
      'lookups.remove',
      'lookups.reorder',
      'lookups.showKey',
      'lookups.changeKey',
      'lookups.keys',
      'lookups.makeKey',
      'lookups.activateKey',
      'lookups.revokeKey',
      'lookups.test',
      'serverInformation.describe',
      'serverInformation.recipients',
      'serverInformation.send',
    ];
    for (const name of settings) assert.equal(denial(name, admin, off)?.code, 'open_api_disabled', name);
    assert.equal(denial('lookups.search', agent, off), undefined);
    assert.equal(denial('lookups.list', agent, off), undefined);
  });

  it('a capability that was taken away takes its operations away (B8)', () => {
    const without = (capability: Capability): Principal => ({
      ...agent,
      capabilities: (['customers.edit', 'customers.merge', 'lookups.search'] as const).filter(
        (each) => each !== capability,
      ),
    });
    assert.equal(
      denial('customers.merge', without('customers.merge'), on)?.details['capability'],
      'customers.merge',
    );
    assert.equal(denial('customers.unmerge', without('customers.merge'), on)?.code, 'not_permitted');
    assert.equal(denial('customers.edit', without('customers.edit'), on)?.code, 'not_permitted');
    assert.equal(denial('lookups.search', without('lookups.search'), on)?.code, 'not_permitted');
    assert.equal(denial('customers.get', without('customers.edit'), on), undefined);
  });

  it('who may not edit customers cannot do it by saving a ticket either; the ticket is saved (B8, R16)', async () => {
    const desk = testDesk();
    const { ticketId, customerNumber } = (await desk.tickets.intake(call('010-1111-2222'))).ticket;
    const before = await desk.customers.get({ customerNumber });
    const reader = desk.as({
      ...agent,
      capabilities: ['customers.merge', 'lookups.search', 'personal.view'],
    });
    const saved = await reader.tickets.save({
      ticketId,
      fields: { name: '김미나', mail: 'mina@example.com' },
      filledByConnection: { mail: 'api-1' },
    });
    assert.deepEqual([saved.fields['name'], saved.filled['mail']?.source], ['김미나', 'api-1']);
    assert.deepEqual(await desk.customers.get({ customerNumber }), before);
    await desk.as(agent).tickets.save({ ticketId, fields: { name: '이서연' } });
    assert.equal((await desk.customers.get({ customerNumber })).values['name'], '이서연');
  });

  it('the desk itself refuses, before it reads anything', async () => {
    const desk = testDesk();
    const asAgent = desk.as(agent);
    await assert.rejects(asAgent.grades.save({ name: 'VIP', color: '#000000' }), { code: 'not_permitted' });
    await assert.rejects(desk.as(admin, { customerManagement: false }).customers.search({ text: 'a' }), {
      code: 'service_disabled',
    });
    const { role, permitted } = await asAgent.service.describe();
    assert.equal(role, 'agent');
    assert.ok(permitted.includes('customers.merge'));
    assert.ok(!permitted.includes('grades.save'));
  });
});

describe('the table of operations', () => {
  it('has one method and path per operation, and no two alike', () => {
    const routes = operationNames.map((name) => operations[name].http.replace(/\{\w+\}/g, '{}'));
    assert.equal(new Set(routes).size, routes.length);
  });
});
