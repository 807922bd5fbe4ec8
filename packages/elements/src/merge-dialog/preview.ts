/**
 * B3: what an agent decides in front of a preview, and what became of a preview that was overtaken. A choice belongs
 * to a customer, so it stays when another one is to survive.
 */
import type { Customer, MergeChoices, MergeField, MergePlan } from '@deskcard/core';

/** Something an agent saw that is not so any more; also of the number itself, as the field `customerNumber`. */
export interface Difference {
  readonly customerNumber: string;
  readonly field: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** What each customer has in this field, in the order of the preview. */
export function valuesIn({ values }: MergeField, { customers }: MergePlan): (string | undefined)[] {
  return customers.map(({ customerNumber }) => values[customerNumber]);
}

/** Everybody has the very same text. */
export function isEqual(field: MergeField, plan: MergePlan): boolean {
  return new Set(valuesIn(field, plan)).size === 1;
}

/**
 * True where an agent has something to choose: different values, be it two spellings of one, or a value that somebody
 * blanked elsewhere.
 */
export function isOpen(field: MergeField, plan: MergePlan): boolean {
  const isBlanked = plan.result[field.field] === undefined;
  const given = new Set(Object.values(field.values)).size;
  return given > 1 || (isBlanked && given > 0 && !isEqual(field, plan));
}

/** The customer whose value will be shown. */
export function chosenOf(field: MergeField, choices: MergeChoices): string {
  return choices[field.field] ?? field.chosen;
}

/** What the merged customer will show in this field. */
export function shownValue(field: MergeField, choices: MergeChoices, plan: MergePlan): string | undefined {
  const choice = choices[field.field];
  return choice ? field.values[choice] : plan.result[field.field];
}

/** `choices` with one more; to choose no value is to leave the field as it is. */
export function withChoice(
  choices: MergeChoices,
  { field, values }: MergeField,
  customerNumber: string,
): MergeChoices {
  const { [field]: _, ...others } = choices;
  return values[customerNumber] === undefined ? others : { ...others, [field]: customerNumber };
}

/** The choices that a plan still asks for. */
export function stillOpen(choices: MergeChoices, plan: MergePlan): MergeChoices {
  const open = plan.fields.filter((each) => isOpen(each, plan));
  return Object.fromEntries(
    Object.entries(choices).filter(([field, customerNumber]) =>
      open.some((each) => each.field === field && each.values[customerNumber] !== undefined),
    ),
  );
}

/** What an agent sees in `after` that was different in `before`. */
export function differences(before: MergePlan, after: MergePlan): Difference[] {
  return after.customers.flatMap((customer) => {
    const numbers = numbersOf(customer);
    const seen = before.customers.find((each) => numbersOf(each).some((number) => numbers.includes(number)));
    const [old, now] = [shown(seen), shown(customer)];
    return Object.keys({ ...old, ...now }).flatMap((field) => {
      const [from, to] = [old[field], now[field]];
      return from === to ? [] : [{ customerNumber: customer.customerNumber, field, from, to }];
    });
  });
}

function shown(customer: Customer | undefined): Record<string, string | undefined> {
  return { customerNumber: customer?.customerNumber, ...customer?.values };
}

/** The customer's number and every number that leads to it. */
export function numbersOf({ customerNumber, absorbedNumbers }: Customer): string[] {
  return [customerNumber, ...absorbedNumbers];
}

/** Each of the customer's numbers → the number it leads to. */
export function leadingTo(customer: Customer, number: string): Record<string, string> {
  return Object.fromEntries(numbersOf(customer).map((each) => [each, number]));
}
