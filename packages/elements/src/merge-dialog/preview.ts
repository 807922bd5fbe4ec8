/**
 * B3: what an agent decides in front of a preview, and what became of a preview that was overtaken. A choice belongs
 * to a value, so it moves with the value when the two customers change places.
 */
import type { Customer, MergeChoices, MergeField, MergePlan, MergeSide } from '@deskcard/core';

/** Something an agent saw that is not so any more. */
export type Difference =
  | {
      readonly kind: 'value';
      readonly customerNumber: string;
      readonly field: string;
      readonly from: string | undefined;
      readonly to: string | undefined;
    }
  | { readonly kind: 'number'; readonly from: string; readonly to: string }
  | { readonly kind: 'tickets'; readonly to: number };

const sides = ['survivor', 'absorbed'] as const;

/** True where an agent has to choose between two values. */
export function isOpen({ survivor, absorbed, same }: MergeField): boolean {
  return survivor !== undefined && absorbed !== undefined && !same;
}

/** The side whose value will be shown. */
export function chosenSide(field: MergeField, choices: MergeChoices): MergeSide {
  return choices[field.field] ?? field.chosen;
}

/** What the merged customer will show in this field. */
export function shownValue(field: MergeField, choices: MergeChoices, plan: MergePlan): string | undefined {
  const choice = choices[field.field];
  return choice ? field[choice] : plan.result[field.field];
}

/** The same values chosen, for the plan in which the two customers have changed places. */
export function swapped(choices: MergeChoices): MergeChoices {
  return Object.fromEntries(
    Object.entries(choices).map(([field, side]) => [field, side === 'survivor' ? 'absorbed' : 'survivor']),
  );
}

/** The choices that a plan still asks for. */
export function stillOpen(choices: MergeChoices, plan: MergePlan): MergeChoices {
  const open = new Set(plan.fields.filter(isOpen).map(({ field }) => field));
  return Object.fromEntries(Object.entries(choices).filter(([field]) => open.has(field)));
}

/** What an agent sees in `after` that was different in `before`. */
export function differences(before: MergePlan, after: MergePlan): Difference[] {
  const found = sides.flatMap((side) => ofCustomer(before[side], after[side]));
  if (before.absorbedTickets !== after.absorbedTickets) {
    found.push({ kind: 'tickets', to: after.absorbedTickets });
  }
  return found;
}

function ofCustomer(before: Customer, after: Customer): Difference[] {
  const { customerNumber } = after;
  if (before.customerNumber !== customerNumber) {
    return [{ kind: 'number', from: before.customerNumber, to: customerNumber }];
  }
  const fields = new Set([...Object.keys(before.values), ...Object.keys(after.values)]);
  return [...fields].flatMap((field) => {
    const [from, to] = [before.values[field], after.values[field]];
    return from === to ? [] : [{ kind: 'value', customerNumber, field, from, to } as const];
  });
}

/** The customer's number and every number that leads to it. */
export function numbersOf({ customerNumber, absorbedNumbers }: Customer): string[] {
  return [customerNumber, ...absorbedNumbers];
}

/** Each of the customer's numbers → the number it leads to. */
export function leadingTo(customer: Customer, number: string): Record<string, string> {
  return Object.fromEntries(numbersOf(customer).map((each) => [each, number]));
}
