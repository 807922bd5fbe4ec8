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
export const infoSearch = {};

// --- <merge-dialog>: the texts of its element belong here.
export const mergeDialog = {};

// --- <api-settings>: the texts of its element belong here.
export const apiSettings = {};
