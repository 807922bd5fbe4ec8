/** What a host says about its service, with a working default for everything it leaves out. */
import * as z from 'zod/mini';
import { readBlocked, type IsBlocked } from '../customers/blocked.js';
import type { PhoneSettings } from '../customers/identifiers.js';
import { parseInput } from '../input.js';
import type { GivenSettings, ServiceSettings } from '../model/access.js';
import { builtInChannels } from '../model/channel.js';
import { DuplicateSettings } from '../model/duplicate.js';
import { systemTicketFields } from '../model/field.js';
import { ServerInformationSettings } from '../model/server-information.js';

/** The settings as the operations of one desk use them. */
export type DeskSettings = ServiceSettings & PhoneSettings & { readonly isBlocked: IsBlocked };

const usualDuplicates: DuplicateSettings = {
  least: 0.5,
  mostCustomersPerIdentifier: 10,
  blockedIdentifiers: [],
  guards: ['differentName', 'differentMemberId'],
};

/**
 * Checked when the desk is made: an address with a slip in it would open a provider's firewall to strangers, and a
 * blocked number with one would block nobody.
 */
const Checked = z.object({ serverInformation: ServerInformationSettings, duplicates: DuplicateSettings });

/** Throws `invalid_input` at what is not right. */
export function defaultSettings(given: GivenSettings = {}): ServiceSettings {
  const { serverInformation = { addresses: [] } } = given;
  const duplicates = { ...usualDuplicates, ...given.duplicates };
  return {
    customerManagement: true,
    openApi: true,
    defaultCountry: 'KR',
    ownNumbers: [],
    channels: [...builtInChannels],
    matchBy: { call: ['phone'], other: ['email'] },
    ticketFields: [...systemTicketFields],
    customerFields: [],
    allowInsecureProviders: false,
    keyDisplay: 'always',
    ...given,
    ...parseInput(Checked, { serverInformation, duplicates }),
  };
}

export function deskSettings(given?: GivenSettings): DeskSettings {
  const settings = { ...defaultSettings(given), lastPhones: new Map() };
  return { ...settings, isBlocked: readBlocked(settings) };
}

/** Throws `invalid_input` at everything for which a desk with these settings would not be made. */
export function checkSettings(given: GivenSettings): void {
  deskSettings(given);
}
