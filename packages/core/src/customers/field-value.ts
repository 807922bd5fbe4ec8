/** One value of a customer field. Of several of one field, as a ticket may hold, the one named first is shown (D4). */
export interface FieldValue {
  field: string;
  value: string;
  /** the ticket field that holds it, where it came in one */
  code?: string;
}

export const fieldValues = (values: Readonly<Record<string, string>>): FieldValue[] =>
  Object.entries(values).map(([field, value]) => ({ field, value }));
