/** A gateway on a desk in memory, whose callers say who they are in a header: `Bearer <user>:<role>[:<workspace>]`. */
import {
  Capability,
  createDesk,
  memoryStorage,
  type CreateDeskOptions,
  type StorageAdapter,
} from '@deskcard/core';
import { createGateway, type Gateway, type GatewayOptions } from '../src/gateway.js';
import { deskPrincipal, type Authenticate, type GatewayPrincipal } from '../src/principal.js';

export const everything: GatewayPrincipal['capabilities'] = [...Capability.options];

export const byHeader: Authenticate = (request) => {
  const [, user, role, workspace = 'acme'] =
    /^Bearer ([\w-]+):(agent|admin)(?::([\w-]+))?$/.exec(request.headers.get('authorization') ?? '') ?? [];
  if (user === undefined) return undefined;
  return { workspace, user, role: role as 'agent' | 'admin', capabilities: everything };
};

export interface TestGateway extends Gateway {
  stores: Map<string, StorageAdapter>;
  /** asks as an administrator of `acme`, unless a header says otherwise */
  ask: (route: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>;
}

export function testGateway(
  options: Partial<GatewayOptions> = {},
  desk: Partial<CreateDeskOptions> = {},
): TestGateway {
  const stores = new Map<string, StorageAdapter>();
  const storageOf = (workspace: string): StorageAdapter => {
    const storage = stores.get(workspace) ?? memoryStorage();
    stores.set(workspace, storage);
    return storage;
  };
  const gateway = createGateway({
    authenticate: byHeader,
    deskFor: (principal) =>
      createDesk({
        ...desk,
        storage: storageOf(principal.workspace),
        principal: deskPrincipal(principal),
        checkAnswers: true,
      }),
    ...options,
  });
  const ask: TestGateway['ask'] = (route, body, headers = {}) => {
    const [method, path] = route.split(' ') as [string, string];
    const content: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    return gateway.fetch(
      new Request(`http://gateway.test${path}`, {
        method,
        headers: { authorization: 'Bearer mina:admin', ...content, ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
  };
  return { ...gateway, stores, ask };
}
