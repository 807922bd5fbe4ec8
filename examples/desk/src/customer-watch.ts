/** One customer as the desk knows it now, and again whenever that changes; answers that come too late are dropped. */
import { isDeskError, type Change, type Customer } from 'deskcard';
import type { App } from './app.js';

/** `undefined` while there is nobody to show. Gives the function that looks whether it is still the same one. */
export function watchCustomer(
  app: App,
  numberNow: () => string | undefined,
  show: (customer: Customer | undefined) => void,
  signal: AbortSignal,
): () => void {
  let shown: string | undefined;
  let turn = 0;
  const load = async (): Promise<void> => {
    const customerNumber = numberNow();
    shown = customerNumber;
    const mine = (turn += 1);
    if (customerNumber === undefined) return show(undefined);
    try {
      const customer = await app.desk.customers.get({ customerNumber });
      if (mine === turn && !signal.aborted) show(customer);
    } catch (error) {
      // After a reset there is no such customer any more, nor after a deletion, and nothing to complain about.
      const isGone = isDeskError(error) && ['customer_not_found', 'customer_deleted'].includes(error.code);
      if (!isGone) return app.complain(error);
      if (mine === turn && !signal.aborted) show(undefined);
    }
  };
  const look = (): void => {
    if (numberNow() !== shown) void load();
  };
  signal.addEventListener(
    'abort',
    app.desk.changes.subscribe((change) => {
      if (concerns(change, shown)) void load();
    }),
  );
  app.moved.add(look, signal);
  app.book.changed.add(look, signal);
  look();
  return look;
}

function concerns(change: Change, customerNumber: string | undefined): boolean {
  switch (change.type) {
    case 'customerEdited':
    case 'ticketArrived':
    case 'ticketSaved':
      return change.customerNumber === customerNumber;
    case 'customersMerged':
    case 'mergeUndone':
    case 'customerDeleted':
    case 'missed':
      return customerNumber !== undefined;
    default:
      return false;
  }
}
