/** English for the dialog in which `<customer-list>` shows one customer. */
import { plural } from './plural.js';

const lang = 'en';

export const customerView = {
  nameless: 'Customer without a name',
  formerly: (numbers: string): string => `also ${numbers}`,
  previous: 'Previous customer',
  next: 'Next customer',
  /** the number that was opened leads elsewhere */
  movedTo: (from: string, to: string): string => `No. ${from} was merged into no. ${to}, shown here.`,
  known: (from: string, changed: string): string => `First known ${from} · changed ${changed}`,
  values: 'Values',
  origin: {
    manual: 'Entered by hand',
    import: 'From an import',
    ticket: 'From a ticket',
  },
  by: (who: string): string => `by ${who}`,
  under: (number: string): string => `under no. ${number}`,
  earlier: (count: number): string =>
    plural(lang, count, { one: '# more registered value', other: '# more registered values' }),
  noValue: 'No value',
  editAtTicket: 'Values are changed in the details of a ticket of this customer.',
  reveal: 'Show whole values',
  revealReason: 'Reason',
  revealHint: 'The audit trail keeps who looked, when and why.',
  revealed: 'Whole values are shown. The audit trail keeps it.',
  hide: 'Mask again',
  notRevealed: 'Values are masked for you, and you are not allowed to show them.',
  notRevealedHint: 'Ask an administrator for the permission.',
  noGrade: 'No grade',
  consultations: 'Consultation history',
  noTickets: 'No tickets.',
  noSubject: '(no subject)',
  newest: (count: number): string =>
    `The newest ${plural(lang, count, { one: '# ticket', other: '# tickets' })}`,
  showMore: 'Show more',
  openTicket: (ticket: string): string => `Open ticket ${ticket}`,
  openNewWindow: 'Open in new window',
  openTicketNewWindow: (ticket: string): string => `Open ticket ${ticket} in a new window`,
  merges: 'Merges',
  deletion: 'Delete customer',
  deletionHint: 'For a person who asks to be erased. It cannot be undone.',
  deleteDenied: 'You are not allowed to delete customers. Ask an administrator for the permission.',
  deleteCustomer: 'Delete customer…',
};
