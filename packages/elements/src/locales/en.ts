/**
 * English, the language that is always there, and the shape of every other one. One constant per element, so that a
 * bundle carries only the texts of the elements it uses. A text that depends on a number or a name is a function.
 */
import { outcomes, reasons } from './en.test-call.js';
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
};

export const errors = {
  unauthenticated: ['Your sign-in has ended.', 'Sign in again, then try again.'],
  desk_unreachable: ['The server cannot be reached.', 'Check the connection and try again. Nothing is lost.'],
  request_too_large: ['This is too much at once.', 'Shorten it and try again.'],
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
  idempotency_pending: ['The same request has not ended.', 'See what came of it before you try again.'],
  lookup_key_missing: ['There is no key for this API yet.', 'Save the API with signature first.'],
  lookup_timeout: ['The provider did not answer in time.', 'Try again later.'],
  lookup_network: ['The provider could not be reached.', 'Check the base URL and the provider’s firewall.'],
  lookup_blocked: ['This address may not be called.', 'Use a public https address.'],
  lookup_malformed: ['The provider’s answer could not be read.', 'It must be JSON of the documented shape.'],
  lookup_too_large: ['The provider’s answer is too large.', 'It must stay below 1 MiB.'],
  server_information_unavailable: ['Server information is not set up.', 'Ask whoever runs this service.'],
  agent_directory_failed: ['The list of agents could not be read.', 'Try again later.'],
  mail_unavailable: ['The mail server could not be used.', 'No mail was sent. Try again later.'],
  mail_refused: ['The mail server refused the mail.', 'Check the e-mail address of the recipient.'],
  mail_uncertain: ['Nobody knows whether the mail was sent.', 'Ask the recipient first.'],
  lookup_busy: ['Many calls of this API are under way.', 'Try again in a moment.'],
  lookup_paused: ['The provider failed several times in a row and is left alone.', 'Try again in a minute.'],
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
  duplicate: 'This is used already.',
  noOptions: 'Add at least one option.',
  masked: 'This is masked. Type the whole value, or leave it as it is.',
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
    busy: ['Many searches at once', 'Try again in a moment.'],
    paused: ['The provider is failing and is left alone', 'Try again in a minute.'],
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
  moved: (from: string, to: string): string =>
    `After a merge or its undoing, you see no. ${to} now instead of no. ${from}.`,
  // step 1: find
  other: 'The other record of the same person',
  searchIn: 'Search in',
  everywhere: 'All fields',
  placeholder: 'Number, name, member ID, phone or e-mail',
  suggested: 'Possibly the same person',
  shared: { phone: 'Same phone', email: 'Same e-mail', memberId: 'Same member ID' },
  found: (count: number, isMore: boolean): string =>
    isMore
      ? `More than ${count} matches. Type more to narrow them down.`
      : plural(lang, count, { one: '# match', other: '# matches' }),
  none: 'Nobody matches.',
  noneHint: 'Check the spelling, or search in all fields.',
  earlier: 'Matches an earlier value',
  // step 2: preview
  preview: 'Preview of the merge',
  another: 'Choose another',
  fate: { survivor: 'Stays', absorbed: 'Becomes an alias' },
  swap: 'Swap',
  result: 'Will show',
  alias: (survivor: string, absorbed: string): string =>
    `No. ${absorbed} leads to no. ${survivor} for ever, also for new tickets.`,
  tickets: (count: number): string =>
    plural(lang, count, { one: '# ticket', other: count < 1000 ? '# tickets' : '#+ tickets' }),
  along: (tickets: string): string => `With it: ${tickets}, all values and grades. No ticket is rewritten.`,
  filled: 'Filled in this ticket',
  warnings: {
    differentMemberId: 'Different member IDs: these may be two people.',
    nothingInCommon: 'Nothing in common: these may be two people.',
  },
  confirm: 'I have checked that both are the same person.',
  confirmFirst: 'Tick this box first.',
  blockers: {
    sameCustomer: 'This is one and the same customer.',
    alreadyMerged: 'These two are merged already.',
  },
  overtaken: 'The customers have changed meanwhile.',
  overtakenHint: 'This is the new preview. Check it, then merge.',
  reason: 'Reason (for the history)',
  // step 3: done
  merged: (survivor: string, absorbed: string): string => `No. ${absorbed} is merged into no. ${survivor}.`,
  undo: 'Undo merge',
  apart: (survivor: string, restored: string): string =>
    `No. ${survivor} and no. ${restored} are two customers again.`,
  since: 'Since the merge, and with whom it stays',
  sinceNothing: 'Nothing has changed since the merge.',
  // history
  noMerges: 'This customer was never merged.',
  active: 'Active',
  undone: 'Undone',
  ask: (survivor: string, absorbed: string): string =>
    `No. ${absorbed} gets back its tickets, values and identifiers, and whatever came in under it since. The rest ` +
    `stays with no. ${survivor}. What the merge filled in a ticket is blanked.`,
  keep: 'Keep merged',
};

// --- <api-settings>: the texts of its element belong here.
export const apiSettings = {
  title: 'Lookup APIs',
  add: 'Add API',
  new: 'New lookup API',
  back: 'Back to the list',
  empty: 'No lookup API yet',
  emptyHint:
    'A lookup API asks one of your company’s own systems about the customer at a ticket, such as the member or the ' +
    'order service, and shows the answer to the agent. Here you say which address is called, what is sent, and which ' +
    'values are shown.',
  counts: (search: number, result: number): string =>
    `${plural(lang, search, { one: '# search item', other: '# search items' })}, ` +
    plural(lang, result, { one: '# result item', other: '# result items' }),
  modesShort: { none: 'Not signed', signature: 'Signed' },
  adminsOnly: 'API settings are for administrators.',
  noAnswer: ['No answer came in time.', 'Try again. Nothing happens twice.'] as readonly [string, string],
  // order
  drag: 'Drag, or press Alt with ↑ or ↓ in the row',
  up: 'Move up',
  down: 'Move down',
  added: (name: string): string => `Added as a result item: ${name}`,
  movedTo: (name: string, place: number, count: number): string => `${name}: ${place} of ${count}`,
  removed: (name: string): string => `Deleted: ${name}`,
  unnamed: '(no name)',
  // the definition
  name: 'Name',
  baseUrl: 'Base URL',
  baseUrlHint: 'Called by POST exactly as written; it must begin with https://.',
  encryption: 'Encryption',
  modes: { none: 'No', signature: 'Yes, signed with a key' },
  encryptionHint: {
    none: 'Anybody who knows the address can call it. HTTPS still protects the way.',
    signature:
      'The protocol calls this encryption, but it is a signature: the provider can tell that a call comes from this ' +
      'desk and was not changed. The text of the call stays readable; HTTPS protects it on the way.',
  },
  advanced: 'Advanced',
  signedText: 'Signed text',
  signedTexts: { 'body+timestamp': 'Body, time', 'uri+body+timestamp': 'Path, body, time' },
  signedTextHint: 'It must be what the provider checks.',
  key: 'Key',
  keyLater: 'A key is made when you save.',
  keyHint: 'The provider checks the signature with it.',
  keyChanged: (when: string): string => `Changed ${when}.`,
  keyNew: 'This is the new key. Give it to the provider now.',
  show: 'Show',
  hide: 'Hide',
  change: 'Change key',
  changeTitle: 'Change the key?',
  changeText:
    'The old key stops at once. Until the provider has the new one, it refuses every call, and agents read “Not allowed”.',
  copyByHand: 'Copy the selected text with the keyboard.',
  searchItems: 'Search items',
  hints: {
    searchItems: 'What is sent: typed by the agent, or taken from a ticket field.',
    resultItems: 'What of the reply is shown. The data name is its key, such as name or order.state.',
  },
  addGeneral: 'Add',
  addTicketField: 'Add ticket field',
  control: 'Type',
  controls: { text: 'Text box', dropdown: 'Drop-down' },
  fieldCode: 'Ticket field',
  choose: 'Choose…',
  screenName: 'Screen name',
  variableName: 'Variable name',
  dataLength: 'Data length (0: any)',
  required: 'Required',
  defaultValue: 'Default',
  noDefault: 'None',
  options: 'List',
  value: 'Value sent',
  label: 'Text shown',
  optionsHint: 'Enter adds a line.',
  autoChannels: 'Look up by itself when a ticket comes in on',
  resultItems: 'Result items',
  dataName: 'Data name',
  // saving and leaving
  saving: 'Saving',
  saved: 'Saved.',
  savedWithKey: 'Saved. A key was made: give it to the provider.',
  unsaved: 'Not saved yet',
  faults: (count: number): string =>
    plural(lang, count, { one: '# field must be corrected.', other: '# fields must be corrected.' }),
  discardTitle: 'Discard your changes?',
  discardText: 'What you have entered is not saved.',
  discard: 'Discard',
  removeTitle: (name: string): string => `Delete ${name}?`,
  removeText: (links: number | undefined): string =>
    `Agents can no longer search it. Its key${
      links === undefined
        ? ' and its field connections go'
        : links === 0
          ? ' goes'
          : plural(lang, links, { one: ' and # field connection go', other: ' and # field connections go' })
    } with it.`,
  conflict: 'Somebody else has saved this lookup API in the meantime.',
  conflictHint: 'What you have entered is still here. Compare and decide.',
  setting: 'Setting',
  theirs: 'Saved by the other',
  mine: 'Yours',
  takeTheirs: 'Take theirs',
  keepMine: 'Keep mine and overwrite',
  deleted: 'Somebody else has deleted this lookup API in the meantime.',
  deletedHint: 'What you have entered is still here.',
  saveAsNew: 'Save as a new one',
  // test call
  test: 'Test call',
  testHint: 'Makes the real call with what stands above, saved or not.',
  send: 'Send',
  sending: 'Waiting for the provider',
  outcomes,
  reasons,
  request: 'Request',
  reply: 'Reply',
  noReply: 'None came.',
  curl: 'Copy as curl',
  showAll: 'Show all',
  found: 'Values in the reply',
  foundHint: 'Press one to make it a result item.',
  use: 'make it a result item',
  used: 'is a result item',
};
