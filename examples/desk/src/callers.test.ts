import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDesk, memoryStorage } from 'deskcard';
import { sandboxTicketFields } from '@deskcard/testing/fixtures';
import { comeIn } from './callers.js';
import { seedDesk } from './seed.js';

describe('a call from a relative’s telephone', () => {
  it('makes a customer of its own whoever’s turn it is, and the next one finds them (B7)', async () => {
    const desk = createDesk({
      storage: memoryStorage(),
      principal: { user: 'sandbox', role: 'admin' },
      settings: { ticketFields: sandboxTicketFields('ko'), allowInsecureProviders: true },
    });
    await seedDesk(desk, 'ko', () => undefined);
    const relative = { channel: 'call', kind: 'relative', language: 'ko' } as const;
    for (let turn = 0; turn < 70; turn++) {
      const { outcome, suggestions, ticketId } = await comeIn(desk, { ...relative, turn });
      const { held, customerNumber, fields } = await desk.tickets.get({ ticketId });
      assert.equal(outcome, 'created', `${turn} ${fields['name']}`);
      assert.equal(held?.[0]?.reason, 'differentName');
      assert.deepEqual(suggestions, held[0].customerNumbers);
      const again = await comeIn(desk, { ...relative, turn });
      const { ticketId: second } = again;
      assert.equal(again.outcome, 'found');
      assert.equal((await desk.tickets.get({ ticketId: second })).customerNumber, customerNumber);
    }
  });
});
