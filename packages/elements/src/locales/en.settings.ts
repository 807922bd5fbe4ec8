/** English for what `<api-settings>` loads when it is first on a page. */
import { outcomes, problems, reasons } from './en.test-call.js';
import { plural } from './plural.js';

const lang = 'en';

export const settings = {
  title: 'Lookup APIs',
  servers: 'Server information',
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
  // how calls fare
  lastCall: (at: string, outcome: string, ms: number): string => `Last call ${at}: ${outcome}, ${ms} ms`,
  callOutcomes: {
    answered: 'answered',
    notAllowed: 'not allowed',
    providerError: 'error at the provider',
    serverError: 'server error at the provider',
    timeout: 'no answer in time',
    network: 'provider not reached',
    blocked: 'address may not be called',
    malformed: 'reply could not be read',
    tooLarge: 'reply too large',
  },
  callCount: (calls: number, failed: number, since: string): string =>
    `${failed === 0 ? 'none' : failed} of ${plural(lang, calls, { one: '# call', other: '# calls' })} failed since ${since}`,
  paused: (until: string, failures: number): string =>
    `Paused until ${until} after ${plural(lang, failures, { one: '# failure', other: '# failures' })} in a row; calls are refused`,
  trial: 'the pause is over, the next call is a trial',
  notCalled: 'Not called yet',
  notMeasured: 'How calls fare is not measured here: it takes a gateway.',
  healthOfServer:
    'Calls as this server has measured them since it started; another server may have seen others.',
  healthUnknown: 'How calls fare is not known at the moment.',
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
  security: 'Security',
  modes: { none: 'No security', signature: 'Signed', encrypted: 'Encrypted' },
  /** what each of them means, in a sentence */
  modesHint: {
    none: 'Anybody who knows the address can call it.',
    signature:
      'The provider can tell that a call comes from this desk and was not changed; the text itself can be read ' +
      'wherever HTTPS ends. The published protocol calls this encryption.',
    encrypted:
      'Nobody on the way can read or change the call and the reply, not even where HTTPS ends. The provider must ' +
      'build this in addition to the published protocol.',
  },
  modeUnavailable: 'Not set up on this desk: whoever runs it has to add the encryption.',
  advanced: 'Advanced',
  signedText: 'Signed text',
  signedTexts: { 'body+timestamp': 'Body, time', 'uri+body+timestamp': 'Path, body, time' },
  signedTextHint: 'It must be what the provider checks.',
  cacheSeconds: 'Keep answers for',
  cacheUnit: 'Unit',
  cacheUnits: { seconds: 'seconds', minutes: 'minutes' },
  cacheHint:
    '0: the provider is asked each time. At most one day. What the provider itself says about keeping its answer goes first.',
  seconds: (count: number): string => plural(lang, count, { one: '# second', other: '# seconds' }),
  key: 'Key',
  keyLater: 'A key is made when you save.',
  keyHint: {
    signature: 'The provider checks the signature with it.',
    encrypted: 'The provider opens the call and closes its reply with it.',
  },
  keyChanged: (when: string): string => `Changed ${when}.`,
  keyBefore: 'Make one now if the provider shall have it before.',
  keyId: 'Key ID',
  copyKey: 'Copy the key',
  copyKeyId: 'Copy the key ID',
  /** where keys are shown once */
  keyOnce: 'This key is shown only now.',
  keyOnceHint: 'Copy it and give it to the provider. Nobody can see it again, here or elsewhere.',
  keyToGive: 'Give this key to the provider, with its ID.',
  keyDone: 'Done',
  keyLost: 'You have not copied it, and nobody can see it again. Without it you need to make another one.',
  keyGo: 'Go on without it',
  keys: (count: number): string => plural(lang, count, { other: 'All keys (#)' }),
  keysHint:
    'To replace a key without an outage: make one, let the provider accept it beside the old one, activate it, and revoke ' +
    'the old one when it is no longer used. Uses are noted once an hour.',
  keyStates: { pending: 'Pending', active: 'Active', retiring: 'Retiring', revoked: 'Revoked' },
  keyMeans: {
    pending: 'Not used yet. Activate it when the provider accepts it.',
    active: 'Every call uses it.',
    retiring: 'Calls no longer use it. Activating it again goes back to it.',
    revoked: 'Destroyed for good.',
  },
  keyTimes: {
    madeAt: (when: string): string => `Made ${when}`,
    activatedAt: (when: string): string => `Activated ${when}`,
    retiredAt: (when: string): string => `Replaced ${when}`,
    revokedAt: (when: string): string => `Revoked ${when}`,
    lastUsedAt: (when: string): string => `Last used ${when}`,
  },
  neverUsed: 'Not used yet',
  make: 'Make a key',
  activate: 'Activate',
  activateTitle: 'Use this key from now on?',
  activateText:
    'Every call uses it at once. A provider that does not accept it yet refuses them, and agents read “Not allowed”. ' +
    'The present key is kept as retiring, so that you can go back to it.',
  activated: 'The key is active.',
  revoke: 'Revoke',
  revokeTitle: 'Revoke the key?',
  revokeText: {
    pending: 'Its secret is destroyed for good. Calls do not use it, so nothing else changes.',
    retiring:
      'Its secret is destroyed for good: you cannot go back to it, and the provider’s replies may no longer use it.',
  },
  revoked: 'The key is revoked.',
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
  autoHint: 'On no channel: only by hand. It runs when every required item has a value.',
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
  conflictHint: 'What you have entered is still here. Choose line by line, or one of the two as a whole.',
  setting: 'Setting',
  theirs: 'Saved by the other',
  mine: 'Yours',
  changedBy: { theirs: 'Changed by the other', mine: 'Changed by you', both: 'Changed by both' },
  orderOf: (list: string): string => `Order of the ${list.toLowerCase()}`,
  /** an item that one of them does not have */
  absent: 'Not there',
  saveChosen: 'Save as chosen',
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
  problems,
  request: 'Request',
  reply: 'Reply',
  noReply: 'None came.',
  /** of an encrypted call */
  insideRequest: 'Inside the request',
  insideReply: 'Inside the reply',
  curl: 'Copy as curl',
  curlSigned: 'The copied command holds no key: set LOOKUP_KEY where it runs, and it signs the call anew.',
  curlEncrypted:
    'The copied message opens only with the key, and a provider takes it once, within five minutes.',
  showAll: 'Show all',
  found: 'Values in the reply',
  foundHint: 'Press one to make it a result item.',
  use: 'make it a result item',
  used: 'is a result item',
};
