/** What two administrators have made of one lookup API, side by side, only where it differs. */
import type { LookupApiDraft } from '@deskcard/core';
import type { Strings } from '../locales/locale.js';

type Texts = Strings['apiSettings'];
type Side = Pick<
  LookupApiDraft,
  'name' | 'baseUrl' | 'security' | 'cacheSeconds' | 'searchItems' | 'resultItems'
>;
/** what it is, then their text and mine */
type Line = [name: string, theirs: string, mine: string];

/** One line per setting that is not the same, and per setting of an item that both have. */
export function differences(t: Texts, theirs: Side, mine: Side): Line[] {
  const lines: Line[] = [
    [t.name, theirs.name, mine.name],
    [t.baseUrl, theirs.baseUrl, mine.baseUrl],
    [t.security, t.modes[theirs.security.mode], t.modes[mine.security.mode]],
    [t.signedText, t.signedTexts[theirs.security.signedText], t.signedTexts[mine.security.signedText]],
    [t.cacheSeconds, ...[theirs, mine].map(({ cacheSeconds = 0 }) => t.seconds(cacheSeconds))] as Line,
  ];
  for (const list of ['searchItems', 'resultItems'] as const) {
    const names = (side: Side): string => side[list].map(({ screenName }) => screenName).join(', ');
    lines.push([t[list], names(theirs), names(mine)]);
    for (const my of mine[list]) {
      const their = theirs[list].find(({ itemId }) => itemId === my.itemId);
      if (their) lines.push(...itemLines(t, their, my));
    }
  }
  return lines.filter(([, their, my]) => their !== my);
}

function itemLines(t: Texts, theirs: object, mine: { readonly screenName: string }): Line[] {
  // What has a label can be seen, and has changed or not.
  const members = Object.keys({ ...theirs, ...mine }).filter((name) => name in t);
  return members.map((name): Line => {
    const label = t[name as 'name'];
    return [`${mine.screenName}: ${label}`, textOf(t, theirs, name), textOf(t, mine, name)];
  });
}

function textOf(t: Texts, item: object, name: string): string {
  const value: unknown = (item as Record<string, unknown>)[name];
  if (name === 'control') return t.controls[value as keyof typeof t.controls];
  if (typeof value === 'boolean') return value ? '✓' : '—';
  if (!Array.isArray(value)) return String(value ?? '—');
  const entries = value as (string | { readonly value: string; readonly label: string })[];
  return entries
    .map((each) => (typeof each === 'string' ? each : `${each.value} = ${each.label}`))
    .join('\n');
}
