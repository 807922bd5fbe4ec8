import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { operationNames, routes, toWire, type OperationName, type Permission } from '@deskcard/core';
import { everything, testGateway, type TestGateway } from '../test/gateway.js';
import { seed } from '../test/seed.js';
import type { Pools } from '../test/from-schema.js';
import type { GatewayPrincipal } from './principal.js';

type Capability = GatewayPrincipal['capabilities'][number];

/** Everyone who may come, by the name of their token. */
const people: Record<string, Omit<GatewayPrincipal, 'workspace'>> = {
  'agent-without': { user: 'jun', role: 'agent', capabilities: [] },
  'agent-with-all': { user: 'jun', role: 'agent', capabilities: everything },
  'admin-without': { user: 'mina', role: 'admin', capabilities: [] },
  'admin-with-all': { user: 'mina', role: 'admin', capabilities: everything },
  ...Object.fromEntries(
    everything.map((capability) => [
      `agent-with-${capability}`,
      { user: 'jun', role: 'agent' as const, capabilities: [capability] },
    ]),
  ),
};

const gatewayOf = (): TestGateway =>
  testGateway({
    authenticate: (request) => {
      const [, who, workspace] =
        /^Bearer ([\w.-]+)@(\w+)$/.exec(request.headers.get('authorization') ?? '') ?? [];
      const person = people[who ?? ''];
      return person && { ...person, workspace: workspace! };
    },
  });

function mayCall({ role, capabilities }: (typeof people)[string], permission: Permission): boolean {
  if (permission.role === 'admin' && role !== 'admin') return false;
  return permission.capability === undefined || capabilities.includes(permission.capability as Capability);
}

/** A request with the names of what exists in its path; what else an operation needs does not matter to permission. */
function requestFor(name: OperationName, pools: Pools): { route: string; body?: string } {
  const input = Object.fromEntries(Object.entries(pools).map(([member, [first]]) => [member, first]));
  const { method, path, body } = toWire(name, input);
  return { route: `${method} /api${path}`, ...(body === undefined ? {} : { body }) };
}

const admin = { authorization: 'Bearer admin-with-all@acme' };

describe('the permission matrix, from the operations table', () => {
  it('every operation answers exactly those who may call it', async () => {
    const gateway = gatewayOf();
    const pools = await seed({ ...gateway, ask: (route, body) => gateway.ask(route, body, admin) });
    for (const name of operationNames) {
      const { route, body } = requestFor(name, pools);
      const nobody = await gateway.ask(route, body, { authorization: 'Bearer nobody@acme' });
      assert.equal(nobody.status, 401, `${name} answers nobody it knows`);
      for (const [who, person] of Object.entries(people)) {
        // Another workspace, so that what one of them does is not missing for the next.
        for (const workspace of ['acme', 'other']) {
          const reply = await gateway.ask(route, body, { authorization: `Bearer ${who}@${workspace}` });
          const isRefused = reply.status === 403;
          assert.equal(
            isRefused,
            !mayCall(person, routes[name].permission),
            `${name} for ${who} of ${workspace}`,
          );
        }
      }
    }
  });

  it('no operation tells another workspace anything of this one', async () => {
    const gateway = gatewayOf();
    const pools = await seed({ ...gateway, ask: (route, body) => gateway.ask(route, body, admin) });
    for (const name of operationNames) {
      const { route, body } = requestFor(name, pools);
      const reply = await gateway.ask(route, body, { authorization: 'Bearer admin-with-all@other' });
      assert.doesNotMatch(await reply.text(), /김미나|1234-5678|VIP/, name);
    }
    const list = await gateway.ask('GET /api/tickets', undefined, admin);
    assert.match(await list.text(), /김미나/);
  });
});
