/**
 * What the agent typed becomes the body of the call: one flat JSON object of texts, in the order of the search items.
 * Empty optional values are left out, nothing is ever cut or trimmed (D14), and whatever stands in a value is only
 * ever a value. "Empty" means nothing but white space.
 */
import { invalidInput, type Issue } from '../errors.js';
import { isTooLong } from '../limits.js';
import type { SearchItem } from '../model/lookup-api.js';
import type { LookupInputs } from '../model/lookup.js';
import { isBlank } from './connect.js';

/** The body to send; throws `invalid_input` with every reason at `['inputs', variableName]`. */
export function buildBody(items: readonly SearchItem[], inputs: LookupInputs): string {
  const issues = inputIssues(items, inputs);
  if (issues.length > 0) throw invalidInput(issues);
  const members = items
    .map((item) => [item.variableName, valueOf(inputs, item.variableName)] as const)
    .filter(([, value]) => !isBlank(value))
    .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  // Written member by member: an object would put names like "2" first and lose "__proto__".
  return `{${members.join(',')}}`;
}

/** Everything that keeps these inputs from being sent. */
export function inputIssues(items: readonly SearchItem[], inputs: LookupInputs): Issue[] {
  const names = new Set(items.map((item) => item.variableName));
  const unknown = Object.keys(inputs)
    .filter((name) => !names.has(name))
    .map((name): Issue => refused(name, 'unknown', 'This lookup API has no such search item.'));
  return [...items.flatMap((item) => inputIssue(item, valueOf(inputs, item.variableName)) ?? []), ...unknown];
}

function inputIssue(item: SearchItem, value: string): Issue | undefined {
  if (isBlank(value)) {
    return item.required
      ? refused(item.variableName, 'required', `${item.screenName} is required.`)
      : undefined;
  }
  if (isTooLong(value, item.dataLength)) {
    const message = `${item.screenName} may have at most ${item.dataLength} characters.`;
    return { ...refused(item.variableName, 'tooLong', message), maximum: item.dataLength };
  }
  if (item.division === 'general' && item.control === 'dropdown') {
    const offered = item.options?.some((option) => option.value === value) ?? false;
    if (!offered) return refused(item.variableName, 'invalid', `${item.screenName} offers no such choice.`);
  }
  return undefined;
}

const refused = (name: string, code: Issue['code'], message: string): Issue => ({
  path: ['inputs', name],
  code,
  message,
});

/** The value under a name of any spelling; never one that every object inherits. */
export function valueOf(values: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(values, name) ? (values[name] ?? '') : '';
}
