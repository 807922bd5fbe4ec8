/**
 * Every operation of Deskcard, one line each: what it does to the store, who may call it, and its method and path.
 * The `Desk` type, the permission matrix, the client and the gateway's routes derive from this table; `operations.ts`
 * adds what goes in and what comes out. Free of dependencies, so that a client costs a page next to nothing.
 */
import type { Permission } from './model/access.js';
import type { AuditSubject } from './model/audit.js';

/**
 * `read` and `write` run inside one storage transaction; `call` talks to somebody outside (a provider, the mail
 * server) and opens transactions of its own around the call.
 */
export type Effect = 'read' | 'write' | 'call';

export interface Route {
  readonly effect: Effect;
  readonly permission: Permission;
  /** method and path for a server, with `{name}` for path parameters */
  readonly http: `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`;
  /**
   * What the entry is about that the operation leaves in the audit trail, in the transaction of its effect (a read
   * gets a write transaction for it); without it the operation leaves none.
   */
  readonly audit?: AuditSubject;
  /** the answer carries a key: no log, cache, audit trail or receipt may keep it readable (trap 14) */
  readonly secret?: true;
}

const agent = { role: 'agent' } as const;
const agentMayEdit = { role: 'agent', capability: 'customers.edit' } as const;
const adminMayEdit = { role: 'admin', capability: 'customers.edit' } as const;
const adminMayDelete = { role: 'admin', capability: 'customers.delete' } as const;
const agentMayMerge = { role: 'agent', capability: 'customers.merge' } as const;
const adminMayMerge = { role: 'admin', capability: 'customers.merge' } as const;
const agentMayLookUp = { role: 'agent', capability: 'lookups.search' } as const;
const agentMayReveal = { role: 'agent', capability: 'personal.reveal' } as const;
const admin = { role: 'admin' } as const;
const adminOfApis = { role: 'admin', openApi: true } as const;

export const routes = {
  'service.describe': { effect: 'read', permission: agent, http: 'GET /service' },

  'customers.get': { effect: 'read', permission: agent, http: 'GET /customers/{customerNumber}' },
  'customers.search': { effect: 'read', permission: agent, http: 'POST /customers/search' },
  'customers.list': { effect: 'read', permission: admin, http: 'POST /customers/list' },
  'customers.export': {
    effect: 'read',
    permission: admin,
    http: 'POST /customers/export',
    audit: 'customer',
  },
  'customers.import': {
    effect: 'write',
    permission: adminMayEdit,
    http: 'POST /customers/import',
    audit: 'customer',
  },
  'customers.identify': { effect: 'read', permission: agent, http: 'POST /customers/identify' },
  'customers.edit': { effect: 'write', permission: agentMayEdit, http: 'PUT /customers/{customerNumber}' },
  'customers.reveal': {
    effect: 'write',
    permission: agentMayReveal,
    http: 'POST /customers/{customerNumber}/reveal',
    audit: 'customer',
  },
  // A reason is free text, and stands in no address and no log.
  'customers.delete': {
    effect: 'write',
    permission: adminMayDelete,
    http: 'POST /customers/{customerNumber}/deletion',
    audit: 'customer',
  },
  'customers.planMerge': { effect: 'read', permission: agentMayMerge, http: 'POST /merges/plan' },
  'customers.merge': { effect: 'write', permission: agentMayMerge, http: 'POST /merges', audit: 'customer' },
  'customers.unmerge': {
    effect: 'write',
    permission: agentMayMerge,
    http: 'POST /merges/{mergeId}/undo',
    audit: 'customer',
  },
  'customers.merges': { effect: 'read', permission: agent, http: 'GET /customers/{customerNumber}/merges' },

  'tickets.intake': { effect: 'write', permission: agent, http: 'POST /tickets' },
  'tickets.get': { effect: 'read', permission: agent, http: 'GET /tickets/{ticketId}' },
  'tickets.list': { effect: 'read', permission: agent, http: 'GET /tickets' },
  'tickets.save': { effect: 'write', permission: agent, http: 'PUT /tickets/{ticketId}' },
  'tickets.move': {
    effect: 'write',
    permission: agentMayMerge,
    http: 'POST /tickets/{ticketId}/move',
    audit: 'customer',
  },
  'tickets.ofCustomer': {
    effect: 'read',
    permission: agent,
    http: 'GET /customers/{customerNumber}/tickets',
  },
  'tickets.matching': { effect: 'read', permission: agent, http: 'POST /tickets/matching' },

  'grades.list': { effect: 'read', permission: agent, http: 'GET /grades' },
  'grades.save': { effect: 'write', permission: admin, http: 'PUT /grades', audit: 'grade' },
  'grades.remove': { effect: 'write', permission: admin, http: 'DELETE /grades/{gradeId}', audit: 'grade' },
  'grades.reorder': { effect: 'write', permission: admin, http: 'PUT /grades/order', audit: 'grade' },
  'grades.assign': { effect: 'write', permission: admin, http: 'POST /grades/assignments', audit: 'grade' },
  'grades.unassign': {
    effect: 'write',
    permission: admin,
    http: 'DELETE /grades/assignments/{assignmentId}',
    audit: 'grade',
  },
  // What is searched for may be a customer's value, and stands in no address and no log.
  'grades.assignments': { effect: 'read', permission: admin, http: 'POST /grades/assignments/search' },
  'grades.exportAssignments': {
    effect: 'read',
    permission: admin,
    http: 'POST /grades/assignments/export',
    audit: 'grade',
  },
  'grades.importAssignments': {
    effect: 'write',
    permission: admin,
    http: 'POST /grades/assignments/import',
    audit: 'grade',
  },
  'grades.usage': { effect: 'read', permission: admin, http: 'GET /grades/usage' },
  'grades.match': { effect: 'read', permission: agent, http: 'POST /grades/match' },

  'lookups.list': { effect: 'read', permission: agent, http: 'GET /lookups' },
  'lookups.save': {
    effect: 'write',
    permission: adminOfApis,
    http: 'PUT /lookups',
    audit: 'lookupApi',
    secret: true,
  },
  'lookups.remove': {
    effect: 'write',
    permission: adminOfApis,
    http: 'DELETE /lookups/{apiId}',
    audit: 'lookupApi',
  },
  'lookups.reorder': {
    effect: 'write',
    permission: adminOfApis,
    http: 'PUT /lookups/order',
    audit: 'lookupApi',
  },
  'lookups.showKey': {
    effect: 'read',
    permission: adminOfApis,
    http: 'GET /lookups/{apiId}/key',
    audit: 'lookupApi',
    secret: true,
  },
  'lookups.changeKey': {
    effect: 'write',
    permission: adminOfApis,
    http: 'POST /lookups/{apiId}/key',
    audit: 'lookupApi',
    secret: true,
  },
  'lookups.keys': { effect: 'read', permission: adminOfApis, http: 'GET /lookups/{apiId}/keys' },
  'lookups.makeKey': {
    effect: 'write',
    permission: adminOfApis,
    http: 'POST /lookups/{apiId}/keys',
    audit: 'lookupApi',
    secret: true,
  },
  'lookups.activateKey': {
    effect: 'write',
    permission: adminOfApis,
    http: 'POST /lookups/{apiId}/keys/{keyId}/activate',
    audit: 'lookupApi',
  },
  'lookups.revokeKey': {
    effect: 'write',
    permission: adminOfApis,
    http: 'POST /lookups/{apiId}/keys/{keyId}/revoke',
    audit: 'lookupApi',
  },
  'lookups.health': { effect: 'call', permission: adminOfApis, http: 'GET /lookups/health' },
  'lookups.search': { effect: 'call', permission: agentMayLookUp, http: 'POST /lookups/{apiId}/search' },
  'lookups.auto': { effect: 'call', permission: agentMayLookUp, http: 'POST /lookups/auto' },
  'lookups.test': { effect: 'call', permission: adminOfApis, http: 'POST /lookups/test', audit: 'lookupApi' },

  'connections.list': { effect: 'read', permission: agent, http: 'GET /connections' },
  'connections.save': {
    effect: 'write',
    permission: admin,
    http: 'PUT /connections/{apiId}',
    audit: 'lookupApi',
  },

  'serverInformation.describe': { effect: 'read', permission: adminOfApis, http: 'GET /server-information' },
  'serverInformation.recipients': {
    effect: 'call',
    permission: adminOfApis,
    http: 'POST /server-information/recipients',
  },
  'serverInformation.send': {
    effect: 'call',
    permission: adminOfApis,
    http: 'POST /server-information/mails',
    audit: 'serverInformation',
  },

  'duplicates.list': {
    effect: 'read',
    permission: agent,
    http: 'GET /customers/{customerNumber}/duplicates',
  },
  'duplicates.queue': { effect: 'read', permission: adminMayMerge, http: 'GET /duplicates' },
  'duplicates.decide': {
    effect: 'write',
    permission: agentMayMerge,
    http: 'POST /customers/{customerNumber}/duplicates/{otherNumber}',
    audit: 'customer',
  },
  'duplicates.scan': { effect: 'call', permission: adminMayMerge, http: 'POST /duplicates/scan' },

  'audit.list': { effect: 'read', permission: admin, http: 'GET /audit' },
  'audit.export': { effect: 'read', permission: admin, http: 'POST /audit/export', audit: 'audit' },
} as const satisfies Record<`${string}.${string}`, Route>;

export type OperationName = keyof typeof routes;

export const operationNames = Object.keys(routes) as OperationName[];
