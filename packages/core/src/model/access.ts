/** Who may do what, and the switches of the service (R1–R3, B8). */
import * as z from 'zod/mini';
import { Channel } from './channel.js';
import { DuplicateSettings } from './duplicate.js';
import { FieldCode, IdentifierKind, TicketField } from './field.js';
import { SecurityMode } from './lookup-api.js';
import { ServerInformationPart, ServerInformationSettings } from './server-information.js';

export const Role = z.enum(['agent', 'admin']);
export type Role = z.infer<typeof Role>;

/**
 * Rights that a role has by default and that a host may take or give one by one. Without `personal.view` masks stand
 * in place of customers' values in every answer, and `personal.reveal` shows those of one customer (D13).
 */
export const Capability = z.enum([
  'customers.edit',
  'customers.merge',
  'customers.delete',
  'lookups.search',
  'personal.view',
  'personal.reveal',
]);
export type Capability = z.infer<typeof Capability>;

/** Who is asking. `capabilities` absent means all of them. */
export interface Principal {
  user: string;
  role: Role;
  capabilities?: readonly Capability[];
}

/** What an operation asks of the principal and of the service. */
export interface Permission {
  role: Role;
  capability?: Capability;
  /** R3: also needs the OPEN API switch */
  openApi?: true;
}

export const KeyDisplay = z.enum(['always', 'once']);
export type KeyDisplay = z.infer<typeof KeyDisplay>;

/** What a host tells Deskcard about its service. Everything has a working default. */
export const ServiceSettings = z.object({
  /** R1 */
  customerManagement: z.boolean(),
  /** R3 */
  openApi: z.boolean(),
  /** ISO 3166-1 alpha-2, for phone numbers without a country code (D3) */
  defaultCountry: z.string().check(z.regex(/^[A-Z]{2}$/)),
  /** the desk's own phone numbers, which identify nobody (D3) */
  ownNumbers: z.array(z.string()),
  channels: z.array(Channel),
  /** which identifiers of a ticket decide whose it is, in order, by the kind of its channel (D2) */
  matchBy: z.object({ call: z.array(IdentifierKind), other: z.array(IdentifierKind) }),
  ticketFields: z.array(TicketField),
  /** customer fields beside the built-in four */
  customerFields: z.array(z.object({ code: FieldCode, label: z.string() })),
  /** who is suggested as a duplicate, and what joins nobody by itself (B4, B7) */
  duplicates: DuplicateSettings,
  /** development only: providers on plain http and loopback (D15) */
  allowInsecureProviders: z.boolean(),
  /** R36; without addresses there is nothing to send */
  serverInformation: ServerInformationSettings,
  /** whether an administrator may look at a key again (R35), or sees it only in the answer to making it (B12) */
  keyDisplay: KeyDisplay,
});
export type ServiceSettings = z.infer<typeof ServiceSettings>;

/** What differs from the defaults; of `duplicates` too. */
export type GivenSettings = Partial<Omit<ServiceSettings, 'duplicates'>> & {
  duplicates?: Partial<DuplicateSettings>;
};

/** What a screen needs to know before it draws itself. */
export const ServiceDescription = z.object({
  customerManagement: z.boolean(),
  openApi: z.boolean(),
  user: z.string(),
  role: Role,
  /** names of the operations this principal may call */
  permitted: z.array(z.string()),
  /** this principal sees masks in place of customers' values (D13) */
  masked: z.boolean(),
  channels: z.array(Channel),
  ticketFields: z.array(TicketField),
  customerFields: z.array(z.object({ code: FieldCode, label: z.string() })),
  defaultCountry: z.string(),
  /** what the host has yet to set up for server information; empty when it can be sent (R36) */
  serverInformation: z.object({ missing: z.array(ServerInformationPart) }),
  /** whether a key can be looked at again after it was made */
  keyDisplay: KeyDisplay,
  /** the kinds of security a lookup API may have here */
  securityModes: z.array(SecurityMode),
});
export type ServiceDescription = z.infer<typeof ServiceDescription>;
