/** What goes into each operation of `routes.ts` and what comes out of it, and what it is for. */
import * as z from 'zod/mini';
import { duplicateSchemas } from './duplicates/schemas.js';
import { gradeSchemas } from './grades/schemas.js';
import { ServiceDescription } from './model/access.js';
import { AuditEntry, AuditFilter } from './model/audit.js';
import { Customer, CustomerNumber, CustomerQuery, CustomerSummary, Timestamp } from './model/customer.js';
import { CustomerImport, ImportedRow } from './model/customer-import.js';
import { CsvPage, CustomerListPage, CustomerListQuery } from './model/customer-list.js';
import { CustomerDeletion } from './model/deletion.js';
import { FieldCode, IdentifierKind, Taken } from './model/field.js';
import {
  FieldConnections,
  FieldLink,
  KeyUse,
  LookupApi,
  LookupApiDraft,
  LookupKey,
  MadeKey,
  SavedLookupApi,
  ShownKey,
} from './model/lookup-api.js';
import { LookupHealth } from './model/lookup-health.js';
import { AutoLookup, LookupInputs, LookupResult, LookupTicket, TestCall } from './model/lookup.js';
import {
  AbsorbedNumbers,
  Merge,
  MergeChoices,
  MergePlan,
  MergeResult,
  UnmergeReport,
} from './model/merge.js';
import { Agent, MailResult, ServerInformation, ServerInformationMail } from './model/server-information.js';
import { IntakeResult, Ticket, TicketDraft, TicketFields, TicketId, TicketStatus } from './model/ticket.js';
import { operationNames, routes, type OperationName, type Route } from './routes.js';

interface Schemas {
  readonly input: z.ZodMiniType;
  readonly output: z.ZodMiniType;
}

const nothing = z.object({});
const Reason = z.string().check(z.maxLength(500));
const MergeSides = { survivorNumber: CustomerNumber, absorbedNumbers: AbsorbedNumbers };
const PageLimit = z.optional(z.int().check(z.gte(1), z.lte(100)));

const schemas = {
  /** What the service has switched on and what this principal may do (R1–R3). */
  'service.describe': {
    input: nothing,
    output: ServiceDescription,
  },

  /** One customer by any number it ever had (R11, B2). */
  'customers.get': {
    input: z.object({ customerNumber: CustomerNumber }),
    output: Customer,
  },
  /** Customers by number, name, member id, phone, e-mail or any of them, the best match first (R5, R20, R21). */
  'customers.search': {
    input: CustomerQuery,
    output: z.object({ items: z.array(CustomerSummary), more: z.boolean() }),
  },
  /** The list of customers, a page at a time (R5); whose grades they have is asked with `grades.match` (B14). */
  'customers.list': {
    input: z.object({
      ...CustomerListQuery.shape,
      /** 50 when absent */
      limit: z.optional(z.int().check(z.gte(1), z.lte(200))),
    }),
    output: CustomerListPage,
  },
  /** The same customers as CSV, 1,000 at a time. */
  'customers.export': {
    input: z.object({
      ...CustomerListQuery.shape,
      limit: z.optional(z.int().check(z.gte(1), z.lte(1000))),
    }),
    output: CsvPage,
  },
  /** Customers from a file, some rows at a time, each whole or not at all (trap 12); an answer for each, in order. */
  'customers.import': {
    input: CustomerImport,
    output: z.object({ items: z.array(ImportedRow) }),
  },
  /**
   * Who is calling or writing: the customer who owns exactly this identifier, in whatever spelling (D2, D3). It is
   * where a ticket without a name would go; with one, a guard may keep it from them (B7).
   */
  'customers.identify': {
    input: z.object({ kind: IdentifierKind, value: z.string() }),
    /** no customer: nobody owns it, or it identifies nobody, as one that is blocked or that too many have (B7) */
    output: z.object({ customer: z.optional(Customer) }),
  },
  /** Registers new values for a customer (R12, R15, R16); an empty value blanks the field, its history stays. */
  'customers.edit': {
    input: z.object({
      customerNumber: CustomerNumber,
      values: z.record(FieldCode, z.string()),
      /** the ticket the edit is made at */
      ticketId: z.optional(TicketId),
      /** of the customer that was edited */
      version: z.optional(z.int()),
      /** what to do with an identifier that another customer owns (B5); `refuse` when absent */
      taken: z.optional(Taken),
    }),
    output: Customer,
  },
  /** The values of one customer for somebody who sees masks; the audit trail keeps it (D13, B13). */
  'customers.reveal': {
    input: z.object({
      customerNumber: CustomerNumber,
      /** customer fields; all of them when absent */
      fields: z.optional(z.array(FieldCode).check(z.maxLength(100))),
      /** a ticket of this customer, whose own values are shown as well */
      ticketId: z.optional(TicketId),
      /** stands in the audit trail as it is */
      reason: z.optional(Reason),
    }),
    /** fields that were not asked for stay masked */
    output: z.object({ customer: Customer, ticketFields: z.optional(TicketFields) }),
  },
  /**
   * Erases a customer with all their numbers, for good: values, identifiers, what they are found by, grade assignments
   * that were theirs alone. Their tickets stay, without the values of customer fields, 500 of them at a call: with
   * `ticketsLeft` it is to be called again, and nobody sees what is left meanwhile.
   */
  'customers.delete': {
    input: z.object({
      customerNumber: CustomerNumber,
      /** of the customer as they were looked at; whoever was changed or merged since is not deleted */
      version: z.optional(z.int()),
      /** stands in the audit trail as it is, for ever; it should name nobody */
      reason: z.optional(Reason),
    }),
    output: CustomerDeletion,
  },
  /** A preview of a merge: what each has, what would remain, what forbids it (B3). */
  'customers.planMerge': {
    input: z.object({ ...MergeSides, choices: z.optional(MergeChoices) }),
    output: MergePlan,
  },
  /** Merges as previewed, all or nobody (R17, R22); a state other than the previewed one is refused as `merge_stale`. */
  'customers.merge': {
    input: z.object({
      ...MergeSides,
      choices: z.optional(MergeChoices),
      fingerprint: z.string(),
      reason: z.optional(Reason),
      /** the ticket at hand, whose blank customer fields are filled (D6) */
      ticketId: z.optional(TicketId),
    }),
    output: MergeResult,
  },
  /** Takes one merge back, whatever was merged before, with or after it (B1). */
  'customers.unmerge': {
    input: z.object({ mergeId: z.string() }),
    output: UnmergeReport,
  },
  /** Every merge the customer took part in, newest first (B8). */
  'customers.merges': {
    input: z.object({ customerNumber: CustomerNumber }),
    output: z.object({ items: z.array(Merge) }),
  },

  /** A ticket arrives on a channel: its customer is found or created (R6–R9, D2). */
  'tickets.intake': {
    input: TicketDraft,
    output: IntakeResult,
  },
  'tickets.get': {
    input: z.object({ ticketId: TicketId }),
    output: Ticket,
  },
  /** Tickets, newest first. */
  'tickets.list': {
    input: z.object({
      limit: z.optional(z.int().check(z.gte(1), z.lte(500))),
      cursor: z.optional(z.string()),
    }),
    output: z.object({ items: z.array(Ticket), cursor: z.optional(z.string()) }),
  },
  /**
   * Saves the fields of a ticket and registers the customer values among them (R12, R15, R16); without the capability
   * `customers.edit` the customer stays as it is.
   */
  'tickets.save': {
    input: z.object({
      ticketId: TicketId,
      version: z.optional(z.int()),
      status: z.optional(TicketStatus),
      /** the fields that changed; an empty value blanks the field */
      fields: z.optional(TicketFields),
      /** field code → lookup API id, for the fields a field connection filled (D11) */
      filledByConnection: z.optional(z.record(FieldCode, z.string())),
      /**
       * What to do with an identifier that another customer owns (B5). When absent the value is kept here as well and
       * the two become a duplicate suggestion (D2).
       */
      taken: z.optional(Taken),
      hostData: z.optional(z.json()),
    }),
    output: Ticket,
  },
  /**
   * Gives a ticket to another customer, because a person says whose it is (B1). The values that it brought go
   * with it; those that other tickets brought too stay as well, and what a merge filled in stays behind (D6).
   */
  'tickets.move': {
    input: z.object({ ticketId: TicketId, customerNumber: CustomerNumber }),
    output: Ticket,
  },
  /** The tickets of a customer under all its numbers, newest first (R11). */
  'tickets.ofCustomer': {
    input: z.object({ customerNumber: CustomerNumber, limit: PageLimit }),
    output: z.object({ items: z.array(Ticket), more: z.boolean() }),
  },
  /** Tickets that meet every filled condition, last three months by default (R51, D8). */
  'tickets.matching': {
    input: z.object({
      /** system field code → value; only usercode, phone, mail and name count */
      conditions: z.record(FieldCode, z.string()),
      /** the saved ticket whose values the masks among the conditions stand for (D13) */
      ticketId: z.optional(TicketId),
      from: z.optional(Timestamp),
      to: z.optional(Timestamp),
      limit: PageLimit,
    }),
    output: z.object({ items: z.array(Ticket), more: z.boolean(), from: Timestamp }),
  },

  ...gradeSchemas,

  /** The configured lookup APIs in their order, without keys (R46). */
  'lookups.list': {
    input: nothing,
    output: z.object({ items: z.array(LookupApi) }),
  },
  /** Makes or changes a lookup API (R30–R33, R37–R45); with signature a key is generated if there is none (R34). */
  'lookups.save': {
    input: LookupApiDraft,
    output: SavedLookupApi,
  },
  'lookups.remove': {
    input: z.object({ apiId: z.string() }),
    output: nothing,
  },
  'lookups.reorder': {
    input: z.object({ apiIds: z.array(z.string()) }),
    output: z.object({ items: z.array(LookupApi) }),
  },
  /** The active key or another, for an administrator to copy (R35); `lookup_key_hidden` where keys are shown once. */
  'lookups.showKey': {
    input: z.object({ apiId: z.string(), keyId: z.optional(z.string()) }),
    output: ShownKey,
  },
  /** Replaces the active key by a new one at once; the old one is revoked (R35). */
  'lookups.changeKey': {
    input: z.object({ apiId: z.string() }),
    output: ShownKey,
  },
  /** The keys of a lookup API, newest first, without their secrets (B12). */
  'lookups.keys': {
    input: z.object({ apiId: z.string() }),
    output: z.object({ items: z.array(LookupKey) }),
  },
  /** Makes a key: the first is active at once, a further one waits until it is activated (B12). */
  'lookups.makeKey': {
    input: z.object({
      apiId: z.string(),
      /** what the lookup API's security asks for when absent */
      use: z.optional(KeyUse),
    }),
    output: MadeKey,
  },
  /** From now on calls use this key; the one before is retiring (B12). */
  'lookups.activateKey': {
    input: z.object({ apiId: z.string(), keyId: z.string() }),
    output: LookupKey,
  },
  /** Destroys a pending or retiring key (B12). */
  'lookups.revokeKey': {
    input: z.object({ apiId: z.string(), keyId: z.string() }),
    output: LookupKey,
  },
  /** How the calls of each lookup API went lately, as the server that answers has measured it itself (B9). */
  'lookups.health': {
    input: nothing,
    output: LookupHealth,
  },
  /** An information search by hand (R49, R50). */
  'lookups.search': {
    input: z.object({
      apiId: z.string(),
      inputs: LookupInputs,
      /** the saved ticket at hand: for somebody who sees masks, ticket-field items take their values from it (D13) */
      ticketId: z.optional(TicketId),
      /** asks the provider even if an earlier answer is kept (B11) */
      reload: z.optional(z.boolean()),
    }),
    output: LookupResult,
  },
  /** The auto lookups of a ticket: one entry per API that has ticket-field items (R53, D10). */
  'lookups.auto': {
    input: z.object({ ticket: LookupTicket, reload: z.optional(z.boolean()) }),
    output: z.object({ items: z.array(AutoLookup) }),
  },
  /** The real call with an unsaved definition, and the raw exchange (B10). */
  'lookups.test': {
    input: z.object({ api: LookupApiDraft, inputs: LookupInputs }),
    output: TestCall,
  },

  /** The field connections of all lookup APIs (R54). */
  'connections.list': {
    input: nothing,
    output: z.object({ items: z.array(FieldConnections) }),
  },
  /** Replaces the field connections of one lookup API; only text boxes and text areas can be linked (R56). */
  'connections.save': {
    input: z.object({
      apiId: z.string(),
      links: z.array(FieldLink).check(z.maxLength(200)),
      version: z.optional(z.int()),
    }),
    output: FieldConnections,
  },

  /** The addresses our calls come from, for a provider's firewall (R36). */
  'serverInformation.describe': {
    input: nothing,
    output: ServerInformation,
  },
  /** Agents by any part of their name, e-mail address or user id, to choose recipients from (R36). */
  'serverInformation.recipients': {
    input: z.object({ text: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)), limit: PageLimit }),
    output: z.object({ items: z.array(Agent), more: z.boolean() }),
  },
  /** Sends the addresses to agents by mail (R36); one result for each of them, in the order of `userIds`. */
  'serverInformation.send': {
    input: ServerInformationMail,
    output: z.object({ items: z.array(MailResult) }),
  },

  ...duplicateSchemas,

  /** Who did what to settings, grades and merges, newest first (B8, B13). */
  'audit.list': {
    input: z.object({ ...AuditFilter.shape, limit: PageLimit, cursor: z.optional(z.string()) }),
    /** with a cursor more may follow, even where there are fewer than `limit` */
    output: z.object({ items: z.array(AuditEntry), cursor: z.optional(z.string()) }),
  },
  /** The same as CSV, page by page: the texts one after another are the file. */
  'audit.export': {
    input: z.object({
      ...AuditFilter.shape,
      limit: z.optional(z.int().check(z.gte(1), z.lte(1000))),
      cursor: z.optional(z.string()),
    }),
    output: z.object({ csv: z.string(), rows: z.int(), cursor: z.optional(z.string()) }),
  },
} as const satisfies { readonly [N in OperationName]: Schemas };

/** The whole table: every operation with its route and its schemas. */
export type Operations = { readonly [N in OperationName]: (typeof routes)[N] & (typeof schemas)[N] };
export type Operation = Route & Schemas;
export type InputOf<N extends OperationName> = z.infer<Operations[N]['input']>;
export type OutputOf<N extends OperationName> = z.infer<Operations[N]['output']>;

export const operations = Object.fromEntries(
  operationNames.map((name) => [name, { ...routes[name], ...schemas[name] }]),
) as unknown as Operations;

export { operationNames, type Effect, type OperationName } from './routes.js';
