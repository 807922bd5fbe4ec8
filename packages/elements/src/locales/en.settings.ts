/** English for what `<api-settings>` loads when it is first on a page. */
import { outcomes, reasons } from './en.test-call.js';
import { plural } from './plural.js';

const lang = 'en';

export const settings = {
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
  modesShort: { none: 'Not signed', signature: 'Signed', encrypted: 'Encrypted' },
  // order
  drag: 'Drag, or press Alt with ↑ or ↓ in the row',
  up: 'Move up',
  down: 'Move down',
  movedTo: (name: string, place: number, count: number): string => `${name}: ${place} of ${count}`,
  added: (name: string): string => `Added as a result item: ${name}`,
  removed: (name: string): string => `Deleted: ${name}`,
  unnamed: '(no name)',
  // the definition
  name: 'Name',
  baseUrl: 'Base URL',
  baseUrlHint: 'Called by POST exactly as written; it must begin with https://.',
  encryption: 'Encryption',
  modes: { none: 'No', signature: 'Yes, signed with a key', encrypted: 'Yes, encrypted with a key' },
  encryptionHint: {
    none: 'Anybody who knows the address can call it. HTTPS still protects the way.',
    signature:
      'The protocol calls this encryption, but it is a signature: the provider can tell that a call comes from this ' +
      'desk and was not changed. The text of the call stays readable; HTTPS protects it on the way.',
    encrypted:
      'The call and the reply are encrypted with the key, and HTTPS protects them on the way as well. The provider needs ' +
      'to implement this; the published protocol does not have it.',
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
