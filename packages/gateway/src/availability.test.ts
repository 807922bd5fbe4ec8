import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { routes, toWire, type Capability, type OperationName, type ServiceSettings } from '@deskcard/core';
import { everything, testGateway } from '../test/gateway.js';
import { seed } from '../test/seed.js';

/** What each element asks of its desk: the server refuses it whatever the page shows (R1–R3). */
const elements = {
  'customer-badge': ['grades.match'],
  'info-search': [
    'service.describe',
    'lookups.list',
    'lookups.search',
    'lookups.auto',
    'connections.list',
    'tickets.get',
    'tickets.matching',
  ],
  'merge-dialog': [
    'service.describe',
    'customers.get',
    'customers.search',
    'customers.planMerge',
    'customers.merge',
    'customers.unmerge',
    'customers.merges',
    'duplicates.list',
    'grades.match',
    'tickets.get',
    'tickets.move',
  ],
  'api-settings': [
    'service.describe',
    'lookups.list',
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
    'lookups.health',
    'connections.list',
    'serverInformation.describe',
    'serverInformation.recipients',
    'serverInformation.send',
  ],
} as const satisfies Record<string, readonly OperationName[]>;

const settingsOnly = (name: OperationName): boolean =>
  (elements['api-settings'] as readonly OperationName[]).includes(name) &&
  !['service.describe', 'lookups.list', 'connections.list'].includes(name);
const needs: Partial<Record<OperationName, Capability>> = {
  'customers.planMerge': 'customers.merge',
  'customers.merge': 'customers.merge',
  'customers.unmerge': 'customers.merge',
  'tickets.move': 'customers.merge',
  'lookups.search': 'lookups.search',
  'lookups.auto': 'lookups.search',
};

interface Situation {
  readonly what: string;
  readonly settings?: Partial<ServiceSettings>;
  readonly role: 'agent' | 'admin';
  readonly capabilities?: readonly Capability[];
  /** why an operation is refused; nothing where it is not */
  readonly refusal: (name: OperationName) => string | undefined;
}

const all = (code: string) => (name: OperationName) => (name === 'service.describe' ? undefined : code);
const situations: readonly Situation[] = [
  { what: 'everything is on', role: 'admin', refusal: () => undefined },
  ...(['agent', 'admin'] as const).map((role): Situation => ({
    what: `the service is off, for an ${role} (R1)`,
    settings: { customerManagement: false },
    role,
    refusal: all('service_disabled'),
  })),
  {
    what: 'somebody is an agent (R2)',
    role: 'agent',
    refusal: (name) => (settingsOnly(name) ? 'not_permitted' : undefined),
  },
  {
    what: 'OPEN API is off, for an administrator (R3)',
    settings: { openApi: false },
    role: 'admin',
    refusal: (name) => (settingsOnly(name) ? 'open_api_disabled' : undefined),
  },
  {
    what: 'OPEN API is off, for an agent (R2 before R3)',
    settings: { openApi: false },
    role: 'agent',
    refusal: (name) => (settingsOnly(name) ? 'not_permitted' : undefined),
  },
  ...(['agent', 'admin'] as const).flatMap((role) =>
    (['customers.merge', 'lookups.search'] as const).map((missing): Situation => ({
      what: `an ${role} lacks ${missing}`,
      role,
      capabilities: everything.filter((each) => each !== missing),
      refusal: (name) =>
        needs[name] === missing || (role === 'agent' && settingsOnly(name)) ? 'not_permitted' : undefined,
    })),
  ),
];

describe('a server refuses what an element does not offer', () => {
  for (const { what, settings, role, capabilities = everything, refusal } of situations) {
    it(`when ${what}`, async () => {
      const gateway = testGateway();
      const pools = await seed(gateway);
      const gated = testGateway(
        { authenticate: () => ({ workspace: 'acme', user: 'mina', role, capabilities: [...capabilities] }) },
        settings && { settings },
      );
      gated.stores.set('acme', gateway.stores.get('acme')!);
      const input = Object.fromEntries(Object.entries(pools).map(([member, [first]]) => [member, first]));
      for (const [element, names] of Object.entries(elements)) {
        for (const name of names as readonly OperationName[]) {
          const { method, path, body } = toWire(name, input);
          const reply = await gated.ask(`${method} /api${path}`, body);
          const answer = (await reply.json().catch(() => ({}))) as { code?: string };
          const code = refusal(name);
          if (code === undefined) {
            assert.notEqual(reply.status, 403, `${element}: ${name} is answered`);
            continue;
          }
          assert.equal(reply.status, 403, `${element}: ${name}`);
          assert.equal(answer.code, code, `${element}: ${name}`);
        }
      }
      const described = await gated.ask('GET /api/service');
      const { permitted } = (await described.json()) as { permitted: string[] };
      for (const name of Object.values(elements).flat()) {
        assert.equal(permitted.includes(name), refusal(name) === undefined, `what is said of ${name}`);
      }
    });
  }

  it('the table names operations that exist, and every one that only administrators of APIs may call', () => {
    const named = new Set<string>(elements['api-settings']);
    for (const [name, { permission }] of Object.entries(routes)) {
      if ('openApi' in permission) assert.ok(named.has(name), name);
    }
  });
});
