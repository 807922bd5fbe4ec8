/**
 * A ticket arrives (R6–R9, D2). On a call the phone number decides whose it is, elsewhere the e-mail address; the
 * rule is a table of the service. A known identifier finds the survivor, even through a number merged away long ago
 * (trap 5). Nothing known: a new customer with a newly issued number. Nobody is ever merged here.
 */
import type { CallContext, Handler } from '../handler.js';
import type { Channel } from '../model/channel.js';
import type { IdentifierKind } from '../model/field.js';
import { invalidInput } from '../errors.js';
import type { WriteTransaction } from '../ports.js';
import { newFragment, putRegistered, type Fragment } from '../store/fragment.js';
import { prefetchOwners } from '../store/prefetch.js';
import { putTicket, showTicket, type TicketRecord } from '../store/ticket.js';
import { identifierKeys } from '../customers/identifiers.js';
import { oldestOwner, registerValues } from '../customers/register.js';
import { assertTicketFields, customerValues, storedFields } from './fields.js';

interface Match {
  fragment: Fragment;
  kind: IdentifierKind;
}

function channelOf(channelId: string, { settings }: CallContext): Channel {
  const channel = settings.channels.find((each) => each.id === channelId);
  if (channel) return channel;
  throw invalidInput([
    { path: ['channelId'], code: 'unknown', message: `is no channel of this service: ${channelId}` },
  ]);
}

/** The oldest customer who owns an identifier of the deciding kind. */
async function findOwner(
  tx: WriteTransaction,
  channel: Channel,
  values: Record<string, string>,
  { settings }: CallContext,
): Promise<Match | undefined> {
  for (const kind of settings.matchBy[channel.kind]) {
    const keys = identifierKeys(kind, values[kind] ?? '', settings);
    await prefetchOwners(tx, keys);
    const oldest = await oldestOwner(tx, keys);
    if (oldest) return { fragment: oldest, kind };
  }
  return undefined;
}

export const intake: Handler<'tickets.intake'> = async (tx, draft, context) => {
  const { at, settings, ids } = context;
  const channel = channelOf(draft.channelId, context);
  const filled = Object.entries(storedFields(draft.fields)).filter(([, value]) => value !== '');
  const fields = Object.fromEntries(filled);
  assertTicketFields(fields, settings);
  const ticketId = draft.ticketId ?? ids.next();
  const known = draft.ticketId === undefined ? undefined : await tx.get('tickets', ticketId);
  if (known !== undefined) {
    return {
      ticket: await showTicket(tx, known as unknown as TicketRecord),
      outcome: 'found',
      suggestions: [],
    };
  }
  const createdAt = draft.createdAt === undefined ? at : new Date(draft.createdAt).toISOString();
  const values = customerValues(fields, settings);
  const match = await findOwner(tx, channel, values, context);
  const target = match?.fragment ?? newFragment(await tx.nextNumber(), createdAt);
  if (!match) await putRegistered(tx, target);
  const registered = await registerValues(
    tx,
    target,
    { values, source: 'ticket', at: createdAt, ticketId, taken: 'suggest' },
    settings,
  );
  const record: TicketRecord = {
    ticketId,
    channelId: channel.id,
    status: draft.status ?? 'new',
    createdAt,
    updatedAt: createdAt,
    arrivedNumber: target.customerNumber,
    fields,
    filled: {},
    ...(draft.hostData === undefined ? {} : { hostData: draft.hostData }),
    version: 1,
  };
  await putTicket(tx, record, settings);
  const live = registered.fragment.live;
  if (!match) tx.publish({ type: 'customerCreated', customerNumber: live });
  else if (registered.changed) tx.publish({ type: 'customerEdited', customerNumber: live });
  tx.publish({ type: 'ticketArrived', ticketId, customerNumber: live });
  return {
    ticket: { ...record, customerNumber: live },
    outcome: match ? 'found' : 'created',
    ...(match ? { matchedBy: match.kind } : {}),
    suggestions: registered.others,
  };
};
