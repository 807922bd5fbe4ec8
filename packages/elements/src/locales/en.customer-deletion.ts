/** English for the question before `<customer-list>` deletes a customer. */
import { plural } from './plural.js';

const lang = 'en';

export const customerDeletion = {
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
