import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Ticket } from 'deskcard';
import { Drafts } from './drafts.js';

const ticket = (more: Partial<Ticket> = {}): Ticket => ({
  ticketId: '10001',
  channelId: 'call',
  status: 'new',
  createdAt: '2026-01-15T09:00:00.000Z',
  updatedAt: '2026-01-15T09:00:00.000Z',
  customerNumber: '1',
  arrivedNumber: '1',
  fields: { name: '김미나' },
  filled: {},
  version: 1,
  ...more,
});
const origin = { apiId: 'api-1', apiName: 'Member service' };
const nameOfApi = (): string => 'Member service';

describe('what an agent has entered and not saved', () => {
  it('stays with its ticket while another one is open', () => {
    const drafts = new Drafts();
    drafts.type(ticket(), 'name', '김민아');
    assert.equal(drafts.value(ticket({ ticketId: '10002' }), 'name'), '김미나');
    assert.equal(drafts.value(ticket(), 'name'), '김민아');
    assert.equal(drafts.count('10001'), 1);
  });

  it('is no change any more when it says again what is saved', () => {
    const drafts = new Drafts();
    drafts.type(ticket(), 'name', '김민아');
    drafts.type(ticket(), 'name', '김미나');
    assert.equal(drafts.count('10001'), 0);
  });

  it('keeps what is typed while the rest is being saved', () => {
    const drafts = new Drafts();
    drafts.type(ticket(), 'name', '김민아');
    drafts.type(ticket(), 'memo', 'first');
    const { fields } = drafts.toSave('10001');
    drafts.type(ticket(), 'memo', 'second');
    drafts.saved('10001', fields);
    assert.deepEqual(drafts.toSave('10001').fields, { memo: 'second' });
  });
});

describe('a field that a lookup filled in', () => {
  it('is filled only where nothing stands, saved or typed, and says where it came from (R55, D11)', () => {
    const drafts = new Drafts();
    drafts.type(ticket(), 'memo', 'my own');
    for (const code of ['name', 'memo', 'shipTo']) drafts.fill(ticket(), code, 'from the shop', origin);
    assert.equal(drafts.value(ticket(), 'name'), '김미나');
    assert.equal(drafts.value(ticket(), 'memo'), 'my own');
    assert.equal(drafts.value(ticket(), 'shipTo'), 'from the shop');
    assert.deepEqual(drafts.mark(ticket(), 'shipTo', nameOfApi), {
      by: 'connection',
      apiName: 'Member service',
    });
    assert.deepEqual(drafts.toSave('10001').filledByConnection, { shipTo: 'api-1' });
  });

  it('loses its mark when the agent types over it (D11)', () => {
    const drafts = new Drafts();
    drafts.fill(ticket(), 'shipTo', 'from the shop', origin);
    drafts.type(ticket(), 'shipTo', 'elsewhere');
    assert.equal(drafts.mark(ticket(), 'shipTo', nameOfApi), undefined);
    assert.deepEqual(drafts.toSave('10001').filledByConnection, {});
  });

  it('is blank again when it is taken back, unless it says something else by now (D11)', () => {
    const drafts = new Drafts();
    drafts.fill(ticket(), 'shipTo', 'from the shop', origin);
    drafts.unfill(ticket(), 'shipTo', 'something else');
    assert.equal(drafts.value(ticket(), 'shipTo'), 'from the shop');
    drafts.unfill(ticket(), 'shipTo', 'from the shop');
    assert.equal(drafts.value(ticket(), 'shipTo'), '');
    assert.equal(drafts.count('10001'), 0);
  });

  it('keeps its mark after it was saved, as does one that a merge filled (D6)', () => {
    const drafts = new Drafts();
    const at = '2026-01-15T10:00:00.000Z';
    const saved = ticket({
      fields: { shipTo: 'here', mail: 'mina@example.com' },
      filled: {
        shipTo: { by: 'connection', at, source: 'api-1' },
        mail: { by: 'merge', at, source: 'merge-1' },
      },
    });
    assert.deepEqual(drafts.mark(saved, 'shipTo', nameOfApi), {
      by: 'connection',
      apiName: 'Member service',
    });
    assert.deepEqual(drafts.mark(saved, 'mail', nameOfApi), { by: 'merge' });
    drafts.unfill(saved, 'mail');
    assert.deepEqual(drafts.toSave('10001').fields, { mail: '' });
    assert.equal(drafts.mark(saved, 'mail', nameOfApi), undefined);
  });
});
