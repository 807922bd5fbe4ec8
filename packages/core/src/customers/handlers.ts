/** Reading, finding and editing customers (R5, R11–R16, R20). */
import { byteOrderMark, writeCsv } from '../csv.js';
import { exportColumns } from '../customer-csv.js';
import { DeskError } from '../errors.js';
import type { Handler, Handlers } from '../handler.js';
import { storedName } from '../identity/name.js';
import { mostNumbersAtOnce } from '../limits.js';
import { builtInCustomerFields } from '../model/field.js';
import type { WriteTransaction } from '../ports.js';
import { maskerFor, seesMasks } from '../privacy/masker.js';
import { customer, familiesOf, projectFamily } from '../store/customer.js';
import { fragment, knownFragments, type Fragment } from '../store/fragment.js';
import { ticketRecord } from '../store/ticket.js';
import { fieldValues } from './field-value.js';
import { identifierKeys } from './identifiers.js';
import { foundRow, listCustomers } from './list.js';
import { registerValues } from './register.js';
import { searchCustomers } from './search.js';
import { assertCustomerValues } from './validate.js';
import { ownerOf } from './whose.js';

const exportLimit = 1000;

/**
 * An edit lands on the survivor whatever number it names (trap 2), and stays with the number its ticket came in on,
 * so that a later unmerge gives it back to the right side.
 */
async function editedFragment(
  tx: WriteTransaction,
  input: { customerNumber: string; ticketId?: string | undefined },
): Promise<Fragment> {
  const named = await fragment(tx, input.customerNumber);
  if (input.ticketId === undefined) return named;
  const [arrived] = await knownFragments(tx, [(await ticketRecord(tx, input.ticketId)).arrivedNumber]);
  return arrived?.live === named.live ? arrived : named;
}

const edit: Handler<'customers.edit'> = async (tx, input, { settings, principal, at }) => {
  const values = fieldValues(input.values).map(({ field, value }) => ({
    field,
    value: field === 'name' ? storedName(value) : value.trim(),
  }));
  assertCustomerValues(values, settings, ({ field }) => ['values', field]);
  const target = await editedFragment(tx, input);
  const before = await customer(tx, target.live);
  const isStillItself = before.customerNumber === input.customerNumber;
  if (input.version !== undefined && isStillItself && input.version !== before.version) {
    throw new DeskError('version_conflict', `Customer ${input.customerNumber} was changed meanwhile.`, {
      details: { expected: input.version, actual: before.version },
    });
  }
  const { changed } = await registerValues(
    tx,
    target,
    {
      values,
      source: 'manual',
      at,
      by: principal.user,
      ...(input.ticketId === undefined ? {} : { ticketId: input.ticketId }),
      taken: input.taken ?? 'refuse',
    },
    settings,
  );
  if (changed) tx.publish({ type: 'customerEdited', customerNumber: target.live });
  return customer(tx, target.live);
};

const identify: Handler<'customers.identify'> = async (tx, { kind, value }, { settings, principal }) => {
  const keys = identifierKeys(kind, value, settings);
  if (keys.length > mostNumbersAtOnce && seesMasks(principal)) return {};
  const owner = await ownerOf(tx, keys, settings);
  if (owner === undefined) return {};
  // What was read on the way to the owner is not read again.
  const [members] = await familiesOf(tx, [owner]);
  return { customer: await projectFamily(tx, members!) };
};

const list: Handler<'customers.list'> = async (tx, { limit, ...query }, context) => {
  const { items, ...rest } = await listCustomers(tx, query, limit, context);
  return { items: items.map(foundRow), ...rest };
};

const exportCsv: Handler<'customers.export'> = async (tx, { limit = exportLimit, ...query }, context) => {
  const { settings, principal } = context;
  const { items, cursor } = await listCustomers(tx, query, limit, context);
  const fields = [...builtInCustomerFields, ...settings.customerFields.map(({ code }) => code)];
  const isMasked = seesMasks(principal) || query.masked === true;
  const masker = maskerFor(settings);
  const rows = items.map(({ customer: each }) => {
    const { customerNumber, values, absorbedNumbers, createdAt, updatedAt } = each;
    const shown = isMasked ? masker.values(values) : values;
    const cells = fields.map((field) => shown[field] ?? '');
    return [customerNumber, ...cells, absorbedNumbers.join(' '), createdAt, updatedAt];
  });
  const head = query.cursor === undefined ? byteOrderMark + writeCsv([exportColumns(fields)]) : '';
  return { csv: head + writeCsv(rows), rows: rows.length, ...(cursor === undefined ? {} : { cursor }) };
};

export const customerHandlers = {
  'customers.get': (tx, { customerNumber }) => customer(tx, customerNumber),
  'customers.search': (tx, query, { settings: { defaultCountry }, principal }) =>
    searchCustomers(tx, query, { defaultCountry, wholeValues: seesMasks(principal) }),
  'customers.list': list,
  'customers.export': exportCsv,
  'customers.identify': identify,
  'customers.edit': edit,
} satisfies Partial<Handlers>;
