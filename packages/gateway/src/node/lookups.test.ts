/** What people on a gateway learn of a lookup that could not be made: the agent what to do, the administrator why. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { LookupResult, Role } from '@deskcard/core';
import { httpDesk, type HttpDesk } from '@deskcard/http';
import { testGateway } from '../../test/gateway.js';
import { rawProvider, transportToTest } from '../../test/provider.js';
import { serveGateway, type RunningGateway } from './serve.js';

describe('a lookup through a gateway', () => {
  let running: RunningGateway;
  const transport = transportToTest({ limits: { timeoutMs: 300 } });
  const answers: string[] = [];

  /** Somebody on a page, and all that their page ever receives. */
  function deskOf(role: Role): HttpDesk {
    const headers = (): Record<string, string> => ({ authorization: `Bearer mina:${role}` });
    return httpDesk(`${running.url}/api`, {
      headers,
      fetch: async (...given) => {
        const response = await fetch(...given);
        if (role === 'agent') answers.push(await response.clone().text());
        return response;
      },
    });
  }

  async function search(baseUrl: string): Promise<Record<Role, LookupResult>> {
    const security = { mode: 'none', signedText: 'body+timestamp' } as const;
    const api = { name: 'Members', baseUrl, security, searchItems: [], resultItems: [] };
    const { apiId } = await deskOf('admin').lookups.save(api);
    const ask = (role: Role): Promise<LookupResult> => deskOf(role).lookups.search({ apiId, inputs: {} });
    return { agent: await ask('agent'), admin: await ask('admin') };
  }

  before(async () => {
    running = await serveGateway(testGateway({}, { transport }), { port: 0 });
  });
  after(async () => {
    await running.stop();
    await transport.close();
  });

  const failures = [
    { of: 'to an address that may not be called', outcome: 'blocked', reason: 'privateAddress' },
    { of: 'to a provider that hangs', outcome: 'timeout', reason: 'noReply' },
  ] as const;
  for (const { of, outcome, reason } of failures) {
    it(`${of} tells the agent ${outcome}, and the administrator ${reason}`, async () => {
      const { port } = await rawProvider(() => undefined);
      const host = outcome === 'blocked' ? '169.254.169.254' : 'provider.test';
      const { agent, admin } = await search(`https://${host}:${port}/find`);
      assert.equal(agent.outcome, outcome);
      assert.deepEqual([agent.reason, agent.providerMessage, agent.values], [undefined, undefined, []]);
      assert.deepEqual([admin.outcome, admin.reason], [outcome, reason]);
    });
  }

  it('sends an agent nothing of where the provider is', () => {
    assert.equal(answers.length, failures.length);
    assert.doesNotMatch(answers.join(''), /169\.254|provider\.test|127\.0\.0\.1|reason/);
  });
});
