/**
 * B3: what an agent decides in front of a preview, and what became of a preview that was overtaken. A choice belongs
 * to a value, so it moves with the value when the two customers change places.
 */
import type { Customer, MergeChoices, MergeField, MergePlan, MergeSide } from '@deskcard/core';

/** Something an agent saw that is not so any more; also of the number itself, as the field `customerNumber`. */
export interface Difference {
  readonly customerNumber: string;
  readonly field: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/**
 * True where an agent has something to choose: two values, be it two spellings of one, or a value that somebody
 * blanked on the other side.
 */
export function isOpen({ field, survivor, absorbed }: MergeField, { result }: MergePlan): boolean {
  const isBlanked = result[field] === undefined;
  return survivor !== absorbed && (isBlanked || (survivor !== undefined && absorbed !== undefined));
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

/** `choices` with one more; to choose no value is to leave the field as it is. */
export function withChoice(
  choices: MergeChoices,
  { field, ...values }: MergeField,
  side: MergeSide,
): MergeChoices {
  const { [field]: _, ...others } = choices;
  return values[side] === undefined ? others : { ...others, [field]: side };
}

/** The choices that a plan still asks for. */
export function stillOpen(choices: MergeChoices, plan: MergePlan): MergeChoices {
  const open = plan.fields.filter((each) => isOpen(each, plan));
  return Object.fromEntries(
    Object.entries(choices).filter(([field, side]) =>
      open.some((each) => each.field === field && each[side] !== undefined),
    ),
  );
}

/** What an agent sees in `after` that was different in `before`. */
export function differences(before: MergePlan, after: MergePlan): Difference[] {
  return (['survivor', 'absorbed'] as const).flatMap((side) => {
    const [old, now] = [shown(before[side]), shown(after[side])];
    return Object.keys({ ...old, ...now }).flatMap((field) => {
      const [from, to] = [old[field], now[field]];
      return from === to ? [] : [{ customerNumber: after[side].customerNumber, field, from, to }];
    });
  });
}

function shown({ customerNumber, values }: Customer): Record<string, string | undefined> {
  return { customerNumber, ...values };
}

/** The customer's number and every number that leads to it. */
export function numbersOf({ customerNumber, absorbedNumbers }: Customer): string[] {
  return [customerNumber, ...absorbedNumbers];
}

/** Each of the customer's numbers → the number it leads to. */
export function leadingTo(customer: Customer, number: string): Record<string, string> {
  return Object.fromEntries(numbersOf(customer).map((each) => [each, number]));
}
