/**
 * A lookup API as an administrator is typing it (R31–R33, R37–R45, B11): whatever was typed stays as it is, right or wrong,
 * until it can be saved. Every row has a key of its own, so that a mistake stays with its row when rows move.
 */
import { isTooLong } from '@deskcard/core/limits';
import type { Issue, LookupApiDraft, ResultItem, SearchItem } from '@deskcard/core';

/** One entry of a drop-down; without a label it shows its value. */
export interface OptionRow {
  readonly key: string;
  value: string;
  label: string;
}

/** A search item of either division with the members of both, so that nothing is lost by switching. */
export interface SearchRow {
  readonly key: string;
  readonly itemId: string;
  readonly division: SearchItem['division'];
  isOpen: boolean;
  control: 'text' | 'dropdown';
  fieldCode: string;
  required: boolean;
  screenName: string;
  variableName: string;
  dataLength: string;
  defaultValue: string;
  options: OptionRow[];
  autoChannels: readonly string[];
  /** the ticket field whose names were proposed, here and not when the row was saved */
  proposedFor?: string;
}

export interface ResultRow {
  readonly key: string;
  readonly itemId: string;
  screenName: string;
  dataName: string;
}

export interface Form {
  name: string;
  baseUrl: string;
  mode: LookupApiDraft['security']['mode'];
  signedText: LookupApiDraft['security']['signedText'];
  /** how long answers are kept, as typed, in `cacheUnit` */
  cacheSeconds: string;
  cacheUnit: string;
  searchItems: SearchRow[];
  resultItems: ResultRow[];
}

/** Why a field cannot be saved as it is. */
export type Fault = Pick<Issue, 'code' | 'maximum'>;

/** A day, in seconds: the desk keeps no answer longer. */
const LONGEST_KEPT = 86_400;

const secondsIn: Readonly<Record<string, number>> = { seconds: 1, minutes: 60 };

/** What `cacheSeconds` may be chosen in. */
export const cacheUnits = ['seconds', 'minutes'] as const;

/** Unique within a form, and fit for an id in a document; works on pages without https, too. */
function newKey(): string {
  return `k${crypto.getRandomValues(new Uint32Array(2)).join('')}`;
}

export function newOption(value = '', label = ''): OptionRow {
  return { key: newKey(), value, label };
}

export function newSearchRow(division: SearchItem['division']): SearchRow {
  const key = newKey();
  return {
    key,
    itemId: key,
    division,
    isOpen: true,
    control: 'text',
    fieldCode: '',
    required: false,
    screenName: '',
    variableName: '',
    dataLength: '0',
    defaultValue: '',
    options: [],
    autoChannels: [],
  };
}

export function newResultRow(dataName = ''): ResultRow {
  const key = newKey();
  // As in "orders.0.state": an administrator names it after its last step.
  const screenName = [...(dataName.split('.').at(-1) ?? '')].slice(0, 50).join('');
  return { key, itemId: key, screenName, dataName };
}

export function formOf(api?: LookupApiDraft): Form {
  return {
    name: api?.name ?? '',
    baseUrl: api?.baseUrl ?? '',
    ...(api?.security ?? { mode: 'signature', signedText: 'body+timestamp' }),
    ...cacheOf(api?.cacheSeconds ?? 0),
    searchItems: (api?.searchItems ?? []).map(searchRowOf),
    resultItems: (api?.resultItems ?? []).map((item) => ({ ...item, key: newKey() })),
  };
}

/** In minutes where that is a whole number of them; nobody types 0 seconds to begin with. */
function cacheOf(seconds: number): Pick<Form, 'cacheSeconds' | 'cacheUnit'> {
  const cacheUnit = seconds % 60 === 0 ? 'minutes' : 'seconds';
  return { cacheSeconds: String(seconds / secondsIn[cacheUnit]!), cacheUnit };
}

function searchRowOf(item: SearchItem): SearchRow {
  const row = { ...newSearchRow(item.division), ...item, dataLength: String(item.dataLength), isOpen: false };
  const options = item.division === 'general' ? (item.options ?? []) : [];
  return {
    ...row,
    options: options.map(({ value, label }) => newOption(value, label === value ? '' : label)),
  };
}

/** What the form would save; an empty row of a list is none. */
export function draftOf(form: Form): LookupApiDraft {
  const { name, baseUrl, mode, signedText, searchItems, resultItems } = form;
  return {
    name,
    baseUrl: baseUrl.trim(),
    security: { mode, signedText },
    cacheSeconds: secondsOf(form),
    searchItems: searchItems.map(itemOf),
    resultItems: resultItems.map(({ itemId, screenName, dataName }): ResultItem => {
      return { itemId, screenName, dataName };
    }),
  };
}

function secondsOf({ cacheSeconds, cacheUnit }: Form): number {
  return Number(cacheSeconds) * secondsIn[cacheUnit]!;
}

function itemOf(row: SearchRow): SearchItem {
  const { itemId, required, screenName, variableName, defaultValue, control } = row;
  const shared = { itemId, required, screenName, variableName, dataLength: Number(row.dataLength) };
  if (row.division === 'ticketField') {
    const { division, fieldCode, autoChannels } = row;
    return { ...shared, division, fieldCode, autoChannels: [...autoChannels] };
  }
  const options = filled(row).map(({ value, label }) => ({ value, label: label || value }));
  const isOffered = control === 'text' || options.some(({ value }) => value === defaultValue);
  return {
    ...shared,
    division: row.division,
    control,
    ...(defaultValue && isOffered ? { defaultValue } : {}),
    ...(control === 'dropdown' ? { options } : {}),
  };
}

/** The entries of a drop-down that say anything. */
export function filled({ options }: SearchRow): OptionRow[] {
  return options.filter(({ value, label }) => value + label !== '');
}

/** The id of the field that a path of an issue means, as in `['searchItems', 0, 'variableName']`. */
export function fieldAt(form: Form, path: Issue['path']): string {
  const [list, index, member, at, part] = path;
  // A test call has the definition and the inputs, by variable names, inside of it.
  if (list === 'api') return fieldAt(form, path.slice(1));
  if (list === 'inputs') {
    return `${form.searchItems.find(({ variableName }) => variableName.trim() === index)?.key}-test`;
  }
  if (list === 'searchItems' || list === 'resultItems') {
    const row = form[list][Number(index)];
    if (row === undefined) return list;
    const option = member === 'options' && 'options' in row ? filled(row)[Number(at)] : undefined;
    return option ? `${option.key}-${part === 'label' ? part : 'value'}` : `${row.key}-${member}`;
  }
  return String(list === 'security' ? index : list);
}

/** What can be seen to be wrong without asking the desk, by field. */
export function faultsOf(form: Form): Map<string, Fault> {
  const faults = new Map<string, Fault>();
  const mustHave = (id: string, text: string, maximum: number): void => {
    if (text.trim() === '') faults.set(id, { code: 'required' });
    else if (isTooLong(text, maximum)) faults.set(id, { code: 'tooLong', maximum });
  };
  mustHave('name', form.name, 50);
  mustHave('baseUrl', form.baseUrl, 2000);
  const isTime = /^\s*\d*\s*$/.test(form.cacheSeconds) && secondsOf(form) <= LONGEST_KEPT;
  if (!isTime) faults.set('cacheSeconds', { code: 'invalid' });
  const names = new Set<string>();
  for (const row of form.searchItems) {
    const { key } = row;
    const name = row.variableName.trim();
    if (row.division === 'ticketField') mustHave(`${key}-fieldCode`, row.fieldCode, 0);
    mustHave(`${key}-screenName`, row.screenName, 50);
    mustHave(`${key}-variableName`, name, 100);
    if (name && names.has(name)) faults.set(`${key}-variableName`, { code: 'duplicate' });
    names.add(name);
    const isLength = /^\s*\d*\s*$/.test(row.dataLength) && Number(row.dataLength) <= 10_000;
    if (!isLength) faults.set(`${key}-dataLength`, { code: 'invalid' });
    if (row.division === 'general')
      checkGeneral(row, isLength ? Number(row.dataLength) : 0, mustHave, faults);
  }
  for (const { key, screenName, dataName } of form.resultItems) {
    mustHave(`${key}-screenName`, screenName, 50);
    mustHave(`${key}-dataName`, dataName, 200);
  }
  return faults;
}

function checkGeneral(
  row: SearchRow,
  maximum: number,
  mustHave: (id: string, text: string, maximum: number) => void,
  faults: Map<string, Fault>,
): void {
  if (row.control === 'text') {
    if (isTooLong(row.defaultValue, maximum || 1000)) {
      faults.set(`${row.key}-defaultValue`, { code: 'tooLong', maximum: maximum || 1000 });
    }
    return;
  }
  const options = filled(row);
  if (options.length === 0) faults.set(`${row.key}-options`, { code: 'noOptions' });
  const values = new Set<string>();
  for (const { key, value, label } of options) {
    mustHave(`${key}-value`, value, Math.min(maximum || 200, 200));
    if (values.has(value)) faults.set(`${key}-value`, { code: 'duplicate' });
    values.add(value);
    if (isTooLong(label, 200)) faults.set(`${key}-label`, { code: 'tooLong', maximum: 200 });
  }
}
