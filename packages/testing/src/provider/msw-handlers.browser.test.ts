import { createDesk, memoryStorage } from '@deskcard/core';
import { fetchTransport } from '@deskcard/http/fetch-transport';
import { expect } from '@open-wc/testing';
import { setupWorker } from 'msw/browser';
import { sandboxLookupApi } from '../fixtures/lookup-apis.js';
import { sandboxTicketFields } from '../fixtures/ticket-fields.js';
import { sandboxMembers, type ProviderMode } from './member-provider.js';
import { providerHandlers } from './msw-handlers.js';

const url = 'https://members.example.com/customer';

describe('A fake provider in the page', () => {
  let mode: ProviderMode = 'normal';
  let key = '';
  const members = sandboxMembers(150);
  const handlers = providerHandlers({ url, key: () => key, members, mode: () => mode, slowMs: 30 });
  const worker = setupWorker(...handlers);
  before(() => worker.start({ quiet: true, onUnhandledRequest: 'bypass' }));
  after(() => worker.stop());

  it('answers a desk over a verified signature, and every named failure reaches the agent by its name', async () => {
    const desk = createDesk({
      storage: memoryStorage(),
      principal: { user: 'mina', role: 'admin' },
      // Small limits, so that no test waits for the real ones.
      transport: fetchTransport({ timeoutMs: 1000, replyBytes: 200_000 }),
      settings: { ticketFields: sandboxTicketFields('ko') },
    });
    const { apiId } = await desk.lookups.save(sandboxLookupApi(url, 'ko').draft);
    const search = () => desk.lookups.search({ apiId, inputs: { memberId: members[0]!.memberId } });
    expect((await search()).outcome).to.equal('notAllowed');
    key = (await desk.lookups.showKey({ apiId })).key;
    const found = await search();
    expect(found.values[0]?.text).to.equal(members[0]!.name);
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
      expect((await search()).outcome, name).to.equal(outcome);
    }
  });
});
