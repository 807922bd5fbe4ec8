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
  /** all numbers, separated by commas */
  askDelete: (numbers: string): string => `Delete the customer with no. ${numbers} for good?`,
  deleteGoes: 'This is removed and cannot be brought back:',
  deleteGoesPoints: [
    'all registered values, under every number',
    'phone numbers, e-mail addresses and member IDs: whoever uses them next is a new customer',
    'grades that were given to these identifiers and that nobody else has',
    'the values of this customer in their tickets',
  ] as readonly string[],
  deleteStays: 'This stays:',
  deleteStaysPoints: [
    'the tickets with subject, content and other free text',
    'the number, as a deleted one; it is never given again',
    'who merged, looked at and deleted the customer when',
    'backups, and what other systems keep',
  ] as readonly string[],
  deleteReasonHint: 'The audit trail keeps it. Name nobody in it.',
  deleteForGood: 'Delete for good',
  keepCustomer: 'Do not delete',
  deleting: 'Deleting…',
  clearing: (tickets: number): string =>
    `The customer is deleted. Clearing their tickets: ${plural(lang, tickets, { other: '# done' })}`,
  notCleared: [
    'The customer is deleted, but not all of their tickets are cleared.',
    'Nobody sees the values any more. Try again to remove them from the store too.',
  ] as readonly [string, string],
  customerDeleted: (number: string): string => `The customer with no. ${number} was deleted.`,
};
