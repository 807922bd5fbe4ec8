import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GeneralSearchItem, LookupApiDraft, TicketFieldSearchItem } from '../model/lookup-api.js';
import { builtInChannels } from '../model/channel.js';
import { systemTicketFields, type TicketField } from '../model/field.js';
import { definitionIssues } from './definition.js';

const fields: TicketField[] = [
  ...systemTicketFields,
  { code: 'note', label: 'Note', type: 'caption', maxLength: 0 },
  { code: 'scan', label: 'Scan', type: 'file', maxLength: 0 },
  { code: 'kind', label: 'Kind', type: 'dropdown', maxLength: 0 },
];
const rules = { allowInsecureProviders: false, ticketFields: fields, channels: [...builtInChannels] };

const draft = (rest: Partial<LookupApiDraft> = {}): LookupApiDraft => ({
  name: 'Members',
  baseUrl: 'https://api.example.com/customer',
  security: { mode: 'none', signedText: 'body+timestamp' },
  searchItems: [],
  resultItems: [],
  ...rest,
});

const general = (variableName: string, rest: Partial<GeneralSearchItem> = {}): GeneralSearchItem => ({
  itemId: `item-${variableName}`,
  division: 'general',
  control: 'text',
  required: false,
  screenName: variableName,
  variableName,
  dataLength: 0,
  ...rest,
});

const fromField = (fieldCode: string, rest: Partial<TicketFieldSearchItem> = {}): TicketFieldSearchItem => ({
  itemId: `item-${fieldCode}`,
  division: 'ticketField',
  fieldCode,
  required: false,
  screenName: fieldCode,
  variableName: fieldCode,
  dataLength: 0,
  autoChannels: [],
  ...rest,
});

const found = (given: LookupApiDraft, more: Partial<typeof rules> = {}): string[] =>
  definitionIssues(given, { ...rules, ...more }, undefined).map(
    ({ path, code }) => `${path.join('.')} ${code}`,
  );

test('A complete definition of every kind of item has nothing to mend', () => {
  const searchItems = [
    general('nation', {
      control: 'dropdown',
      options: [
        { value: 'kr', label: 'Korea' },
        { value: 'jp', label: 'Japan' },
      ],
      defaultValue: 'kr',
      dataLength: 2,
    }),
    general('__proto__', { defaultValue: '가나', dataLength: 2, options: [] }),
    fromField('phone', { autoChannels: ['call', 'chat'] }),
    fromField('kind'),
  ];
  const item = { screenName: 'Points', dataName: 'points' };
  const resultItems = [
    { itemId: 'r1', ...item },
    { itemId: 'r2', ...item, screenName: 'Balance' },
  ];
  assert.deepEqual(found(draft({ searchItems, resultItems })), []);
});

test('The base URL must be a complete http address, written as it will be called (R32)', () => {
  const refused = [
    'api.example.com/customer',
    '/customer',
    'ftp://example.com/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://',
    'https://exa mple.com/',
    ' https://example.com/',
    'https://example.com/\n',
    'https:\\\\example.com\\x',
    'https://example.com\\path',
    'https:example.com',
    'https://user:secret@example.com/',
    'https://user@example.com/',
    'https://example.com/#part',
    'https://example.com:99999/',
    'https://[::1/',
  ];
  for (const baseUrl of refused) assert.deepEqual(found(draft({ baseUrl })), ['baseUrl invalidUrl'], baseUrl);
  for (const baseUrl of ['https://example.com', 'HTTPS://example.com:8443/a?b=c', 'https://회사.한국/고객']) {
    assert.deepEqual(found(draft({ baseUrl })), [], baseUrl);
  }
});

test('Plain http is refused unless the development switch is on (D15)', () => {
  const plain = draft({ baseUrl: 'http://127.0.0.1:8080/customer' });
  assert.deepEqual(found(plain), ['baseUrl httpsOnly']);
  assert.deepEqual(found(plain, { allowInsecureProviders: true }), []);
});

test('A variable name used twice is named at every later item', () => {
  const searchItems = [general('a'), general('a'), general('b'), general('a')].map((item, index) => ({
    ...item,
    itemId: `i${index}`,
  }));
  assert.deepEqual(found(draft({ searchItems })), [
    'searchItems.1.variableName duplicate',
    'searchItems.3.variableName duplicate',
  ]);
  const different = [general('a'), general('A'), general('constructor'), general('toString')];
  assert.deepEqual(found(draft({ searchItems: different })), []);
});

test('An item id used twice is refused, because field connections name items by it', () => {
  const searchItems = [general('a', { itemId: 'x' }), general('b', { itemId: 'x' })];
  const resultItems = [
    { itemId: 'y', screenName: 'A', dataName: 'a' },
    { itemId: 'y', screenName: 'B', dataName: 'b' },
  ];
  assert.deepEqual(found(draft({ searchItems, resultItems })), [
    'searchItems.1.itemId duplicate',
    'resultItems.1.itemId duplicate',
  ]);
});

test('A drop-down without a list says so (R43)', () => {
  const searchItems = [
    general('a', { control: 'dropdown' }),
    general('b', { control: 'dropdown', options: [] }),
  ];
  assert.deepEqual(found(draft({ searchItems })), [
    'searchItems.0.options noOptions',
    'searchItems.1.options noOptions',
  ]);
});

test('A list names the entries that repeat, are blank, or are longer than the data length', () => {
  const options = ['kr', 'jp', 'kr', '  ', 'long'].map((value) => ({ value, label: value }));
  const searchItems = [general('a', { control: 'dropdown', options, dataLength: 3, defaultValue: 'us' })];
  const issues = definitionIssues(draft({ searchItems }), rules, undefined);
  assert.deepEqual(
    issues.map(({ path, code, maximum }) => [path.join('.'), code, maximum]),
    [
      ['searchItems.0.options.2.value', 'duplicate', undefined],
      ['searchItems.0.options.3.value', 'required', undefined],
      ['searchItems.0.options.4.value', 'tooLong', 3],
      ['searchItems.0.defaultValue', 'invalid', undefined],
    ],
  );
});

test('A text box has no list, and no default that is longer than its data length (R42, R43, D14)', () => {
  const searchItems = [
    general('a', { options: [{ value: 'x', label: 'X' }] }),
    general('b', { defaultValue: '😀😀😀', dataLength: 2 }),
    general('c', { defaultValue: '😀😀', dataLength: 2 }),
  ];
  assert.deepEqual(found(draft({ searchItems })), [
    'searchItems.0.options invalid',
    'searchItems.1.defaultValue tooLong',
  ]);
});

test('A ticket-field item names a field that exists and holds text, and channels that exist (R37, R44)', () => {
  const searchItems = [
    fromField('nowhere'),
    fromField('note'),
    fromField('scan'),
    fromField('phone', { autoChannels: ['call', 'fax', 'call'] }),
  ];
  assert.deepEqual(found(draft({ searchItems })), [
    'searchItems.0.fieldCode unknown',
    'searchItems.1.fieldCode invalid',
    'searchItems.2.fieldCode invalid',
    'searchItems.3.autoChannels.1 unknown',
    'searchItems.3.autoChannels.2 duplicate',
  ]);
});
