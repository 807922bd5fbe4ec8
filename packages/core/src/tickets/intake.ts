/**
 * A ticket arrives (R6–R9, D2). On a call the phone number decides whose it is, elsewhere the e-mail address; the
 * rule is a table of the service. A known identifier finds the survivor, even through a number merged away long ago
 * (trap 5). Nothing known: a new customer with a newly issued number. Nobody is ever merged here.
 */
import type { CallContext, Handler } from '../handler.js';
import type { Channel } from '../model/channel.js';
import type { Held } from '../model/duplicate.js';
import type { TicketDraft } from '../model/ticket.js';
import type { IdentifierKind } from '../model/field.js';
import { suggest } from '../duplicates/pairs.js';
import { invalidInput } from '../errors.js';
import type { WriteTransaction } from '../ports.js';
import { issueFragment, putRegistered, type Fragment } from '../store/fragment.js';
import { prefetchOwners } from '../store/prefetch.js';
import { putTicket, showTicket, type TicketRecord } from '../store/ticket.js';
import { identifierKeys } from '../customers/identifiers.js';
import { registerValues } from '../customers/register.js';
import { whose, type Suspect } from '../customers/whose.js';
import { assertTicketFields, customerValues, storedFields, type HeldValue } from './fields.js';

/** How far clocks of channels may be ahead, in milliseconds. */
const mostAhead = 5 * 60_000;

interface Match {
  /** whose it is, and by which kind of identifier; absent when nobody was found */
  found?: { fragment: Fragment; kind: IdentifierKind };
  held: Held[];
  suspects: Suspect[];
}

function channelOf(channelId: string, { settings }: CallContext): Channel {
  const channel = settings.channels.find((each) => each.id === channelId);
  if (channel) return channel;
  throw invalidInput([
    { path: ['channelId'], code: 'unknown', message: `is no channel of this service: ${channelId}` },
  ]);
}

/** Values that came later win over earlier ones, so one that says it comes from the future would win for ever (D4). */
function createdWhen({ createdAt }: TicketDraft, at: string): string {
  if (createdAt === undefined) return at;
  if (Date.parse(createdAt) > Date.parse(at) + mostAhead) {
    throw invalidInput([
      {
        path: ['createdAt'],
        code: 'invalid',
        message: 'is later than now; leave it out for what arrives now',
      },
    ]);
  }
  return new Date(createdAt).toISOString();
}

/** By the kinds of identifiers that decide on the channel, in their order; what did not decide leaves it to the next. */
async function findSender(
  tx: WriteTransaction,
  channel: Channel,
  values: readonly HeldValue[],
  { settings }: CallContext,
): Promise<Match> {
  const held: Held[] = [];
  const suspects: Suspect[] = [];
  // Those that decide and those that are only registered, in one go.
  const keys = values.flatMap(({ field, value }) => identifierKeys(field, value, settings));
  if (keys.length > 0) await prefetchOwners(tx, keys);
  for (const kind of settings.matchBy[channel.kind]) {
    const finding = await whose(tx, kind, values, settings);
    held.push(...finding.held);
    suspects.push(...finding.suspects);
    if (finding.fragment) return { found: { fragment: finding.fragment, kind }, held, suspects };
  }
  return { held, suspects };
}

/** Who may be the sender waits for a person as a pair with whom the ticket went to; the others are told of too. */
async function suggestSuspects(
  tx: WriteTransaction,
  live: string,
  suspects: readonly Suspect[],
  noted: readonly string[],
  { createdAt, settings }: { createdAt: string; settings: CallContext['settings'] },
): Promise<string[]> {
  const suggested = new Set(noted);
  for (const { customerNumber, kind, reason } of suspects) {
    if (customerNumber === live || suggested.has(customerNumber)) continue;
    const noticed = { kind, held: reason, at: createdAt };
    if (await suggest(tx, live, customerNumber, noticed, settings)) suggested.add(customerNumber);
  }
  return [...suggested];
}

export const intake: Handler<'tickets.intake'> = async (tx, draft, context) => {
  const { at, settings, ids } = context;
  const channel = channelOf(draft.channelId, context);
  const filled = Object.entries(storedFields(draft.fields)).filter(([, value]) => value !== '');
  const fields = Object.fromEntries(filled);
  assertTicketFields(fields, settings);
  const ticketId = draft.ticketId ?? ids.next();
  if (draft.ticketId === undefined) tx.issued?.('tickets', ticketId);
  const known = draft.ticketId === undefined ? undefined : await tx.get('tickets', ticketId);
  if (known !== undefined) {
    return {
      ticket: await showTicket(tx, known as unknown as TicketRecord),
      outcome: 'found',
      suggestions: [],
    };
  }
  const createdAt = createdWhen(draft, at);
  const values = customerValues(fields, settings);
  const { found, held, suspects } = await findSender(tx, channel, values, context);
  const target = found?.fragment ?? (await issueFragment(tx, createdAt));
  const reasons = Object.fromEntries(held.map(({ kind, reason }) => [kind, reason]));
  const registered = await registerValues(
    tx,
    target,
    { values, source: 'ticket', at: createdAt, ticketId, taken: 'suggest', held: reasons },
    settings,
  );
  if (!found && !registered.changed) await putRegistered(tx, target);
  const { live } = registered.fragment;
  const suggestions = await suggestSuspects(tx, live, suspects, registered.others, { createdAt, settings });
  const record: TicketRecord = {
    ticketId,
    channelId: channel.id,
    status: draft.status ?? 'new',
    createdAt,
    updatedAt: createdAt,
    arrivedNumber: target.customerNumber,
    ...(held.length === 0 ? {} : { held }),
    fields,
    filled: {},
    ...(draft.hostData === undefined ? {} : { hostData: draft.hostData }),
    version: 1,
  };
  await putTicket(tx, record, settings);
  if (!found) tx.publish({ type: 'customerCreated', customerNumber: live });
  else if (registered.changed) tx.publish({ type: 'customerEdited', customerNumber: live });
  tx.publish({ type: 'ticketArrived', ticketId, customerNumber: live });
  return {
    ticket: { ...record, customerNumber: live },
    outcome: found ? 'found' : 'created',
    ...(found ? { matchedBy: found.kind } : {}),
    suggestions,
  };
};
