/**
 * A host knows what identifies nobody here: the switchboard of a large customer, a mailbox that a whole shop uses, the
 * addresses that a market place makes up (B7). It names them in any spelling, or a whole domain as `*@example.com`.
 */
import { invalidInput, type Issue } from '../errors.js';
import type { ServiceSettings } from '../model/access.js';
import { identifierKeys, kindOfKey, type IdentifierKey } from './identifiers.js';
import { identifierIssue } from './validate.js';

export type IsBlocked = (key: IdentifierKey) => boolean;

const wholeDomain = /^\s*\*@/;
const domainOf = (key: IdentifierKey): string => key.slice(key.lastIndexOf('@'));

/** Throws `invalid_input` naming every value that cannot be what it says. */
export function readBlocked(settings: ServiceSettings): IsBlocked {
  const { blockedIdentifiers } = settings.duplicates;
  const blocked = new Set<string>();
  const issues: Issue[] = [];
  for (const [i, { kind, value }] of blockedIdentifiers.entries()) {
    const isDomain = kind === 'email' && wholeDomain.test(value);
    // Any address of the domain says how the domain is written.
    const text = isDomain ? value.replace(wholeDomain, 'any@') : value;
    const code = identifierIssue(kind, text, settings);
    if (code !== undefined) {
      const path = ['duplicates', 'blockedIdentifiers', i, 'value'];
      issues.push({ path, code, message: `is no ${kind} that could be blocked` });
    }
    for (const key of identifierKeys(kind, text, settings)) blocked.add(isDomain ? domainOf(key) : key);
  }
  if (issues.length > 0) throw invalidInput(issues);
  if (blocked.size === 0) return () => false;
  return (key) => blocked.has(key) || (kindOfKey(key) === 'email' && blocked.has(domainOf(key)));
}
