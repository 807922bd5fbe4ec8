/**
 * What of each answer somebody gets who may not see customers' values (D13). Every operation is in the table and
 * every member of a personal shape is named in its rule, so a new one of either does not compile until somebody has
 * decided; a member that no rule names does not leave the desk.
 */
import type { Customer, CustomerSummary, Match, RegisteredValue, TextRange } from '../model/customer.js';
import type { ImportedRow } from '../model/customer-import.js';
import type { Duplicate, QueuedDuplicate } from '../model/duplicate.js';
import type { GradeAssignment } from '../model/grade.js';
import type { AutoLookup, LookupResult, LookupValue, TestCall } from '../model/lookup.js';
import type { MergeField, MergePlan, UnmergeReport } from '../model/merge.js';
import type { IntakeResult, Ticket } from '../model/ticket.js';
import type { OutputOf } from '../operations.js';
import type { OperationName } from '../routes.js';
import { namesIdentifier } from '../store/grade.js';
import type { Masker } from './masker.js';

type Rule<T, R = T> = (value: T, masker: Masker) => R;
type Shape<T> = { readonly [K in keyof T]-?: Rule<Exclude<T[K], undefined>, T[K]> };

/** Not a value of a customer. */
const keep = <T>(value: T): T => value;
const whole: Rule<string> = (text, masker) => masker.whole(text);
const none = (): never[] => [];
/** Only for members that may be absent. */
const withheld = (): undefined => undefined;

const list =
  <T>(rule: Rule<T>): Rule<T[]> =>
  (values, masker) =>
    values.map((each) => rule(each, masker));

/** An object of the members that the rules name. */
const shape =
  <T extends object>(rules: Shape<T>): Rule<T> =>
  (value, masker) => {
    const members = Object.entries<Rule<unknown>>(rules as Record<string, Rule<unknown>>)
      .filter(([name]) => Object.hasOwn(value, name) && value[name as keyof T] !== undefined)
      .map(([name, rule]) => [name, rule(value[name as keyof T], masker)] as const);
    return Object.fromEntries(members.filter(([, masked]) => masked !== undefined)) as T;
  };

const values: Rule<Record<string, string>> = (each, masker) => masker.values(each);

const registeredValue = (field: string): Rule<RegisteredValue> =>
  shape<RegisteredValue>({
    value: (text, masker) => masker.value(field, text),
    source: keep,
    at: keep,
    by: keep,
    ticketId: keep,
    from: keep,
  });

const registered: Rule<Customer['registered']> = (fields, masker) =>
  Object.fromEntries(
    Object.entries(fields).map(([field, entries]) => [field, list(registeredValue(field))(entries, masker)]),
  );

/**
 * Of a mask all of it is marked, because where in the value something stands says what the mask hides; of a phone the
 * four digits that the mask shows, where they were found.
 */
function markedMask({ field, value, ranges }: Match, mask: string): Match['ranges'] {
  if (mask === value || ranges.length === 0) return ranges;
  const shown = field === 'phone' ? /\d+$/.exec(mask) : null;
  const isAtEnd = shown !== null && endsIn(value, ranges.at(-1)!, shown[0].length);
  return [{ from: isAtEnd ? shown.index : 0, to: mask.length }];
}

/** Whether the range holds the last digits of the text, and so many of them. */
function endsIn(text: string, { from, to }: TextRange, digits: number): boolean {
  const count = (part: string): number => part.normalize('NFKC').replace(/\D/g, '').length;
  return count(text.slice(to)) === 0 && count(text.slice(from, to)) >= digits;
}

const match: Rule<Match> = (each, masker) => {
  const mask = each.field === 'customerNumber' ? each.value : masker.value(each.field, each.value);
  return shape<Match>({
    field: keep,
    value: () => mask,
    isFormer: keep,
    ranges: () => markedMask(each, mask),
  })(each, masker);
};

const summary = shape<CustomerSummary>({
  customerNumber: keep,
  values,
  absorbedNumbers: keep,
  createdAt: keep,
  updatedAt: keep,
  matches: list(match),
});

export const customerRule = shape<Customer>({
  customerNumber: keep,
  values,
  registered,
  absorbedNumbers: keep,
  createdAt: keep,
  updatedAt: keep,
  version: keep,
});

const ticketMembers = shape<Ticket>({
  ticketId: keep,
  channelId: keep,
  status: keep,
  createdAt: keep,
  updatedAt: keep,
  customerNumber: keep,
  arrivedNumber: keep,
  fields: keep,
  held: keep,
  filled: keep,
  // Nobody here knows what a host keeps in it.
  hostData: withheld,
  version: keep,
});

/** Subject and content stay: they are the ticket, and nobody could answer it without them. */
const ticket: Rule<Ticket> = (value, masker) => ({
  ...ticketMembers(value, masker),
  fields: masker.ticketFields(value),
});

const tickets = list(ticket);

const mergeField: Rule<MergeField> = (each, masker) => {
  const value: Rule<string> = (text) => masker.value(each.field, text);
  const ofEach: Rule<MergeField['values']> = (found) =>
    Object.fromEntries(Object.entries(found).map(([number, text]) => [number, value(text, masker)]));
  return shape<MergeField>({ field: keep, values: ofEach, same: keep, chosen: keep })(each, masker);
};

const mergePlan = shape<MergePlan>({
  customers: list(customerRule),
  fields: list(mergeField),
  result: values,
  blockers: keep,
  warnings: keep,
  absorbedTickets: keep,
  fingerprint: keep,
});

type ValueSince = UnmergeReport['since']['values'][number];

const valueSince: Rule<ValueSince> = (each, masker) =>
  shape<ValueSince>({
    field: keep,
    value: (text) => masker.value(each.field, text),
    at: keep,
    customerNumber: keep,
  })(each, masker);

const unmergeReport = shape<UnmergeReport>({
  merge: keep,
  survivor: customerRule,
  restored: customerRule,
  since: shape<UnmergeReport['since']>({
    survivorTickets: keep,
    restoredTickets: keep,
    moved: keep,
    unclear: tickets,
    values: list(valueSince),
  }),
});

/** Reasons say in what two customers agree, never what it is. */
const pair = {
  probability: keep,
  reasons: keep,
  contradictions: keep,
  held: keep,
  decided: keep,
  at: keep,
};

const duplicate = shape<Duplicate>({ customerNumber: keep, other: summary, ...pair });
const queuedDuplicate = shape<QueuedDuplicate>({ customer: customerRule, other: customerRule, ...pair });

const assignment: Rule<GradeAssignment> = (each, masker) => ({
  ...shape<GradeAssignment>({
    assignmentId: (id) => (namesIdentifier(id) ? masker.whole(id) : id),
    gradeId: keep,
    criterion: keep,
    value: keep,
    note: keep,
    expiresAt: keep,
    createdAt: keep,
    createdBy: keep,
    updatedAt: keep,
    updatedBy: keep,
  })(each, masker),
  value: masker.value(each.criterion, each.value),
});

/** Whatever a provider answers is a customer's. Nothing is connected: a mask must not be saved as a value (D11). */
const lookupResult = shape<LookupResult>({
  apiId: keep,
  apiName: keep,
  outcome: keep,
  values: list(shape<LookupValue>({ itemId: keep, screenName: keep, dataName: keep, text: whole })),
  connected: none,
  at: keep,
  durationMs: keep,
  asOf: keep,
  cached: keep,
  providerMessage: withheld,
  reason: keep,
});

const autoLookup: Rule<AutoLookup> = (each, masker) => {
  if (!each.ran) return each;
  const inputs = Object.entries(each.inputs).map(([name, text]) => [name, masker.whole(text)]);
  return {
    ran: true,
    apiId: each.apiId,
    inputs: Object.fromEntries(inputs) as Record<string, string>,
    result: lookupResult(each.result, masker),
  };
};

/** The request holds what the administrator has just typed. */
const testCall = shape<TestCall>({
  request: keep,
  reply: shape<NonNullable<TestCall['reply']>>({
    status: keep,
    contentType: keep,
    body: whole,
    cacheControl: keep,
  }),
  inside: shape<NonNullable<TestCall['inside']>>({ request: keep, reply: whole }),
  problem: keep,
  found: list(shape<TestCall['found'][number]>({ dataName: keep, text: whole })),
  result: lookupResult,
});

export const answerRules: { readonly [N in OperationName]: Rule<OutputOf<N>> } = {
  'service.describe': keep,

  'customers.get': customerRule,
  'customers.search': shape<OutputOf<'customers.search'>>({ items: list(summary), more: keep }),
  'customers.list': shape<OutputOf<'customers.list'>>({
    items: list(summary),
    cursor: keep,
    total: keep,
    totalIsAtLeast: keep,
  }),
  // The export masks the values itself, before they become text.
  'customers.export': keep,
  // Names no value but those that came in.
  'customers.import': keep,
  'customers.identify': shape<OutputOf<'customers.identify'>>({ customer: customerRule }),
  'customers.edit': customerRule,
  // Who may reveal sees what was asked for; the operation masks the rest itself.
  'customers.reveal': keep,
  // Numbers and counts.
  'customers.delete': keep,
  'customers.planMerge': mergePlan,
  'customers.merge': shape<OutputOf<'customers.merge'>>({ merges: keep, customer: customerRule }),
  'customers.unmerge': unmergeReport,
  'customers.merges': keep,

  'tickets.intake': shape<IntakeResult>({ ticket, outcome: keep, matchedBy: keep, suggestions: keep }),
  'tickets.get': ticket,
  'tickets.list': shape<OutputOf<'tickets.list'>>({ items: tickets, cursor: keep }),
  'tickets.save': ticket,
  'tickets.move': ticket,
  'tickets.ofCustomer': shape<OutputOf<'tickets.ofCustomer'>>({ items: tickets, more: keep }),
  'tickets.matching': shape<OutputOf<'tickets.matching'>>({ items: tickets, more: keep, from: keep }),

  'grades.list': keep,
  'grades.save': keep,
  'grades.remove': keep,
  'grades.reorder': keep,
  'grades.assign': assignment,
  'grades.unassign': keep,
  'grades.assignments': shape<OutputOf<'grades.assignments'>>({ items: list(assignment), cursor: keep }),
  // The operation masks the values itself, before they are a file.
  'grades.exportAssignments': keep,
  'grades.importAssignments': shape<OutputOf<'grades.importAssignments'>>({
    items: list(
      shape<ImportedRow>({
        line: keep,
        outcome: keep,
        customerNumber: keep,
        reason: keep,
        identifiers: withheld,
      }),
    ),
  }),
  'grades.usage': keep,
  'grades.match': keep,

  'lookups.list': keep,
  'lookups.save': keep,
  'lookups.remove': keep,
  'lookups.reorder': keep,
  'lookups.showKey': keep,
  'lookups.changeKey': keep,
  'lookups.keys': keep,
  'lookups.makeKey': keep,
  'lookups.activateKey': keep,
  'lookups.revokeKey': keep,
  // How providers fare: no value of anybody.
  'lookups.health': keep,
  'lookups.search': lookupResult,
  'lookups.auto': shape<OutputOf<'lookups.auto'>>({ items: list(autoLookup) }),
  'lookups.test': testCall,

  'connections.list': keep,
  'connections.save': keep,

  // The staff's own names and addresses.
  'serverInformation.describe': keep,
  'serverInformation.recipients': keep,
  'serverInformation.send': keep,

  'duplicates.list': shape<OutputOf<'duplicates.list'>>({ items: list(duplicate) }),
  'duplicates.queue': shape<OutputOf<'duplicates.queue'>>({
    items: list(queuedDuplicate),
    cursor: keep,
    waiting: keep,
    scan: keep,
  }),
  'duplicates.decide': keep,
  'duplicates.scan': keep,

  'audit.list': keep,
  'audit.export': keep,
};

export const maskAnswer = (name: OperationName, output: unknown, masker: Masker): unknown =>
  (answerRules[name] as Rule<unknown>)(output, masker);
