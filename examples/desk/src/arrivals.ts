/**
 * The buttons that let a call, a mail or a chat come in, as a telephone system or a mail server would do it (R6–R9):
 * the desk says whose it is and why, and whether it had to create the customer.
 */
import type { IntakeResult, TicketDraft } from 'deskcard';
import { phoneSpellings, sandboxPeople } from '@deskcard/testing/fixtures';
import type { App } from './app.js';
import type { HostData } from './host-data.js';
import { read, write } from './preferences.js';

export type ArrivalChannel = 'call' | 'email' | 'chat';
export type ArrivalKind = 'known' | 'variant' | 'stranger';

const KEY = 'naru.arrivals';

/** Each press takes the next person, also after a reload. */
function nextTurn(): number {
  const turn = Number(read(KEY) ?? 0);
  write(KEY, turn + 1);
  return turn;
}

/** Who contacts the shop: a phone number for a call, an address for anything else. */
function contact(channel: ArrivalChannel, kind: ArrivalKind, turn: number): { value: string; name: string } {
  if (kind === 'stranger') {
    const fresh = String(Date.now()).slice(-6);
    const name = ['차유리', '민하람', 'Nora Lindqvist', '도은재'][turn % 4]!;
    return channel === 'call'
      ? { value: `010-0${fresh.slice(0, 3)}-0${fresh.slice(3)}`, name: '' }
      : { value: `guest${fresh}@example.net`, name };
  }
  const people = sandboxPeople().filter((person) => channel === 'call' || person.email !== undefined);
  // A step that shares no factor with the number of people reaches all of them, in no obvious order.
  const person = people[(turn * 37 + 5) % people.length]!;
  if (channel === 'call') {
    const spellings = phoneSpellings(person.phone);
    const other = spellings[1 + (turn % (spellings.length - 1))]!;
    return { value: kind === 'variant' ? other : person.phone, name: '' };
  }
  const email = person.email ?? '';
  return { value: kind === 'variant' ? email.toUpperCase() : email.toLowerCase(), name: person.name };
}

function draftOf(
  app: App,
  channel: ArrivalChannel,
  { value, name }: { value: string; name: string },
): TicketDraft {
  const texts = app.t.arrivals;
  const [subject, content] = {
    call: [texts.callSubject, texts.callContent],
    email: [texts.mailSubject, texts.mailContent],
    chat: [texts.chatSubject, texts.chatContent],
  }[channel] as [string, string];
  const at = new Date().toISOString();
  const hostData: HostData = {
    unread: true,
    assignee: '',
    history: [{ at, by: 'customer', name: name || value, text: content }],
  };
  return {
    channelId: channel,
    fields: {
      ...(name ? { name } : {}),
      ...(channel === 'call' ? { phone: value } : { mail: value }),
      subject,
      content,
    },
    hostData,
  };
}

/** A ticket arrives, is opened, and a note says whose it is and why. */
export async function arrive(app: App, channel: ArrivalChannel, kind: ArrivalKind): Promise<void> {
  const from = contact(channel, kind, nextTurn());
  try {
    const result = await app.desk.tickets.intake(draftOf(app, channel, from));
    app.book.put(result.ticket);
    app.sideTab = 'search';
    app.open(result.ticket.ticketId);
    await tell(app, channel, from.value, result);
  } catch (error) {
    app.complain(error);
  }
}

async function tell(app: App, channel: ArrivalChannel, value: string, result: IntakeResult): Promise<void> {
  const { arrivals } = app.t;
  const { customerNumber } = result.ticket;
  const similar = result.suggestions.length > 0 && arrivals.similar(result.suggestions.join(', '));
  if (result.outcome === 'created') {
    const why = arrivals.becauseNobody[channel === 'call' ? 'phone' : 'email'](value);
    app.notes.show({ kind: 'created', title: arrivals.created(customerNumber), lines: [why, similar] });
    return;
  }
  const { values } = await app.desk.customers.get({ customerNumber });
  const why = result.matchedBy && arrivals.because[result.matchedBy](value);
  const title = arrivals.found(customerNumber, values['name'] ?? '');
  app.notes.show({ kind: 'found', title, lines: [why, similar] });
}
