/**
 * Server information (R36): a provider must open its firewall to us, so an administrator sends the agents in charge
 * the addresses our calls come from.
 */
import * as z from 'zod/mini';
import { readAddressRange } from '../mail/address-range.js';

/** Somebody of the host's staff, as the host's directory knows them. */
export const Agent = z.object({ userId: z.string(), name: z.string(), email: z.string() });
export type Agent = z.infer<typeof Agent>;

/** What a host tells us about its servers. */
export const ServerInformationSettings = z.object({
  /** IP addresses or CIDR ranges the lookups leave from; a server behind NAT cannot find them out by itself */
  addresses: z
    .array(z.string().check(z.refine((text) => readAddressRange(text) !== undefined)))
    .check(z.maxLength(100)),
  /** stands under the mail, as in `Example Helpdesk` */
  serviceName: z.optional(z.string().check(z.maxLength(100))),
});
export type ServerInformationSettings = z.infer<typeof ServerInformationSettings>;

/** What a host has to set up before server information can be sent. */
export const ServerInformationPart = z.enum(['addresses', 'agentDirectory', 'mailer']);
export type ServerInformationPart = z.infer<typeof ServerInformationPart>;

export const ServerInformation = z.object({
  /** each once, in the host's order; empty when the host set none */
  addresses: z.array(z.string()),
  serviceName: z.optional(z.string()),
});
export type ServerInformation = z.infer<typeof ServerInformation>;

const UserId = z.string().check(z.minLength(1), z.maxLength(200));

export const ServerInformationMail = z.object({
  userIds: z.array(UserId).check(z.minLength(1), z.maxLength(50)),
  /** the lookup API whose firewall it is about */
  apiId: z.optional(z.string()),
  note: z.optional(z.string().check(z.maxLength(1000))),
  /** of the mail */
  language: z.enum(['ko', 'en']),
});
export type ServerInformationMail = z.infer<typeof ServerInformationMail>;

/**
 * - `sent`: the mail server took the mail
 * - `refused`: the mail server refused it for this recipient
 * - `unknownAgent`: not in the directory; nothing was sent
 * - `invalidAddress`: the directory has no usable e-mail address; nothing was sent
 * - `notSent`: the mail server failed before this mail was handed over, or the time was up; sending again is safe
 * - `uncertain`: it was handed over, but whether the mail server took it is not known
 */
export const MailOutcome = z.enum([
  'sent',
  'refused',
  'unknownAgent',
  'invalidAddress',
  'notSent',
  'uncertain',
]);
export type MailOutcome = z.infer<typeof MailOutcome>;

export const MailResult = z.object({
  userId: z.string(),
  outcome: MailOutcome,
  /** where it was sent to */
  email: z.optional(z.string()),
  /** the mail server's own words, or what was wrong with the mail server */
  detail: z.optional(z.string()),
});
export type MailResult = z.infer<typeof MailResult>;
