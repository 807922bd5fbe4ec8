/**
 * Every operation of Deskcard, declared once: what goes in, what comes out, who may call it, and its method and
 * path. The `Desk` type, the permission matrix, and whatever speaks Deskcard over a wire derive from this table.
 */
import * as z from 'zod/mini';
import { ServiceDescription, type Permission } from './model/access.js';
import { Customer, CustomerNumber, CustomerQuery, CustomerSummary, Timestamp } from './model/customer.js';
import { FieldCode, IdentifierKind } from './model/field.js';
import { Grade, GradeAssignment, GradeAssignmentDraft, GradeDraft, GradeSubject } from './model/grade.js';
import { FieldConnections, FieldLink, LookupApi, LookupApiDraft } from './model/lookup-api.js';
import { AutoLookup, LookupInputs, LookupResult, LookupTicket, TestCall } from './model/lookup.js';
import {
  DuplicateSuggestion,
  Merge,
  MergeChoices,
  MergePlan,
  MergeResult,
  UnmergeReport,
} from './model/merge.js';
import { IntakeResult, Ticket, TicketDraft, TicketFields, TicketId, TicketStatus } from './model/ticket.js';

/**
 * `read` and `write` run inside one storage transaction; `call` talks to a provider and opens transactions of its
 * own around the call.
 */
export type Effect = 'read' | 'write' | 'call';

export interface Operation<
  E extends Effect = Effect,
  I extends z.ZodMiniType = z.ZodMiniType,
  O extends z.ZodMiniType = z.ZodMiniType,
> {
  readonly effect: E;
  readonly permission: Permission;
  /** method and path for a server, with `{name}` for path parameters */
  readonly http: `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`;
  readonly input: I;
  readonly output: O;
}

const operation = <E extends Effect, I extends z.ZodMiniType, O extends z.ZodMiniType>(
  declared: Operation<E, I, O>,
): Operation<E, I, O> => declared;

const agent = { role: 'agent' } as const;
const agentMayEdit = { role: 'agent', capability: 'customers.edit' } as const;
const agentMayMerge = { role: 'agent', capability: 'customers.merge' } as const;
const agentMayLookUp = { role: 'agent', capability: 'lookups.search' } as const;
const admin = { role: 'admin' } as const;
const adminOfApis = { role: 'admin', openApi: true } as const;

const nothing = z.object({});
const Reason = z.string().check(z.maxLength(500));
const MergePair = { survivorNumber: CustomerNumber, absorbedNumber: CustomerNumber };
const PageLimit = z.optional(z.int().check(z.gte(1), z.lte(100)));

export const operations = {
  /** What the service has switched on and what this principal may do (R1–R3). */
  'service.describe': operation({
    effect: 'read',
    permission: agent,
    http: 'GET /service',
    input: nothing,
    output: ServiceDescription,
  }),

  /** One customer by any number it ever had (R11, B2). */
  'customers.get': operation({
    effect: 'read',
    permission: agent,
    http: 'GET /customers/{customerNumber}',
    input: z.object({ customerNumber: CustomerNumber }),
    output: Customer,
  }),
  /** Customers by number, name, member id, phone, e-mail or any of them (R5, R20, R21). */
  'customers.search': operation({
    effect: 'read',
    permission: agent,
    http: 'POST /customers/search',
    input: CustomerQuery,
    output: z.object({ items: z.array(CustomerSummary), more: z.boolean() }),
  }),
  /** Who is calling or writing: the customer who owns exactly this identifier, in whatever spelling (D2, D3). */
  'customers.identify': operation({
    effect: 'read',
    permission: agent,
    http: 'POST /customers/identify',
    input: z.object({ kind: IdentifierKind, value: z.string() }),
    /** no customer: nobody owns it, or the value identifies nobody */
    output: z.object({ customer: z.optional(Customer) }),
  }),
  /** Registers new values for a customer (R12, R15, R16); an empty value blanks the field, its history stays. */
  'customers.edit': operation({
    effect: 'write',
    permission: agentMayEdit,
    http: 'PUT /customers/{customerNumber}',
    input: z.object({
      customerNumber: CustomerNumber,
      values: z.record(FieldCode, z.string()),
      /** the ticket the edit is made at */
      ticketId: z.optional(TicketId),
      /** of the customer that was edited */
      version: z.optional(z.int()),
      /** what to do with an identifier that another customer owns (B5); `refuse` when absent */
      taken: z.optional(z.enum(['refuse', 'move', 'keepApart'])),
    }),
    output: Customer,
  }),
  /** A preview of a merge: what both have, what would remain, what forbids it (B3). */
  'customers.planMerge': operation({
    effect: 'read',
    permission: agentMayMerge,
    http: 'POST /merges/plan',
    input: z.object({ ...MergePair, choices: z.optional(MergeChoices) }),
    output: MergePlan,
  }),
  /** Merges as previewed (R17, R22); a state other than the previewed one is refused as `merge_stale`. */
  'customers.merge': operation({
    effect: 'write',
    permission: agentMayMerge,
    http: 'POST /merges',
    input: z.object({
      ...MergePair,
      choices: z.optional(MergeChoices),
      fingerprint: z.string(),
      reason: z.optional(Reason),
      /** the ticket at hand, whose blank customer fields are filled (D6) */
      ticketId: z.optional(TicketId),
    }),
    output: MergeResult,
  }),
  /** Takes a merge back, whatever was merged before or after it (B1). */
  'customers.unmerge': operation({
    effect: 'write',
    permission: agentMayMerge,
    http: 'POST /merges/{mergeId}/undo',
    input: z.object({ mergeId: z.string() }),
    output: UnmergeReport,
  }),
  /** Every merge the customer took part in, newest first (B8). */
  'customers.merges': operation({
    effect: 'read',
    permission: agent,
    http: 'GET /customers/{customerNumber}/merges',
    input: z.object({ customerNumber: CustomerNumber }),
    output: z.object({ items: z.array(Merge) }),
  }),

  /** A ticket arrives on a channel: its customer is found or created (R6–R9, D2). */
  'tickets.intake': operation({
    effect: 'write',
    permission: agent,
    http: 'POST /tickets',
    input: TicketDraft,
    output: IntakeResult,
  }),
  'tickets.get': operation({
    effect: 'read',
    permission: agent,
    http: 'GET /tickets/{ticketId}',
    input: z.object({ ticketId: TicketId }),
    output: Ticket,
  }),
  /** Tickets, newest first. */
  'tickets.list': operation({
    effect: 'read',
    permission: agent,
    http: 'GET /tickets',
    input: z.object({
      limit: z.optional(z.int().check(z.gte(1), z.lte(500))),
      cursor: z.optional(z.string()),
    }),
    output: z.object({ items: z.array(Ticket), cursor: z.optional(z.string()) }),
  }),
  /**
   * Saves the fields of a ticket and registers the customer values among them (R12, R15, R16); without the capability
   * `customers.edit` the customer stays as it is.
   */
  'tickets.save': operation({
    effect: 'write',
    permission: agent,
    http: 'PUT /tickets/{ticketId}',
    input: z.object({
      ticketId: TicketId,
      version: z.optional(z.int()),
      status: z.optional(TicketStatus),
      /** the fields that changed; an empty value blanks the field */
      fields: z.optional(TicketFields),
      /** field code → lookup API id, for the fields a field connection filled (D11) */
      filledByConnection: z.optional(z.record(FieldCode, z.string())),
      hostData: z.optional(z.json()),
    }),
    output: Ticket,
  }),
  /** The tickets of a customer under all its numbers, newest first (R11). */
  'tickets.ofCustomer': operation({
    effect: 'read',
    permission: agent,
    http: 'GET /customers/{customerNumber}/tickets',
    input: z.object({ customerNumber: CustomerNumber, limit: PageLimit }),
    output: z.object({ items: z.array(Ticket), more: z.boolean() }),
  }),
  /** Tickets that meet every filled condition, last three months by default (R51, D8). */
  'tickets.matching': operation({
    effect: 'read',
    permission: agent,
    http: 'POST /tickets/matching',
    input: z.object({
      /** system field code → value; only usercode, phone, mail and name count */
      conditions: z.record(FieldCode, z.string()),
      from: z.optional(Timestamp),
      to: z.optional(Timestamp),
      limit: PageLimit,
    }),
    output: z.object({ items: z.array(Ticket), more: z.boolean(), from: Timestamp }),
  }),

  /** All grades in their order. */
  'grades.list': operation({
    effect: 'read',
    permission: agent,
    http: 'GET /grades',
    input: nothing,
    output: z.object({ items: z.array(Grade) }),
  }),
  /** Makes or changes a grade (R25). */
  'grades.save': operation({
    effect: 'write',
    permission: admin,
    http: 'PUT /grades',
    input: GradeDraft,
    output: Grade,
  }),
  /** Deletes a grade; one that is in use needs the grade that takes over (D7). */
  'grades.remove': operation({
    effect: 'write',
    permission: admin,
    http: 'DELETE /grades/{gradeId}',
    input: z.object({ gradeId: z.string(), reassignTo: z.optional(z.string()) }),
    output: z.object({ reassigned: z.int() }),
  }),
  /** Puts the grades into the given order. */
  'grades.reorder': operation({
    effect: 'write',
    permission: admin,
    http: 'PUT /grades/order',
    input: z.object({ gradeIds: z.array(z.string()) }),
    output: z.object({ items: z.array(Grade) }),
  }),
  /** Gives a grade to whoever has this phone, e-mail or member id (R26–R28); the same one again changes its note. */
  'grades.assign': operation({
    effect: 'write',
    permission: admin,
    http: 'POST /grades/assignments',
    input: GradeAssignmentDraft,
    output: GradeAssignment,
  }),
  'grades.unassign': operation({
    effect: 'write',
    permission: admin,
    http: 'DELETE /grades/assignments/{assignmentId}',
    input: z.object({ assignmentId: z.string() }),
    output: nothing,
  }),
  'grades.assignments': operation({
    effect: 'read',
    permission: admin,
    http: 'GET /grades/assignments',
    input: z.object({ gradeId: z.optional(z.string()), limit: PageLimit, cursor: z.optional(z.string()) }),
    output: z.object({ items: z.array(GradeAssignment), cursor: z.optional(z.string()) }),
  }),
  /** The grades of many tickets or customers at once, each in grade order and once (R24, D7, B14). */
  'grades.match': operation({
    effect: 'read',
    permission: agent,
    http: 'POST /grades/match',
    input: z.object({ subjects: z.array(GradeSubject).check(z.maxLength(500)) }),
    output: z.object({
      /** in the order of `subjects`; nobody known means no grades */
      items: z.array(z.array(Grade)),
    }),
  }),

  /** The configured lookup APIs in their order, without keys (R46). */
  'lookups.list': operation({
    effect: 'read',
    permission: agent,
    http: 'GET /lookups',
    input: nothing,
    output: z.object({ items: z.array(LookupApi) }),
  }),
  /** Makes or changes a lookup API (R30–R33, R37–R45); with signature a key is generated if there is none (R34). */
  'lookups.save': operation({
    effect: 'write',
    permission: adminOfApis,
    http: 'PUT /lookups',
    input: LookupApiDraft,
    output: LookupApi,
  }),
  'lookups.remove': operation({
    effect: 'write',
    permission: adminOfApis,
    http: 'DELETE /lookups/{apiId}',
    input: z.object({ apiId: z.string() }),
    output: nothing,
  }),
  'lookups.reorder': operation({
    effect: 'write',
    permission: adminOfApis,
    http: 'PUT /lookups/order',
    input: z.object({ apiIds: z.array(z.string()) }),
    output: z.object({ items: z.array(LookupApi) }),
  }),
  /** The key, for an administrator to copy into the provider's system (R35). */
  'lookups.showKey': operation({
    effect: 'read',
    permission: adminOfApis,
    http: 'GET /lookups/{apiId}/key',
    input: z.object({ apiId: z.string() }),
    output: z.object({ key: z.string(), changedAt: Timestamp }),
  }),
  /** Replaces the key by a new one at once (R35). */
  'lookups.changeKey': operation({
    effect: 'write',
    permission: adminOfApis,
    http: 'POST /lookups/{apiId}/key',
    input: z.object({ apiId: z.string() }),
    output: z.object({ key: z.string(), changedAt: Timestamp }),
  }),
  /** An information search by hand (R49, R50). */
  'lookups.search': operation({
    effect: 'call',
    permission: agentMayLookUp,
    http: 'POST /lookups/{apiId}/search',
    input: z.object({ apiId: z.string(), inputs: LookupInputs }),
    output: LookupResult,
  }),
  /** The auto lookups of a ticket: one entry per API that has ticket-field items (R53, D10). */
  'lookups.auto': operation({
    effect: 'call',
    permission: agentMayLookUp,
    http: 'POST /lookups/auto',
    input: z.object({ ticket: LookupTicket }),
    output: z.object({ items: z.array(AutoLookup) }),
  }),
  /** The real call with an unsaved definition, and the raw exchange (B10). */
  'lookups.test': operation({
    effect: 'call',
    permission: adminOfApis,
    http: 'POST /lookups/test',
    input: z.object({ api: LookupApiDraft, inputs: LookupInputs }),
    output: TestCall,
  }),

  /** The field connections of all lookup APIs (R54). */
  'connections.list': operation({
    effect: 'read',
    permission: agent,
    http: 'GET /connections',
    input: nothing,
    output: z.object({ items: z.array(FieldConnections) }),
  }),
  /** Replaces the field connections of one lookup API; only text boxes and text areas can be linked (R56). */
  'connections.save': operation({
    effect: 'write',
    permission: admin,
    http: 'PUT /connections/{apiId}',
    input: z.object({
      apiId: z.string(),
      links: z.array(FieldLink).check(z.maxLength(200)),
      version: z.optional(z.int()),
    }),
    output: FieldConnections,
  }),

  /** Customers who may be the same person as this one (D2). */
  'duplicates.list': operation({
    effect: 'read',
    permission: agent,
    http: 'GET /customers/{customerNumber}/duplicates',
    input: z.object({ customerNumber: CustomerNumber }),
    output: z.object({ items: z.array(DuplicateSuggestion) }),
  }),
} as const satisfies Record<`${string}.${string}`, Operation>;

export type Operations = typeof operations;
export type OperationName = keyof Operations;
export type InputOf<N extends OperationName> = z.infer<Operations[N]['input']>;
export type OutputOf<N extends OperationName> = z.infer<Operations[N]['output']>;

export const operationNames = Object.keys(operations) as OperationName[];
