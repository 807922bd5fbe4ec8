/**
 * Customers from a file (trap 12): each row is stored whole or not at all, and a dry run tells what the real one does,
 * because both follow the same plan. An identifier of somebody else is never taken, nobody is merged, and a blank cell
 * changes nothing.
 */
import type { CallContext, Handler, Handlers } from '../handler.js';
import type { ImportedRow } from '../model/customer-import.js';
import type { WriteTransaction } from '../ports.js';
import { issueFragment, type Fragment } from '../store/fragment.js';
import { planImport, type PlannedRow, type RowPlan } from './import-plan.js';
import { fieldValues } from './field-value.js';
import { registerValues } from './register.js';

const register = (
  tx: WriteTransaction,
  target: Fragment,
  values: Record<string, string>,
  { principal, at, settings }: CallContext,
): Promise<unknown> =>
  registerValues(
    tx,
    target,
    { values: fieldValues(values), source: 'import', at, by: principal.user, taken: 'refuse' },
    settings,
  );

/** Does what was planned; the number of the customer whose row it is. */
async function carryOut(
  tx: WriteTransaction,
  plan: RowPlan,
  context: CallContext,
): Promise<string | undefined> {
  switch (plan.outcome) {
    case 'refused':
      return undefined;
    case 'created': {
      const fragment = await issueFragment(tx, context.at);
      const { customerNumber } = fragment;
      await register(tx, fragment, plan.values, context);
      tx.publish({ type: 'customerCreated', customerNumber });
      return customerNumber;
    }
    case 'updated':
      await register(tx, plan.target, plan.values, context);
      tx.publish({ type: 'customerEdited', customerNumber: plan.target.customerNumber });
      return plan.target.customerNumber;
    default:
      return plan.target.customerNumber;
  }
}

const told = ({ row, plan }: PlannedRow, customerNumber: string | undefined): ImportedRow => ({
  line: row.line,
  outcome: plan.outcome,
  ...(customerNumber === undefined ? {} : { customerNumber }),
  ...(plan.outcome === 'refused' ? { reason: plan.reason } : {}),
});

const importRows: Handler<'customers.import'> = async (
  tx,
  { rows, dryRun, existing = 'update' },
  context,
) => {
  const planned = await planImport(tx, rows, existing, context);
  const items: ImportedRow[] = [];
  for (const each of planned) {
    const { plan, identifiers } = each;
    if (dryRun) {
      const number = 'target' in plan ? plan.target.customerNumber : undefined;
      items.push({ ...told(each, number), identifiers });
    } else {
      items.push(told(each, await carryOut(tx, plan, context)));
    }
  }
  return { items };
};

export const importHandlers = { 'customers.import': importRows } satisfies Partial<Handlers>;
