/**
 * What a lookup API must keep beside its shape, so that an administrator reads every mistake at the field that has it
 * (R32, R37–R45). Variable names may be any text, but each only once. The same data name may be shown twice under two
 * screen names.
 */
import type { Issue, IssueCode } from '../errors.js';
import { isTooLong } from '../limits.js';
import type { ServiceSettings } from '../model/access.js';
import type {
  GeneralSearchItem,
  LookupApiDraft,
  SearchItem,
  SecurityMode,
  TicketFieldSearchItem,
} from '../model/lookup-api.js';
import type { TicketFieldType } from '../model/field.js';
import type { MessageCipher } from '../ports.js';

type Rules = Pick<ServiceSettings, 'allowInsecureProviders' | 'ticketFields' | 'channels'>;
type Path = (string | number)[];

const issue = (path: Path, code: IssueCode, message: string, maximum?: number): Issue => ({
  path,
  code,
  message,
  ...(maximum === undefined ? {} : { maximum }),
});

/** What security a lookup API may have: encrypted calls need a desk that was given a cipher. */
export function securityModes(cipher: MessageCipher | undefined): SecurityMode[] {
  return cipher === undefined ? ['none', 'signature'] : ['none', 'signature', 'encrypted'];
}

/** Every mistake of the definition, with paths as in `['searchItems', 0, 'variableName']`; none when it may be saved. */
export function definitionIssues(
  draft: LookupApiDraft,
  rules: Rules,
  cipher: MessageCipher | undefined,
): Issue[] {
  const { searchItems, resultItems, security } = draft;
  const isAvailable = securityModes(cipher).includes(security.mode);
  return [
    ...urlIssues(draft.baseUrl, rules.allowInsecureProviders),
    ...(isAvailable
      ? []
      : [issue(['security', 'mode'], 'unavailable', 'This desk was not set up for encrypted calls.')]),
    ...repeated(searchItems, 'searchItems', 'itemId', 'Two search items have the same id.'),
    ...repeated(
      searchItems,
      'searchItems',
      'variableName',
      'Another search item has this variable name already.',
    ),
    ...searchItems.flatMap((item, index) => searchItemIssues(item, ['searchItems', index], rules)),
    ...repeated(resultItems, 'resultItems', 'itemId', 'Two result items have the same id.'),
  ];
}

/**
 * An address is called exactly as it is written, so whatever a URL parser would silently mend or drop is refused:
 * white space, backslashes, credentials, a fragment.
 */
function urlIssues(baseUrl: string, allowInsecure: boolean): Issue[] {
  const path = ['baseUrl'];
  if (!/^https?:\/\/[^\s\\\p{Cc}]+$/iu.test(baseUrl) || !URL.canParse(baseUrl)) {
    return [issue(path, 'invalidUrl', 'The base URL must be a complete address that begins with https://.')];
  }
  const url = new URL(baseUrl);
  if (url.username !== '' || url.password !== '' || baseUrl.includes('#')) {
    return [issue(path, 'invalidUrl', 'The base URL may not contain a user name, a password or a #.')];
  }
  if (url.protocol === 'http:' && !allowInsecure) {
    return [issue(path, 'httpsOnly', 'The base URL must begin with https://.')];
  }
  return [];
}

/** One `duplicate` at every item but the first that has the same text under `member`. */
function repeated<M extends string>(
  items: readonly { [N in M]: string }[],
  list: string,
  member: M,
  message: string,
): Issue[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const again = seen.has(item[member]);
    seen.add(item[member]);
    return again ? [issue([list, index, member], 'duplicate', message)] : [];
  });
}

function searchItemIssues(item: SearchItem, path: Path, rules: Rules): Issue[] {
  if (item.division === 'ticketField') return ticketFieldIssues(item, path, rules);
  return item.control === 'dropdown' ? dropdownIssues(item, path) : textIssues(item, path);
}

/** A caption has no value and a file has no text; every other ticket field is sent as the text it holds. */
function canBeSent(type: TicketFieldType): boolean {
  return type !== 'caption' && type !== 'file';
}

function ticketFieldIssues(item: TicketFieldSearchItem, path: Path, rules: Rules): Issue[] {
  const issues: Issue[] = [];
  const field = rules.ticketFields.find((each) => each.code === item.fieldCode);
  if (field === undefined) {
    issues.push(issue([...path, 'fieldCode'], 'unknown', 'There is no ticket field with this code.'));
  } else if (!canBeSent(field.type)) {
    issues.push(issue([...path, 'fieldCode'], 'invalid', 'A field of this type has no text to send.'));
  }
  const known = new Set(rules.channels.map((channel) => channel.id));
  item.autoChannels.forEach((channelId, index) => {
    const at = [...path, 'autoChannels', index];
    if (!known.has(channelId)) issues.push(issue(at, 'unknown', 'There is no such channel.'));
    else if (item.autoChannels.indexOf(channelId) < index) {
      issues.push(issue(at, 'duplicate', 'This channel is linked already.'));
    }
  });
  return issues;
}

function textIssues(item: GeneralSearchItem, path: Path): Issue[] {
  const issues: Issue[] = [];
  if (item.options !== undefined && item.options.length > 0) {
    issues.push(
      issue([...path, 'options'], 'invalid', 'A text box has no list; choose the drop-down for one.'),
    );
  }
  if (isTooLong(item.defaultValue ?? '', item.dataLength)) {
    issues.push(tooLong([...path, 'defaultValue'], item.dataLength));
  }
  return issues;
}

function dropdownIssues(item: GeneralSearchItem, path: Path): Issue[] {
  const options = item.options ?? [];
  if (options.length === 0) {
    return [issue([...path, 'options'], 'noOptions', 'A drop-down needs at least one entry in its list.')];
  }
  const issues: Issue[] = [];
  options.forEach(({ value }, index) => {
    const at = [...path, 'options', index, 'value'];
    const first = options.findIndex((option) => option.value === value);
    if (first < index) issues.push(issue(at, 'duplicate', 'The list has this value already.'));
    else if (value.trim() === '') issues.push(issue(at, 'required', 'A value of the list may not be blank.'));
    else if (isTooLong(value, item.dataLength)) issues.push(tooLong(at, item.dataLength));
  });
  const chosen = item.defaultValue ?? '';
  if (chosen !== '' && !options.some((option) => option.value === chosen)) {
    issues.push(
      issue([...path, 'defaultValue'], 'invalid', 'The default must be one of the values of the list.'),
    );
  }
  return issues;
}

const tooLong = (path: Path, maximum: number): Issue =>
  issue(path, 'tooLong', `At most ${maximum} characters, as the data length says.`, maximum);
