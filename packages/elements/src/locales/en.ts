/**
 * English, the language that is always there, and the shape of every other one. One constant per element, so that a
 * bundle carries only the texts of the elements it uses. A text that depends on a number or a name is a function.
 *
 * Where a text stands: here when it can be seen before a lazy part of its element is loaded (`lazy.ts`), else in the
 * `en.….ts` of that part. Both together are the element's section in every other language.
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
  noAnswer: ['No answer came in time.', 'Try again. Nothing happens twice.'] as readonly [string, string],
  /** of a lazy part */
  notLoaded: [
    'This could not be loaded.',
    'Check the connection and try again, or reload the page.',
  ] as readonly [string, string],
};

export const errors = {
  unauthenticated: ['Your sign-in has ended.', 'Sign in again.'],
  desk_unreachable: ['The server cannot be reached.', 'Check the connection and try again. Nothing is lost.'],
  request_too_large: ['This is too much at once.', 'Shorten it and try again.'],
  invalid_input: ['Some entries cannot be saved as they are.', 'Correct the marked fields.'],
  not_permitted: ['You are not allowed to do this.', 'Ask an administrator for the permission.'],
  service_disabled: [
    'Customer information management is switched off.',
    'An administrator can switch it on.',
  ],
  open_api_disabled: [
    'OPEN API is switched off.',
    'API settings need it: switch on OPEN API for this service.',
  ],
  customer_not_found: ['There is no customer with this number.', 'Check the customer number.'],
  customer_deleted: [
    'This customer was deleted.',
    'Nothing of them is left. If they come back, they become a new customer.',
  ],
  ticket_not_found: ['There is no such ticket.', 'Save the ticket first.'],
  grade_not_found: ['This grade no longer exists.', 'Reload the grades.'],
  assignment_exists: ['A grade was given for this value before.', 'Replace it, or have both.'],
  assignment_not_found: ['This grade assignment no longer exists.', 'Reload the list.'],
  lookup_api_not_found: ['This lookup API no longer exists.', 'Reload the list.'],
  merge_not_found: ['This merge is not on record.', 'Open the merge history again.'],
  merge_blocked: ['These customers cannot be merged.', 'Choose another customer.'],
  merge_stale: ['A customer has changed since the preview.', 'Look at the new preview and confirm it.'],
  merge_already_undone: ['This merge was undone already.', ''],
  version_conflict: ['Somebody else has saved in the meantime.', 'Reload, compare and save again.'],
  identifier_taken: [
    'This value belongs to another customer.',
    'Merge them, move the value, or keep them apart.',
  ],
  grade_in_use: ['Customers still have this grade.', 'Choose the grade they get instead.'],
  idempotency_conflict: ['This request was sent with other content.', 'Try again.'],
  idempotency_pending: ['The same request has not ended.', 'See what came of it first.'],
  lookup_key_missing: ['There is no key for this API yet.', 'Save the API first: that makes its key.'],
  lookup_key_not_found: ['This lookup API no longer has this key.', 'Reload the keys.'],
  lookup_key_hidden: [
    'A key is shown only once, when it is made.',
    'Make a new key and hand it to the provider.',
  ],
  lookup_key_active: ['This key is in use.', 'Activate another key first, or change this one.'],
  lookup_key_revoked: ['This key was revoked.', 'Make a new key.'],
  lookup_keys_full: ['There are too many keys.', 'Revoke a key that is no longer needed.'],
  lookup_cipher_missing: [
    'Encrypted lookups are not set up on this desk.',
    'An administrator can choose another kind of security.',
  ],
  sealer_missing: ['The keys of this service are sealed.', 'An administrator must set up the master keys.'],
  master_key_missing: ['A master key is missing.', 'An administrator must add it.'],
  master_keys_invalid: ['The master keys are not right.', 'An administrator must correct them.'],
  seal_broken: ['The stored key cannot be read.', 'Make a new key.'],
  lookup_timeout: ['The provider did not answer in time.', 'Try again later.'],
  lookup_network: ['The provider could not be reached.', 'Check the base URL and the provider’s firewall.'],
  lookup_blocked: ['This address may not be called.', 'Use a public https address.'],
  lookup_malformed: ['The provider’s answer could not be read.', 'It must be JSON as documented.'],
  lookup_too_large: ['The provider’s answer is too large.', 'It must stay below 1 MiB.'],
  server_information_unavailable: ['Server information is not set up.', 'Ask whoever runs this service.'],
  agent_directory_failed: ['The list of agents could not be read.', 'Try again later.'],
  mail_unavailable: ['The mail server could not be used.', 'No mail was sent. Try again later.'],
  mail_refused: ['The mail server refused the mail.', 'Check the e-mail address.'],
  mail_uncertain: ['Nobody knows whether the mail was sent.', 'Ask the recipient first.'],
  lookup_busy: ['Many calls of this API are under way.', 'Try again in a moment.'],
  lookup_paused: ['The provider keeps failing and is left alone.', 'Try again in a moment.'],
  storage_full: ['There is no space left on this device.', 'Nothing was changed. Free some and try again.'],
  storage_aborted: ['Saving was interrupted.', 'Nothing was changed. Try again.'],
  storage_blocked: ['Another tab is holding the data.', 'Close the other tabs of this page.'],
  storage_closed: ['The connection to the data was closed.', 'Reload the page.'],
  storage_unavailable: ['This browser does not let the page store data.', 'Allow this site to store data.'],
  storage_newer: ['Another tab runs a newer version.', 'Reload the page.'],
  aborted: ['Cancelled.', ''],
  internal: ['Something unexpected went wrong.', 'Try again. If it stays, tell your administrator.'],
} satisfies Record<string, readonly [what: string, hint: string]> as Record<
  Exclude<import('@deskcard/core').ErrorCode, import('@deskcard/core').WiringErrorCode>,
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
  invalidTime: 'Enter a day such as 2026-12-31.',
  duplicate: 'This is used already.',
  noOptions: 'Add at least one option.',
  masked: 'This is masked. Type the whole value, or leave it as it is.',
  unavailable: 'This is not available here.',
  unknown: 'This is not known.',
};

export const customerBadge = {
  /** read before the names of the grades */
  grades: 'Grade',
};

// --- What <info-search> and <customer-info> both say of a lookup.
export const lookups = {
  nothing: 'No lookup API is set up yet.',
  /** for an administrator */
  nothingHint: 'Add one in the API settings.',
  notPermitted: 'You are not allowed to search for customer information.',
  searching: 'Searching…',
  cancelled: 'Cancelled',
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
    busy: ['Many searches at once', 'Try again in a moment.'],
    paused: ['The provider is failing and is left alone', 'Try again in a minute.'],
  } as Readonly<Record<import('@deskcard/core').LookupOutcome, readonly [what: string, hint: string]>>,
  asOf: (time: string, duration: string): string => `as of ${time} · ${duration}`,
  /** an answer that was kept */
  kept: (time: string): string => `as of ${time}`,
  stale: 'The values have changed since: search again.',
  providerSays: (words: string): string => `The provider says: ${words}`,
  /** why an auto lookup did not run; `items` are screen names */
  notRun: {
    channelNotLinked: (_items: string): string => 'not searched by itself, as this channel is not linked',
    missingValue: (items: string): string => `not searched by itself, as a value is missing: ${items}`,
    tooLong: (items: string): string => `not searched by itself, as a value is too long: ${items}`,
    notReady: (_items: string): string => 'not searched: an administrator must look at its key',
  },
  copyValue: (name: string): string => `Copy ${name}`,
  copyByHand: 'Copy the selected text with the keyboard.',
  showAll: 'Show all',
  showLess: 'Show less',
};

// --- <info-search>: the texts of its own.
export const infoSearch = {
  reset: 'Reset',
  choose: 'Choose…',
  masked:
    'Values of customers are masked for you. A search uses those of the saved ticket where you type no others; nothing is filled in the ticket.',
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

// --- <customer-info>: the texts of its own.
export const customerInfo = {
  noTicket: 'Select a ticket to see whose it is.',
  noCustomer: 'This ticket has no customer yet. It gets one when it is saved.',
  nameless: '(no name)',
  masked: 'Values of customers are masked for you.',
  grades: 'Grade',
  noGrades: 'The grades could not be read.',
  /** the customer's earlier numbers, after a merge */
  also: (numbers: string): string => `also ${numbers}`,
  /** read before the earlier values of a field */
  before: 'Earlier',
  since: 'Since',
  noLookups: 'No lookup API looks anything up by itself.',
  /** for an administrator */
  noLookupsHint: 'In the API settings, give one a ticket field and the channels on which it runs.',
  /** in place of what a lookup found */
  notYet: 'not searched yet',
};

// --- <merge-dialog>: the texts of its frame; the others are in en.merging.ts.
export const mergeDialog = {
  title: 'Merge customers',
  tabs: { merge: 'Merge', history: 'History' },
};

// --- <api-settings>: what is said where there is nothing to set; the others are in en.settings.ts.
export const apiSettings = {
  adminsOnly: 'API settings are for administrators.',
};

// --- <field-connections>: what is said where there is nothing to connect; the others are in en.connections.ts.
export const fieldConnections = {
  adminsOnly: 'Field connections are for administrators.',
};

// --- <customer-fields>: what is said where there is nobody's; the others are in en.fields.ts.
export const customerFields = {
  nobody: 'No ticket is open.',
};

// --- <grade-settings>: what is said where there is nothing to set; the others are in en.grades.ts.
export const gradeSettings = {
  adminsOnly: 'Grade settings are for administrators.',
};

// --- <grade-members>: the same; the others are in en.members.ts.
export const gradeMembers = {
  adminsOnly: 'Giving grades is for administrators.',
};

// --- <customer-list>: what is said where there is no list; the others are in en.customer-rows.ts, -view and -transfer.
export const customerList = {
  adminsOnly: 'The customer list is for administrators.',
};

// --- <duplicate-queue>: the same; the others are in en.duplicates.ts and en.duplicate-queue.ts.
export const duplicateQueue = {
  adminsOnly: 'The queue of duplicates is for administrators.',
};
