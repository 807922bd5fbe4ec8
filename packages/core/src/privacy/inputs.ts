/**
 * What somebody sends who sees masks (D13). A mask that stands for the value that is there means that value: nothing
 * is saved over it, and a lookup is made with it. Any other mask is refused, so that none is ever kept as a value.
 */
import { invalidInput, type Issue } from '../errors.js';
import { lookupApi } from '../lookup/store.js';
import type { InputOf } from '../operations.js';
import type { ReadTransaction } from '../ports.js';
import type { OperationName } from '../routes.js';
import { customer } from '../store/customer.js';
import { assignmentOf } from '../store/grade.js';
import { ticketRecord, visibleTickets, type TicketRecord } from '../store/ticket.js';
import { readMasked, type Masker } from './masker.js';

type Reader<I> = (tx: ReadTransaction, input: I, masker: Masker) => I | Promise<I>;

const refusal = (...path: Issue['path']): Issue => ({
  path,
  code: 'masked',
  message: 'is a mask; type the whole value or leave it as it is',
});

function refuse(issues: readonly Issue[]): void {
  if (issues.length > 0) throw invalidInput([...issues]);
}

/** A name may be one that every object has, as `constructor`. */
const own = (entries: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(entries, name) ? entries[name] : undefined;

/** The entries that are no masks; those that stand for what is there are left out. */
function onlyValues(
  entries: Readonly<Record<string, string>>,
  fieldOf: (name: string) => string | undefined,
  stored: Readonly<Record<string, string>>,
  path: string,
): Record<string, string> {
  const issues: Issue[] = [];
  const kept = Object.entries(entries).filter(([name, text]) => {
    const field = fieldOf(name);
    const read = field === undefined ? 'value' : readMasked(field, text, own(stored, name));
    if (read === 'mask') issues.push(refusal(path, name));
    return read === 'value';
  });
  refuse(issues);
  return Object.fromEntries(kept);
}

/** The entries with the values that masks among them stand for. */
function withStored(
  entries: Readonly<Record<string, string>>,
  masker: Masker,
  ticket: TicketRecord | undefined,
): { values: Record<string, string>; masks: string[] } {
  const masks: string[] = [];
  const values = Object.entries(entries).map(([code, text]) => {
    const field = masker.fieldOf(code, ticket?.filled);
    const stored = own(ticket?.fields ?? {}, code);
    const read = field === undefined ? 'value' : readMasked(field, text, stored);
    if (read === 'mask') masks.push(code);
    return [code, read === 'same' ? stored! : text] as const;
  });
  return { values: Object.fromEntries(values), masks };
}

/** A ticket that is not saved yet has no values to stand for (trap 8). */
async function ticketOf(
  tx: ReadTransaction,
  ticketId: string | undefined,
): Promise<TicketRecord | undefined> {
  const found = ticketId === undefined ? undefined : await tx.get('tickets', ticketId);
  if (found === undefined) return undefined;
  return (await visibleTickets(tx, [found as unknown as TicketRecord]))[0];
}

/** The inputs of ticket-field items come from the saved ticket, unless something else was typed. */
const searchInputs: Reader<InputOf<'lookups.search'>> = async (tx, input, masker) => {
  const [api, ticket] = await Promise.all([lookupApi(tx, input.apiId), ticketOf(tx, input.ticketId)]);
  const inputs = new Map(Object.entries(input.inputs));
  const issues: Issue[] = [];
  for (const item of api.searchItems) {
    if (item.division !== 'ticketField') continue;
    const [name, field] = [item.variableName, masker.fieldOf(item.fieldCode, ticket?.filled)];
    const [sent, stored] = [inputs.get(name), ticket?.fields[item.fieldCode]];
    if (field === undefined) continue;
    const read = sent === undefined ? 'same' : readMasked(field, sent, stored);
    if (read === 'mask') issues.push(refusal('inputs', name));
    if (read === 'same' && stored !== undefined) inputs.set(name, stored);
  }
  refuse(issues);
  return { ...input, inputs: Object.fromEntries(inputs) };
};

const readers: { readonly [N in OperationName]?: Reader<InputOf<N>> } = {
  'customers.edit': async (tx, input) => {
    const stored = (await customer(tx, input.customerNumber)).values;
    const values = onlyValues(input.values, (field) => field, stored, 'values');
    return { ...input, values };
  },
  'tickets.intake': (_, input, masker) => ({
    ...input,
    fields: onlyValues(input.fields, (code) => masker.fieldOf(code), {}, 'fields'),
  }),
  'tickets.save': async (tx, input, masker) => {
    if (input.fields === undefined) return input;
    const stored = await ticketRecord(tx, input.ticketId);
    const fieldOf = (code: string) => masker.fieldOf(code, stored.filled);
    return { ...input, fields: onlyValues(input.fields, fieldOf, stored.fields, 'fields') };
  },
  'tickets.matching': async (tx, input, masker) => {
    const { values, masks } = withStored(input.conditions, masker, await ticketOf(tx, input.ticketId));
    refuse(masks.map((code) => refusal('conditions', code)));
    return { ...input, conditions: values };
  },
  'grades.assign': async (tx, input) => {
    const { assignmentId, criterion, value } = input;
    const found = assignmentId === undefined ? undefined : await assignmentOf(tx, assignmentId);
    const stored = found?.assignment.criterion === criterion ? found.assignment.value : undefined;
    const read = readMasked(criterion, value, stored);
    if (read === 'mask') refuse([refusal('value')]);
    return read === 'same' ? { ...input, value: stored! } : input;
  },
  'lookups.search': searchInputs,
  // Runs by itself, so a mask of nothing known counts as no value instead of an error that nobody asked for.
  'lookups.auto': async (tx, input, masker) => {
    const ticket = await ticketOf(tx, input.ticket.ticketId);
    const { values, masks } = withStored(input.ticket.fields, masker, ticket);
    const fields = Object.entries(values).filter(([code]) => !masks.includes(code));
    return { ...input, ticket: { ...input.ticket, fields: Object.fromEntries(fields) } };
  },
};

/** The input as it is meant. */
export async function readInput(
  tx: ReadTransaction,
  name: OperationName,
  input: unknown,
  masker: Masker,
): Promise<unknown> {
  const reader = readers[name] as Reader<unknown> | undefined;
  return reader === undefined ? input : reader(tx, input, masker);
}

export const readsInput = (name: OperationName): boolean => readers[name] !== undefined;
