/**
 * The buttons that let a call, a mail or a chat come in (R6–R9): the desk says whose it is and why, and whether it had
 * to create the customer.
 */
import type { Ticket } from 'deskcard';
import type { App } from './app.js';
import type { Arrival, ArrivalChannel, ArrivalKind } from './callers.js';
import { read, write } from './preferences.js';

const KEY = 'naru.arrivals';

/** Each press takes the next person, also after a reload. */
function nextTurn(): number {
  const turn = Number(read(KEY) ?? 0);
  write(KEY, turn + 1);
  return turn;
}

/** A ticket arrives, is opened, and a note says whose it is and why. */
export async function arrive(app: App, channel: ArrivalChannel, kind: ArrivalKind): Promise<void> {
  const { language } = app.preferences;
  try {
    const arrival = await app.data.comeIn({ channel, kind, turn: nextTurn(), language });
    const ticket = await app.desk.tickets.get({ ticketId: arrival.ticketId });
    app.book.put(ticket);
    app.sideTab = 'search';
    app.open(ticket.ticketId);
    await tell(app, arrival, ticket);
  } catch (error) {
    app.complain(error);
  }
}

/** The values are said as the desk gives them to whoever sits here. */
async function tell(app: App, arrival: Arrival, ticket: Ticket): Promise<void> {
  const { arrivals } = app.t;
  const { customerNumber, fields } = ticket;
  const similar = arrival.suggestions.length > 0 && arrivals.similar(arrival.suggestions.join(', '));
  if (arrival.outcome === 'created') {
    const { phone, mail = '' } = fields;
    const held = (ticket.held ?? []).map(({ reason, customerNumbers }) =>
      arrivals.held[reason](customerNumbers.join(', ')),
    );
    const unknown = phone ? arrivals.becauseNobody.phone(phone) : arrivals.becauseNobody.email(mail);
    const lines = held.length > 0 ? held : [unknown, similar];
    app.notes.show({ kind: 'created', title: arrivals.created(customerNumber), lines });
    return;
  }
  const { values } = await app.desk.customers.get({ customerNumber });
  const sent = { phone: fields['phone'], email: fields['mail'], memberId: fields['usercode'] };
  const why = arrival.matchedBy && arrivals.because[arrival.matchedBy](sent[arrival.matchedBy] ?? '');
  const title = arrivals.found(customerNumber, values['name'] ?? '');
  app.notes.show({ kind: 'found', title, lines: [why, similar] });
}
