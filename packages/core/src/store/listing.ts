/**
 * Where a customer stands in the list of customers (R5), once for each way to sort it. The survivor's record carries
 * these places as keys of its index `list`, so a page of a million customers costs as much as one of a hundred. They
 * are made of what people see, so whoever writes a member of a family writes its survivor after it.
 */
import { comparableName } from '../identity/name.js';
import { foldText, tidyText } from '../identity/text.js';
import type { CustomerSummary } from '../model/customer.js';
import type { CustomerOrder } from '../model/customer-list.js';

export type Listed = Pick<CustomerSummary, 'customerNumber' | 'values' | 'createdAt' | 'updatedAt'>;

/** Before every letter there is, so that 김 stands before 김미나 whatever follows it. */
const separator = '\t';

/** Index keys are bounded; names that agree in so many characters stand in the order of their numbers. */
const comparedCharacters = 100;

const numberDigits = 16;

const padded = (customerNumber: string): string => customerNumber.padStart(numberDigits, '0');

/** Who has no name stands behind everybody who has one. */
function nameKey(name: string | undefined): string {
  const folded = comparableName(name ?? '') || tidyText(foldText(name ?? ''));
  return folded === '' ? '2' : `1${[...folded].slice(0, comparedCharacters).join('')}`;
}

/** Timestamps stand in one form, so that their texts sort as they do. */
const timeKey = (at: string): string => new Date(at).toISOString();

const keys: { readonly [O in CustomerOrder]: (customer: Listed) => string } = {
  customerNumber: () => '',
  name: ({ values }) => nameKey(values['name']),
  createdAt: ({ createdAt }) => timeKey(createdAt),
  updatedAt: ({ updatedAt }) => timeKey(updatedAt),
};

/** Different for every customer, and in the order of the list. */
export const placeOf = (order: CustomerOrder, customer: Listed): string =>
  [order, keys[order](customer), padded(customer.customerNumber)].join(separator);

export const placesOf = (customer: Listed): string[] =>
  (Object.keys(keys) as CustomerOrder[]).map((order) => placeOf(order, customer));

/** The part of the index that holds one order; with times, those of them from `from` up to but without `to`. */
export function rangeOf(order: CustomerOrder, from?: string, to?: string): { from: string; to: string } {
  const start = order + separator;
  return {
    from: from === undefined ? start : start + timeKey(from),
    to: to === undefined ? order + String.fromCharCode(separator.charCodeAt(0) + 1) : start + timeKey(to),
  };
}

/** The part that holds the customers whose numbers are higher, in the order of their numbers; all without a number. */
export function rangeBehind(customerNumber: string | undefined): { from: string; to: string } {
  const all = rangeOf('customerNumber');
  if (customerNumber === undefined) return all;
  const place = ['customerNumber', '', padded(customerNumber)].join(separator);
  return { ...all, from: behind(place) };
}

/** The first text behind a place, in either direction of which no other place can stand. */
export const behind = (place: string): string => `${place} `;

/** Records of earlier versions stand under their bare number, and under it alone. */
export const outdatedPlaces = { from: '0', to: ':' } as const;
