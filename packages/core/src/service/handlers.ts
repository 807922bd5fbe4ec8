/** What a screen asks before it draws itself: what is switched on, and what the person in front of it may do. */
import type { Handlers } from '../handler.js';
import { securityModes } from '../lookup/definition.js';
import { missingParts } from '../mail/handlers.js';
import { seesMasks } from '../privacy/masker.js';
import { permittedOperations } from './permit.js';

export const serviceHandlers = {
  'service.describe': async (_tx, _input, { settings, principal, cipher, agentDirectory, mailer }) => ({
    customerManagement: settings.customerManagement,
    openApi: settings.openApi,
    user: principal.user,
    role: principal.role,
    permitted: permittedOperations(principal, settings),
    masked: seesMasks(principal),
    channels: settings.channels,
    ticketFields: settings.ticketFields,
    customerFields: settings.customerFields,
    defaultCountry: settings.defaultCountry,
    serverInformation: { missing: missingParts({ settings, agentDirectory, mailer }) },
    keyDisplay: settings.keyDisplay,
    securityModes: securityModes(cipher),
  }),
} satisfies Partial<Handlers>;
