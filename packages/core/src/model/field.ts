/** The fields a customer has, the fields a ticket has, and how the one feeds the other (R12–R16, ticket facts). */
import * as z from 'zod/mini';

/** The four customer fields everyone has; a host may declare more in `ServiceSettings.customerFields`. */
export const builtInCustomerFields = ['memberId', 'name', 'phone', 'email'] as const;

/** The kinds of value by which a customer is found: R23, D2, D3. */
export const IdentifierKind = z.enum(['phone', 'email', 'memberId']);
export type IdentifierKind = z.infer<typeof IdentifierKind>;

/** What becomes of an identifier that another customer owns (B5). */
const TakenAnswer = z.enum(['refuse', 'move', 'keepApart']);
/** One answer for all of them, or one per kind of identifier; a kind that is not named is refused. */
export const Taken = z.union([
  TakenAnswer,
  z.object({
    phone: z.optional(TakenAnswer),
    email: z.optional(TakenAnswer),
    memberId: z.optional(TakenAnswer),
  }),
]);

export const FieldCode = z.string().check(z.regex(/^[A-Za-z][\w-]{0,49}$/));

export const TicketFieldType = z.enum([
  'text',
  'textarea',
  'checkbox',
  'dropdown',
  'radio',
  'date',
  'datetime',
  'date-period',
  'datetime-period',
  'agree',
  'caption',
  'file',
]);
export type TicketFieldType = z.infer<typeof TicketFieldType>;

export const TicketField = z.object({
  code: FieldCode,
  label: z.string(),
  type: TicketFieldType,
  /** in Unicode code points; 0 = unlimited */
  maxLength: z.int().check(z.nonnegative()),
  /** the customer field whose value this ticket field holds */
  customerField: z.optional(FieldCode),
  options: z.optional(z.array(z.string())),
});
export type TicketField = z.infer<typeof TicketField>;

/** The system fields every ticket has. */
export const systemTicketFields: readonly TicketField[] = [
  { code: 'usercode', label: 'Member id', type: 'text', maxLength: 100, customerField: 'memberId' },
  { code: 'name', label: 'Name', type: 'text', maxLength: 100, customerField: 'name' },
  { code: 'phone', label: 'Phone', type: 'text', maxLength: 30, customerField: 'phone' },
  { code: 'mail', label: 'E-mail', type: 'text', maxLength: 100, customerField: 'email' },
  { code: 'subject', label: 'Subject', type: 'text', maxLength: 200 },
  { code: 'content', label: 'Content', type: 'textarea', maxLength: 5000 },
];
