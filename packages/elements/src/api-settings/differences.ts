/**
 * What two administrators have made of one lookup API, side by side, only where it differs, and what becomes of it when
 * a person has chosen line by line. What only one of them has changed is chosen beforehand.
 */
import type { LookupApiDraft } from '@deskcard/core';
import { formOf, type Form } from './form.js';
import type { Ui } from './ui.js';

type Texts = Ui['t'];
type Side = Pick<
  LookupApiDraft,
  'name' | 'baseUrl' | 'security' | 'cacheSeconds' | 'searchItems' | 'resultItems'
>;
type List = 'searchItems' | 'resultItems';
type Item = Side[List][number];

export type Whose = 'theirs' | 'mine';

export interface Difference {
  readonly id: string;
  readonly name: string;
  readonly theirs: string;
  readonly mine: string;
  /** who has changed it since both began */
  readonly by: Whose | 'both';
}

export interface Sides {
  /** what both began with */
  readonly base: Side;
  readonly theirs: Side;
  readonly mine: Side;
}

const lists = ['searchItems', 'resultItems'] as const;
const scalars = ['name', 'baseUrl', 'security', 'cacheSeconds'] as const;

/** One line per setting that is not the same, per item that is not the same, and per list in another order. */
export function differences(t: Texts, sides: Sides): Difference[] {
  const lines = scalars.map((id) => line(id, t[id], sides, (side) => scalarText(t, side, id)));
  for (const list of lists) {
    const both = sides.mine[list].filter(({ itemId }) => itemIn(sides.theirs, list, itemId));
    const shared = new Set(both.map(({ itemId }) => itemId));
    const order = (side: Side): string =>
      side[list]
        .filter(({ itemId }) => shared.has(itemId))
        .map(({ itemId }) => itemIn(sides.mine, list, itemId)!.screenName)
        .join(', ');
    lines.push(line(list, t.orderOf(t[list]), sides, order));
    const all = [...sides.mine[list], ...sides.theirs[list]];
    for (const itemId of new Set(all.map((each) => each.itemId))) {
      lines.push(itemLine(t, sides, list, itemId));
    }
  }
  return lines.filter(({ theirs, mine }) => theirs !== mine);
}

function line(id: string, name: string, sides: Sides, text: (side: Side) => string): Difference {
  const [base, theirs, mine] = [sides.base, sides.theirs, sides.mine].map(text) as [string, string, string];
  return { id, name, theirs, mine, by: base === mine ? 'theirs' : base === theirs ? 'mine' : 'both' };
}

function scalarText(t: Texts, side: Side, id: (typeof scalars)[number]): string {
  if (id === 'cacheSeconds') return t.seconds(side.cacheSeconds ?? 0);
  if (id !== 'security') return side[id];
  const { mode, signedText } = side.security;
  return mode === 'signature' ? `${t.modes[mode]} (${t.signedTexts[signedText]})` : t.modes[mode];
}

function itemIn(side: Side, list: List, itemId: string): Item | undefined {
  return (side[list] as readonly Item[]).find((each) => each.itemId === itemId);
}

/** An item as a whole: of its members those that differ are shown, and all of them where only one side has it. */
function itemLine(t: Texts, sides: Sides, list: List, itemId: string): Difference {
  const of = (side: Side): Item | undefined => itemIn(side, list, itemId);
  const [theirs, mine] = [of(sides.theirs), of(sides.mine)];
  const members = Object.keys({ ...theirs, ...mine }).filter((name) => name in t);
  const differing = members.filter((name) => textOf(t, theirs, name) !== textOf(t, mine, name));
  const text = (item: Item | undefined, names: readonly string[]): string =>
    item === undefined
      ? t.absent
      : names.map((name) => `${t[name as 'name']}: ${textOf(t, item, name)}`).join('\n');
  const whole = line(`${list}/${itemId}`, '', sides, (side) => text(of(side), members));
  const shown = theirs && mine ? differing : (['screenName', 'variableName', 'dataName'] as const);
  const known = shown.filter((name) => members.includes(name));
  return {
    ...whole,
    name: (mine ?? theirs)!.screenName || t.unnamed,
    theirs: text(theirs, known),
    mine: text(mine, known),
  };
}

function textOf(t: Texts, item: object | undefined, name: string): string {
  const value: unknown = (item as Record<string, unknown> | undefined)?.[name];
  if (name === 'control') return t.controls[value as keyof typeof t.controls];
  if (typeof value === 'boolean') return value ? '✓' : '—';
  if (!Array.isArray(value)) return String(value ?? '—');
  const entries = value as (string | { readonly value: string; readonly label: string })[];
  return (
    entries.map((each) => (typeof each === 'string' ? each : `${each.value} = ${each.label}`)).join('\n') ||
    '—'
  );
}

/** What was typed here, with theirs wherever that was chosen; whatever was typed and is kept stays as it is. */
export function combined(form: Form, theirs: LookupApiDraft, chosen: (id: string) => Whose): Form {
  const their = formOf(theirs);
  const is = (id: string): boolean => chosen(id) === 'theirs';
  const { mode, signedText } = is('security') ? their : form;
  const { cacheSeconds, cacheUnit } = is('cacheSeconds') ? their : form;
  return {
    name: (is('name') ? their : form).name,
    baseUrl: (is('baseUrl') ? their : form).baseUrl,
    mode,
    signedText,
    cacheSeconds,
    cacheUnit,
    searchItems: rowsOf(form.searchItems, their.searchItems, 'searchItems', is),
    resultItems: rowsOf(form.resultItems, their.resultItems, 'resultItems', is),
  };
}

function rowsOf<R extends { readonly itemId: string }>(
  mine: readonly R[],
  theirs: readonly R[],
  list: List,
  is: (id: string) => boolean,
): R[] {
  const [first, second] = is(list) ? [theirs, mine] : [mine, theirs];
  const ids = first.map(({ itemId }) => itemId);
  for (const [at, { itemId }] of second.entries()) {
    if (ids.includes(itemId)) continue;
    // Behind the one it stands behind over there.
    ids.splice(ids.indexOf(second[at - 1]?.itemId ?? '') + 1, 0, itemId);
  }
  return ids.flatMap((itemId) => {
    const rows = is(`${list}/${itemId}`) ? theirs : mine;
    return rows.find((each) => each.itemId === itemId) ?? [];
  });
}
