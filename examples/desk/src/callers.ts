/**
 * Who calls, writes or chats next, in place of a telephone system and a mail server: they hand over what came in, and
 * the desk says whose it is (R6–R9).
 */
import type { Desk, IdentifierKind, IntakeResult, TicketDraft, TicketFields } from '@deskcard/core';
import { phoneSpellings, sandboxPeople } from '@deskcard/testing/fixtures';
import type { HostData } from './host-data.js';
import type { Language } from './service.js';
import { en } from './texts-en.js';
import { ko } from './texts-ko.js';

export const arrivalChannels = ['call', 'email', 'chat'] as const;
export type ArrivalChannel = (typeof arrivalChannels)[number];
export const arrivalKinds = ['known', 'variant', 'relative', 'stranger'] as const;
export type ArrivalKind = (typeof arrivalKinds)[number];

export interface Caller {
  channel: ArrivalChannel;
  kind: ArrivalKind;
  /** whose turn it is */
  turn: number;
  language: Language;
}

/** What became of it, without any value of the customer. */
export interface Arrival {
  ticketId: string;
  outcome: IntakeResult['outcome'];
  matchedBy?: IdentifierKind;
  suggestions: string[];
}

interface Contact {
  /** a phone number for a call, an address for anything else */
  value: string;
  name: string;
}

export async function comeIn(desk: Desk, caller: Caller): Promise<Arrival> {
  const { ticket, outcome, matchedBy, suggestions } = await desk.tickets.intake(draftOf(caller));
  return { ticketId: ticket.ticketId, outcome, matchedBy, suggestions };
}

function contactOf({ channel, kind, turn }: Caller): Contact {
  if (kind === 'stranger') return strangerOn(channel, turn);
  if (kind === 'relative') return relativeOf(turn);
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

/** Somebody of the family of a customer, on the customer's telephone; the menu offers it for calls alone (B7). */
function relativeOf(turn: number): Contact {
  const people = sandboxPeople().filter(
    ({ language, name, household }) => language === 'ko' && name.length === 3 && household === undefined,
  );
  const { name, phone } = people[(turn * 37 + 5) % people.length]!;
  // Nothing like the customer's own, as siblings are called at times.
  const given = ['나리', '가람', '도담', '보미'].filter((each) => !name.includes(each[0]!));
  return { value: phone, name: name[0]! + given[turn % given.length]! };
}

function strangerOn(channel: ArrivalChannel, turn: number): Contact {
  const fresh = String(Date.now()).slice(-6);
  const name = ['차유리', '민하람', 'Nora Lindqvist', '도은재'][turn % 4]!;
  return channel === 'call'
    ? { value: `010-0${fresh.slice(0, 3)}-0${fresh.slice(3)}`, name: '' }
    : { value: `guest${fresh}@example.net`, name };
}

function draftOf(caller: Caller): TicketDraft {
  const { language } = caller;
  const channel = caller.kind === 'relative' ? 'call' : caller.channel;
  const { value, name } = contactOf(caller);
  const texts = { ko, en }[language].arrivals;
  const [subject, content] = {
    call: [texts.callSubject, texts.callContent],
    email: [texts.mailSubject, texts.mailContent],
    chat: [texts.chatSubject, texts.chatContent],
  }[channel] as [string, string];
  const hostData: HostData = {
    unread: true,
    assignee: '',
    history: [{ at: new Date().toISOString(), by: 'customer', name: name || value, text: content }],
  };
  const from: TicketFields = channel === 'call' ? { phone: value } : { mail: value };
  return {
    channelId: channel,
    fields: { ...(name ? { name } : {}), ...from, subject, content },
    hostData,
  };
}
