/** English for what `<field-connections>` loads when it is first on a page. */
import type { TicketFieldType } from '@deskcard/core';
import { plural } from './plural.js';

const lang = 'en';

const types: Readonly<Record<TicketFieldType, string>> = {
  text: 'text box',
  textarea: 'text area',
  checkbox: 'checkbox',
  dropdown: 'drop-down',
  radio: 'radio buttons',
  date: 'date',
  datetime: 'date and time',
  'date-period': 'period of days',
  'datetime-period': 'period of times',
  agree: 'agreement',
  caption: 'caption',
  file: 'file',
};

export const connections = {
  intro:
    'When a lookup finds a customer, its result items are filled into these ticket fields. A field that has a value is ' +
    'never changed, and nothing is cut: what is too long for a field is left out and reported.',
  noApis: 'No lookup API yet',
  noApisHint: 'Add one in the API settings; its result items can then be connected here.',
  noItems: 'This API has no result items. Add them in the API settings.',
  apiGone: (name: string): string => `${name} was deleted, and what was chosen for it is gone.`,
  itemsGone: 'A result item was deleted, and its connections went with it.',
  count: (linked: number, all: number): string => `${linked} of ${all} connected`,
  unsaved: 'not saved',
  // choosing
  fieldFor: (item: string): string => `Ticket field for ${item}`,
  none: 'Not connected',
  types,
  field: (label: string, type: TicketFieldType, maximum: number): string =>
    `${label} (${types[type]}${maximum === 0 ? '' : plural(lang, maximum, { one: ', at most # character', other: ', at most # characters' })})`,
  another: 'Another field',
  linkFaults: {
    gone: 'This ticket field no longer exists. Choose another one.',
    notLinkable: 'This ticket field takes no free text any more. Choose another one.',
  },
  first: (others: string): string => `Goes first; ${others} only fills it when this has no value.`,
  after: (others: string): string => `Fills it only when ${others} has no value.`,
  putFirst: 'Put first',
  isFirst: (item: string, field: string): string => `${item} goes first for ${field}`,
  agree: (count: number): string =>
    plural(lang, count, {
      one: '# result item has the name of a ticket field.',
      other: '# result items have the name of a ticket field.',
    }),
  useSuggestions: (count: number): string =>
    plural(lang, count, { one: 'Use # suggestion', other: 'Use # suggestions' }),
  suggested: (count: number): string =>
    plural(lang, count, { one: '# field chosen, not saved yet', other: '# fields chosen, not saved yet' }),
  suggestion: (field: string): string => `Use ${field}`,
  unlinkable: (count: number): string =>
    plural(lang, count, {
      one: '# ticket field that cannot be connected',
      other: '# ticket fields that cannot be connected',
    }),
  unlinkableHint: 'Only text boxes and text areas take any text. These are of another type:',
  // preview
  preview: 'Preview with a sample reply',
  sample: 'Sample reply (JSON)',
  sampleHint:
    'Paste a reply of the provider, as a test call in the API settings shows it. Nothing is sent or saved.',
  notReadable: 'This is no JSON object.',
  nothingLinked: 'Nothing is connected yet.',
  filledFrom: (item: string): string => `filled from ${item}`,
  /** why a field would not be filled from an item */
  left: {
    noValue: (item: string): string => `left: the reply has no value for ${item}`,
    sameValue: (item: string): string => `left: ${item} says the same`,
    filledBefore: (item: string): string => `left: filled already, before ${item}`,
    hasValue: (item: string): string => `left: has a value already, before ${item}`,
    tooLong: (item: string, maximum: number | undefined): string =>
      `left: ${item} is longer than ${plural(lang, maximum ?? 0, { one: '# character', other: '# characters' })}`,
    notLinkable: (item: string): string => `left: takes no text of ${item}`,
    unknownField: (item: string): string => `left: the field for ${item} no longer exists`,
  },
  // saving and leaving
  saving: 'Saving',
  saved: 'Saved.',
  notSaved: 'Not saved yet',
  discard: 'Discard',
  discarded: 'Back to what is saved.',
  faults: (count: number): string =>
    plural(lang, count, { one: '# field must be corrected.', other: '# fields must be corrected.' }),
  conflict: 'Somebody else has saved these field connections in the meantime.',
  conflictHint: 'What you have chosen is still here. Compare and decide.',
  ticketField: 'Ticket field',
  theirs: 'Saved by the other',
  mine: 'Yours',
  takeTheirs: 'Take theirs',
  keepMine: 'Keep mine and overwrite',
};
