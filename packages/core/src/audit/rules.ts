/**
 * What an entry of the audit trail says beside who, when and which operation. A grade or a lookup API is named, with
 * the members that changed; some operations add facts of their own. Never a value of a customer, a key or a whole
 * address: an address may carry a secret in its query (trap 14).
 */
import { identifierKeys } from '../customers/identifiers.js';
import type { CallContext } from '../handler.js';
import type { AuditEntry, AuditFacts, AuditSubject } from '../model/audit.js';
import { ImportOutcome } from '../model/customer-import.js';
import type { IdentifierKind } from '../model/field.js';
import type { InputOf, Operations, OutputOf } from '../operations.js';
import type { CollectionName, JsonValue, ReadTransaction } from '../ports.js';
import type { OperationName } from '../routes.js';
import { assignmentOf } from '../store/grade.js';
import { knownFragments } from '../store/fragment.js';

/** The operations that the table declares as audited. */
export type AuditedName = {
  [N in OperationName]: Operations[N] extends { audit: AuditSubject } ? N : never;
}[OperationName];

type SubjectIds = Omit<AuditEntry['subject'], 'kind'>;

/** The subject's own record, before and after the operation. */
export interface Seen {
  before: JsonValue | undefined;
  after: JsonValue | undefined;
}

interface Rule<I, O> {
  /** where the subject's id is not the member that its kind has */
  subject?: (input: I, output: O, facts: AuditFacts) => SubjectIds;
  /** read before the effect, for what is gone after it */
  look?: (tx: ReadTransaction, input: I, context: CallContext) => Promise<AuditFacts>;
  facts?: (input: I, output: O, seen: Seen) => AuditFacts;
}

/** The number of whoever owns the identifier, so that an entry can say who has a grade without saying how. */
async function ownerFacts(tx: ReadTransaction, key: string | undefined): Promise<AuditFacts> {
  const owned = key === undefined ? undefined : await tx.get('identifiers', key);
  const [owner] = owned === undefined ? [] : await knownFragments(tx, [(owned as { owner: string }).owner]);
  return owner === undefined ? {} : { customerNumber: owner.live };
}

/** The server a lookup API calls, without what may be secret in its address. */
function hostOf(record: JsonValue | undefined): string | undefined {
  const { baseUrl } = (record ?? {}) as { baseUrl?: string };
  return baseUrl !== undefined && URL.canParse(baseUrl) ? new URL(baseUrl).host : undefined;
}

function hostFacts({ before, after }: Seen): AuditFacts {
  const [old, host] = [hostOf(before), hostOf(after)];
  return {
    ...(host === undefined ? {} : { host }),
    ...(old === undefined || old === host ? {} : { formerHost: old }),
  };
}

const searched = ['text', 'customerNumber', 'name', 'memberId', 'phone', 'email'] as const;

const conditionsIn = (query: InputOf<'customers.export'>): string[] =>
  searched.filter((name) => (query[name] ?? '').trim() !== '');

const given = (facts: Record<string, string | string[] | undefined>): AuditFacts =>
  Object.fromEntries(
    Object.entries(facts).filter((each): each is [string, string | string[]] => (each[1] ?? '').length > 0),
  );

const listed = (choices: Readonly<Record<string, string>>): string[] =>
  Object.entries(choices).map(([field, whose]) => `${field}: ${whose}`);

/** How many lines had which outcome. */
function countsOf(items: readonly { outcome: string }[]): AuditFacts {
  const counts = new Map<string, number>();
  for (const { outcome } of items) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return Object.fromEntries(counts);
}

/** Only what the general rule does not say already. */
export const auditRules: { readonly [N in AuditedName]?: Rule<InputOf<N>, OutputOf<N>> } = {
  'customers.merge': {
    subject: (_, { merges, customer }) => ({
      id: customer.customerNumber,
      otherIds: merges.map(({ absorbedNumber }) => absorbedNumber),
    }),
    facts: ({ ticketId }, { merges }) => ({
      mergeIds: merges.map(({ mergeId }) => mergeId),
      // The same for all of them.
      ...given({ choices: listed(merges[0]!.choices) }),
      ...(ticketId === undefined ? {} : { ticketId }),
    }),
  },
  'customers.unmerge': {
    subject: (_, { merge }) => ({ id: merge.survivorNumber, otherIds: [merge.absorbedNumber] }),
    facts: ({ mergeId }, { since: { moved } }) => ({
      mergeId,
      ...given({ movedTickets: moved.map(({ ticketId }) => ticketId) }),
    }),
  },
  'tickets.move': {
    look: async (tx, { ticketId }): Promise<AuditFacts> => {
      const ticket = (await tx.get('tickets', ticketId)) as { arrivedNumber: string } | undefined;
      const [from] = ticket === undefined ? [] : await knownFragments(tx, [ticket.arrivedNumber]);
      return from === undefined ? {} : { from: from.live };
    },
    subject: (_, { customerNumber }, { from }) => ({
      id: customerNumber,
      ...(typeof from === 'string' && from !== customerNumber ? { otherIds: [from] } : {}),
    }),
    facts: ({ ticketId }) => ({ ticketId }),
  },
  'duplicates.decide': {
    subject: ({ customerNumber, otherNumber }) => ({ id: customerNumber, otherIds: [otherNumber] }),
    facts: ({ decision }) => ({ decision }),
  },
  'customers.delete': {
    subject: (_, { customerNumber }) => ({ id: customerNumber }),
    facts: ({ reason = '' }, { numbers, tickets, assignments, ticketsLeft }) => ({
      ...given({ numbers: numbers.slice(1), reason: reason.trim() }),
      tickets,
      assignments,
      ...(ticketsLeft ? { ticketsLeft } : {}),
    }),
  },
  // What was searched for may be a value of a customer, so only that it was is said.
  'customers.export': {
    facts: ({ gradeId, createdFrom, createdTo, cursor, ...query }, { rows }) => ({
      rows,
      ...(cursor === undefined ? {} : { continued: true }),
      ...given({ conditions: conditionsIn(query), gradeId, createdFrom, createdTo }),
    }),
  },
  'customers.import': {
    facts: ({ dryRun, rows, existing = 'update' }, { items }) => ({
      rows: rows.length,
      ...(dryRun ? { dryRun } : { existing }),
      ...Object.fromEntries(
        ImportOutcome.options.flatMap((outcome) => {
          const count = items.filter((item) => item.outcome === outcome).length;
          return count === 0 ? [] : [[outcome, count]];
        }),
      ),
    }),
  },
  'customers.reveal': {
    subject: (_, { customer }) => ({ id: customer.customerNumber }),
    facts: ({ fields, ticketId, reason = '' }, { customer, ticketFields }) => ({
      fields: Object.keys(customer.registered).filter((field) => fields?.includes(field) ?? true),
      ...(ticketId === undefined ? {} : { ticketId, ticketFields: Object.keys(ticketFields ?? {}) }),
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    }),
  },
  'grades.remove': {
    facts: ({ reassignTo }, { reassigned }) => ({
      ...(reassigned > 0 && reassignTo !== undefined ? { reassigned, reassignedTo: reassignTo } : {}),
    }),
  },
  'grades.assign': {
    look: async (tx, { criterion, value }, { settings }) => ({
      criterion,
      ...(await ownerFacts(tx, identifierKeys(criterion, value, settings)[0])),
    }),
    facts: ({ replace, assignmentId }, { expiresAt }) => ({
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(replace === true ? { replaced: true } : {}),
      ...(assignmentId === undefined ? {} : { edited: true }),
    }),
  },
  'grades.importAssignments': {
    facts: ({ dryRun }, { items }) => ({ ...countsOf(items), ...(dryRun ? { dryRun } : {}) }),
  },
  // What was searched for may be a customer's value.
  'grades.exportAssignments': {
    facts: ({ cursor, limit: _, text, ...filter }, { rows }) => ({
      rows,
      ...(cursor === undefined ? {} : { continued: true }),
      ...(text === undefined ? {} : { searched: true }),
      ...filter,
    }),
  },
  'grades.unassign': {
    subject: ({ assignmentId }) => ({ id: assignmentId.slice(0, assignmentId.indexOf('/')) }),
    look: async (tx, { assignmentId }) => {
      const found = await assignmentOf(tx, assignmentId);
      if (found === undefined) return {};
      const criterion: IdentifierKind = found.assignment.criterion;
      return { criterion, ...(await ownerFacts(tx, found.key)) };
    },
  },
  'lookups.save': { facts: (_, __, seen) => hostFacts(seen) },
  'lookups.makeKey': { facts: (_, { keyId }) => ({ keyId }) },
  'lookups.activateKey': { facts: ({ keyId }) => ({ keyId }) },
  'lookups.revokeKey': { facts: ({ keyId }) => ({ keyId }) },
  'lookups.test': {
    subject: ({ api }) => (api.apiId === undefined ? {} : { id: api.apiId }),
    facts: ({ api }, { result }) => ({
      name: api.name,
      ...hostFacts({ before: undefined, after: { baseUrl: api.baseUrl } }),
      outcome: result.outcome,
    }),
  },
  'connections.save': {
    facts: ({ links }) => ({ fields: [...new Set(links.map(({ fieldCode }) => fieldCode))] }),
  },
  'serverInformation.send': {
    facts: (_, { items }) => ({ results: items.map(({ userId, outcome }) => `${userId}: ${outcome}`) }),
  },
  'audit.export': {
    facts: ({ cursor, limit: _, ...filter }, { rows }) => ({
      rows,
      ...(cursor === undefined ? {} : { continued: true }),
      ...filter,
    }),
  },
};

/** Where the records of a kind of subject are, and which member of an input or output names one. */
export const subjectKinds: Readonly<Record<AuditSubject, { member?: string; records?: CollectionName }>> = {
  customer: { member: 'customerNumber' },
  grade: { member: 'gradeId', records: 'grades' },
  lookupApi: { member: 'apiId', records: 'lookupApis' },
  /** sent for the lookup API whose firewall it is about */
  serverInformation: { member: 'apiId', records: 'lookupApis' },
  audit: {},
};
