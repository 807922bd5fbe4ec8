/**
 * English, the language that is always there, and the shape of every other one. One constant per element, so that a
 * bundle carries only the texts of the elements it uses. A text that depends on a number or a name is a function.
 */
import { plural } from './plural.js';

const lang = 'en';

export const common = {
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  search: 'Search',
  retry: 'Try again',
  undo: 'Undo',
  add: 'Add',
  edit: 'Edit',
  remove: 'Delete',
  copy: 'Copy',
  copied: 'Copied',
  reload: 'Reload',
  loading: 'Loading',
  required: 'required',
  none: '—',
  customerNumber: 'Customer no.',
  memberId: 'Member ID',
  name: 'Name',
  phone: 'Phone',
  email: 'E-mail',
  customer: 'Customer',
  ticket: 'Ticket',
  status: {
    new: 'New',
    open: 'Open',
    reply: 'Replied',
    solved: 'Solved',
    closed: 'Closed',
  },
  noDesk: 'Customer information is not connected on this page.',
};

export const errors = {
  invalid_input: ['Some entries cannot be saved as they are.', 'Correct the marked fields.'],
  not_permitted: ['You are not allowed to do this.', 'Ask an administrator for the permission.'],
  service_disabled: [
    'Customer information management is switched off.',
    'An administrator can switch it on in the service settings.',
  ],
  open_api_disabled: [
    'OPEN API is switched off.',
    'API settings need it: switch on OPEN API for this service.',
  ],
  customer_not_found: ['There is no customer with this number.', 'Check the customer number.'],
  ticket_not_found: ['There is no such ticket.', 'Save the ticket first, then try again.'],
  grade_not_found: ['This grade no longer exists.', 'Reload the grades.'],
  assignment_not_found: ['This grade assignment no longer exists.', 'Reload the list.'],
  lookup_api_not_found: ['This lookup API no longer exists.', 'Reload the list.'],
  merge_not_found: ['This merge is not on record.', 'Open the merge history again.'],
  merge_blocked: ['These two customers cannot be merged.', 'Choose another customer.'],
  merge_stale: [
    'One of the customers has changed since the preview.',
    'Look at the new preview and confirm it.',
  ],
  merge_already_undone: ['This merge has been undone already.', ''],
  version_conflict: ['Somebody else has saved in the meantime.', 'Reload, compare and save again.'],
  identifier_taken: [
    'This value belongs to another customer.',
    'Merge the two customers, move the value, or keep them apart.',
  ],
  grade_in_use: ['Customers still have this grade.', 'Choose the grade they get instead.'],
  idempotency_conflict: ['This request was already sent with other content.', 'Try again.'],
  lookup_key_missing: ['There is no key for this API yet.', 'Save the API with signature first.'],
  lookup_timeout: ['The provider did not answer in time.', 'Try again later.'],
  lookup_network: ['The provider could not be reached.', 'Check the base URL and the provider’s firewall.'],
  lookup_blocked: ['This address may not be called.', 'Use a public https address.'],
  lookup_malformed: ['The provider’s answer could not be read.', 'It must be JSON of the documented shape.'],
  lookup_too_large: ['The provider’s answer is too large.', 'It must stay below 1 MiB.'],
  storage_full: [
    'There is no space left on this device.',
    'Nothing was changed. Free some space and try again.',
  ],
  storage_aborted: ['Saving was interrupted.', 'Nothing was changed. Try again.'],
  storage_blocked: ['Another tab is holding the data.', 'Close the other tabs of this page.'],
  storage_closed: ['The connection to the data was closed.', 'Reload the page.'],
  storage_unavailable: ['This browser does not let the page store data.', 'Allow this site to store data.'],
  storage_newer: ['Another tab runs a newer version.', 'Reload the page.'],
  aborted: ['Cancelled.', ''],
  internal: ['Something unexpected went wrong.', 'Try again. If it stays, tell your administrator.'],
} satisfies Record<string, readonly [what: string, hint: string]> as Record<
  import('@deskcard/core').ErrorCode,
  readonly [what: string, hint: string]
>;

export const issues = {
  required: 'Fill this in.',
  tooLong: (maximum: number | undefined): string =>
    maximum === undefined
      ? 'Too long.'
      : `At most ${plural(lang, maximum, { one: '# character', other: '# characters' })}.`,
  tooMany: (maximum: number | undefined): string =>
    maximum === undefined
      ? 'Too many.'
      : `At most ${plural(lang, maximum, { one: '# entry', other: '# entries' })}.`,
  invalid: 'This value cannot be used.',
  invalidUrl: 'Enter a complete address, such as https://api.example.com/customer.',
  httpsOnly: 'The address must begin with https://.',
  invalidColour: 'Enter a colour such as #1F6FEB.',
  invalidPhone: 'This is not a phone number that can be called.',
  invalidEmail: 'This is not an e-mail address.',
  invalidName: 'Use letters, digits, - and _ only.',
  duplicate: 'This is used already.',
  noOptions: 'Add at least one option.',
  unknown: 'This is not known.',
};

export const customerBadge = {
  /** read before the names of the grades */
  grades: 'Grade',
};

// --- <info-search>: the texts of its element belong here.
export const infoSearch = {
  nothing: 'No lookup API is set up yet.',
  /** for an administrator */
  nothingHint: 'Add one in the API settings.',
  notPermitted: 'You are not allowed to search for customer information.',
  noAnswer: ['Customer information did not answer in time.', 'Try again.'] as readonly [string, string],
  searching: 'Searching…',
  cancelled: 'Cancelled',
  reset: 'Reset',
  choose: 'Choose…',
  /** one line per call: the API and what came of it */
  line: (api: string, outcome: string): string => `${api}: ${outcome}`,
  /** per outcome what happened, and what to do about it (may be empty) */
  outcomes: {
    found: ['Found', ''],
    noResult: ['No result', 'Check the values and search again.'],
    notAllowed: ['Not allowed', 'The provider refused. An administrator can check the key.'],
    providerError: ['Error at the provider', 'An administrator can check the address of the API.'],
    serverError: ['Server error at the provider', 'Try again in a moment.'],
    timeout: ['No answer in time', 'Try again in a moment.'],
    network: ['The provider cannot be reached', 'Try again. If it stays, tell your administrator.'],
    blocked: ['This address may not be called', 'An administrator can correct the address of the API.'],
    malformed: ['The answer cannot be read', 'Tell your administrator: the provider must correct it.'],
    tooLarge: ['The answer is too large', 'Search with more exact values.'],
  } as Readonly<Record<import('@deskcard/core').LookupOutcome, readonly [what: string, hint: string]>>,
  asOf: (time: string, duration: string): string => `as of ${time} · ${duration}`,
  stale: 'The values have changed since: search again.',
  providerSays: (words: string): string => `The provider says: ${words}`,
  /** why an auto lookup did not run; `items` are screen names */
  notRun: {
    channelNotLinked: (_items: string): string => 'not searched by itself, as this channel is not linked',
    missingValue: (items: string): string => `not searched by itself, as a value is missing: ${items}`,
    tooLong: (items: string): string => `not searched by itself, as a value is too long: ${items}`,
  },
  copyValue: (name: string): string => `Copy ${name}`,
  copyByHand: 'Copy the selected text with the keyboard.',
  showAll: 'Show all',
  showLess: 'Show less',
  /** `fields` are the labels of ticket fields */
  filled: (fields: string): string => `Filled in the ticket: ${fields}`,
  takenBack: (fields: string): string => `Taken back: ${fields}`,
  fillAgain: 'Fill again',
  notFilled: {
    hasValue: (fields: string): string => `Not filled, has a value: ${fields}`,
    tooLong: (fields: string): string => `Not filled, too long for the field: ${fields}`,
    notLinkable: (fields: string): string => `Not filled, not a text field: ${fields}`,
    unknownField: (fields: string): string => `Not filled, no such field: ${fields}`,
  },
  matching: 'Matching tickets',
  period: 'Period',
  periods: { quarter: '3 months', year: '1 year', all: 'All' },
  noConditions: 'Fill in a member ID, phone, e-mail or name to see matching tickets.',
  noTickets: 'No tickets in this period.',
  more: 'Show more',
  newest: (count: number): string =>
    `The newest ${plural(lang, count, { one: '# ticket', other: '# tickets' })}`,
  noSubject: '(no subject)',
  thisTicket: 'this ticket',
  /** the customer's earlier numbers, after a merge */
  also: (numbers: string): string => `also ${numbers}`,
};

// --- <merge-dialog>: the texts of its element belong here.
export const mergeDialog = {
  title: 'Merge customers',
  tabs: { merge: 'Merge', history: 'History' },
  numberHead: 'No.',
  number: (number: string): string => `No. ${number}`,
  current: 'This customer',
  grades: 'Grades',
  noCustomer: 'No customer is chosen.',
  noCustomerHint: 'Open the dialog from a saved ticket or from a customer.',
  noAnswer: 'No answer came in time.',
  noAnswerHint: 'Try again. Nothing happens twice.',
  mayNot: 'You are not allowed to merge customers.',
  mayNotHint: 'Ask an administrator for the permission.',
  moved: (from: string, to: string): string =>
    `No. ${from} was merged into no. ${to}. You see no. ${to} now.`,
  apart: (from: string, to: string): string =>
    `The merge into no. ${from} was undone. You see no. ${to} again.`,
  // step 1: find
  other: 'The other record of the same person',
  searchIn: 'Search in',
  everywhere: 'All fields',
  placeholder: 'Number, name, member ID, phone or e-mail',
  suggested: 'Possibly the same person',
  shared: { phone: 'Same phone number', email: 'Same e-mail address', memberId: 'Same member ID' },
  start: 'Search for the other record.',
  found: (count: number): string => plural(lang, count, { one: '# match', other: '# matches' }),
  more: (count: number): string =>
    plural(lang, count, { other: 'More than # match. Type more to narrow it down.' }),
  none: 'Nobody matches.',
  noneHint: 'Check the spelling, or search in all fields.',
  itself: 'This customer',
  earlier: 'Matches an earlier value',
  formerly: (numbers: string): string => `Also found as no. ${numbers}`,
  // step 2: preview
  preview: 'Preview of the merge',
  another: 'Choose another',
  stays: 'Stays',
  goes: 'Becomes an alias',
  swap: 'Swap',
  swapHint: 'The other number stays',
  field: 'Field',
  result: 'Will show',
  alias: (survivor: string, absorbed: string): string =>
    `No. ${absorbed} leads to no. ${survivor} from now on, also for new tickets. It is never given to anybody else.`,
  tickets: (count: number): string =>
    count >= 1000
      ? '1,000 or more tickets come along. They are not rewritten.'
      : plural(lang, count, {
          one: '# ticket comes along. It is not rewritten.',
          other: '# tickets come along. They are not rewritten.',
        }),
  noTickets: 'No tickets come along; all values and grades do.',
  fills: (fields: string): string => `Blank fields of this ticket are filled: ${fields}.`,
  warnings: {
    differentMemberId: 'The two have different member IDs. They may be two people.',
    nothingInCommon: 'The two have nothing in common. They may be two people.',
  },
  confirm: 'I have checked that both are the same person.',
  confirmFirst: 'Tick this box before you merge.',
  blockers: {
    sameCustomer: 'These are one and the same customer.',
    alreadyMerged: 'These two are merged already.',
  },
  blocked: 'Choose another customer.',
  overtaken: 'Something has changed meanwhile.',
  overtakenHint: 'This is the new preview. Check it, then merge.',
  changedValue: (number: string, field: string, from: string, to: string): string =>
    `No. ${number}, ${field}: ${from} → ${to}`,
  changedNumber: (from: string, to: string): string => `No. ${from} is no. ${to} now`,
  changedTickets: (count: number): string =>
    plural(lang, count, { one: '# ticket comes along now', other: '# tickets come along now' }),
  changedElse: 'Nothing that is shown here',
  reason: 'Reason',
  reasonHint: 'Optional; kept in the history.',
  merge: 'Merge',
  merging: 'Merging',
  // step 3: done
  done: (survivor: string, absorbed: string): string => `No. ${absorbed} was merged into no. ${survivor}.`,
  doneTickets: (count: number): string =>
    count >= 1000
      ? '1,000 or more tickets, all values and grades came along.'
      : plural(lang, count, {
          one: '# ticket, all values and grades came along.',
          other: '# tickets, all values and grades came along.',
        }),
  doneFilled: (fields: string): string => `Filled in the ticket: ${fields}.`,
  undo: 'Undo merge',
  undoing: 'Undoing the merge',
  // undone
  undoneElsewhere: 'This merge was undone elsewhere meanwhile.',
  undone: (survivor: string, restored: string): string =>
    `The merge was undone. No. ${survivor} and no. ${restored} are two customers again.`,
  since: 'Since the merge',
  sinceTickets: (count: number, number: string): string =>
    count >= 1000
      ? `1,000 or more tickets came in and stay with no. ${number}`
      : plural(lang, count, {
          one: `# ticket came in and stays with no. ${number}`,
          other: `# tickets came in and stay with no. ${number}`,
        }),
  sinceValue: (field: string, value: string, number: string): string =>
    `${field} ${value} stays with no. ${number}`,
  sinceNothing: 'Nothing else has changed since the merge.',
  // history
  noMerges: 'This customer was never merged.',
  entry: (absorbed: string, survivor: string): string => `No. ${absorbed} into no. ${survivor}`,
  byAt: (who: string, when: string): string => `${who}, ${when}`,
  undoneBy: (who: string, when: string): string => `Undone by ${who}, ${when}`,
  active: 'Active',
  ask: (survivor: string, absorbed: string): string =>
    `No. ${absorbed} becomes a customer of its own again, with its tickets, values and identifiers and with ` +
    `whatever came in under its number since. Everything else stays with no. ${survivor}.`,
  askFilled: 'What the merge filled in the ticket is blanked again.',
  keep: 'Keep merged',
};

// --- <api-settings>: the texts of its element belong here.
export const apiSettings = {};
