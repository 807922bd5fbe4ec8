/**
 * R54–R56, D11: which result item goes into which ticket field. The order of the links is the order in which a lookup
 * fills: of two items for one field the first that has a value wins. Pure: what is typed is another list each time.
 */
import type { FieldLink, LookupApi, ResultItem, TicketField } from '@deskcard/core';
import { isLinkable } from '@deskcard/core/connect';

export type Links = readonly FieldLink[];

const isOf = (link: FieldLink, itemId: string, fieldCode: string): boolean =>
  link.resultItemId === itemId && link.fieldCode === fieldCode;

/** The fields of one item, in order. */
export function fieldsOf(links: Links, itemId: string): string[] {
  return links.filter(({ resultItemId }) => resultItemId === itemId).map(({ fieldCode }) => fieldCode);
}

/** Who fills a field, the first one first. */
export function itemsOf(links: Links, fieldCode: string): string[] {
  return links.filter((link) => link.fieldCode === fieldCode).map(({ resultItemId }) => resultItemId);
}

/** One field of an item becomes another, or none, or a first one; a new link stands in the order of the items. */
export function connect(
  links: Links,
  items: readonly ResultItem[],
  itemId: string,
  from: string,
  to: string,
): Links {
  const rest = links.filter((link) => !isOf(link, itemId, from));
  if (to === '' || rest.some((link) => isOf(link, itemId, to))) return rest;
  const place = (id: string): number => items.findIndex((item) => item.itemId === id);
  const before = rest.findIndex(({ resultItemId }) => place(resultItemId) > place(itemId));
  return rest.toSpliced(before < 0 ? rest.length : before, 0, { resultItemId: itemId, fieldCode: to });
}

/** The item is asked before all others for this field. */
export function putFirst(links: Links, itemId: string, fieldCode: string): Links {
  const mine = links.filter((link) => isOf(link, itemId, fieldCode));
  const rest = links.filter((link) => !isOf(link, itemId, fieldCode));
  return rest.toSpliced(
    rest.findIndex((link) => link.fieldCode === fieldCode),
    0,
    ...mine,
  );
}

/** Why a link cannot stay; nothing while it can. */
export function faultOf(
  fieldCode: string,
  fields: readonly TicketField[],
): 'gone' | 'notLinkable' | undefined {
  const field = fields.find(({ code }) => code === fieldCode);
  if (field === undefined) return 'gone';
  return isLinkable(field.type) ? undefined : 'notLinkable';
}

/** A name as it is compared: "E-Mail" agrees with "email", and "customer.name" with "Name". */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Item → field, where a name of the item agrees with a name of the field, for items without a field and fields without
 * an item; each field once.
 */
export function suggest(
  links: Links,
  { resultItems }: Pick<LookupApi, 'resultItems'>,
  fields: readonly TicketField[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const taken = new Set(links.map(({ fieldCode }) => fieldCode));
  const linked = new Set(links.map(({ resultItemId }) => resultItemId));
  const open = fields.filter(({ code, type }) => isLinkable(type) && !taken.has(code));
  for (const { itemId, screenName, dataName } of resultItems) {
    if (linked.has(itemId)) continue;
    const names = [screenName, dataName, dataName.split('.').at(-1)!].map(plain).filter(Boolean);
    const field = open.find(
      ({ code, label, customerField = '' }) =>
        !taken.has(code) && [code, label, customerField].some((name) => names.includes(plain(name))),
    );
    if (field === undefined) continue;
    found.set(itemId, field.code);
    taken.add(field.code);
  }
  return found;
}
