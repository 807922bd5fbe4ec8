/** English for server information, which `<api-settings>` loads when it is first opened. */
import type { MailOutcome, ServerInformationPart } from '@deskcard/core';
import { plural } from './plural.js';

const lang = 'en';

const missing: Readonly<Record<ServerInformationPart, string>> = {
  addresses: 'The addresses that calls leave from: whoever runs the server enters them.',
  agentDirectory: 'The list of agents, among whom recipients are searched.',
  mailer: 'A mail server.',
};

const outcomes: Readonly<Record<MailOutcome, string>> = {
  sent: 'Sent: the mail server took it',
  refused: 'Refused by the mail server; check the address',
  unknownAgent: 'Not sent: no longer among the agents',
  invalidAddress: 'Not sent: no usable e-mail address',
  notSent: 'Not sent; sending it again is safe',
  uncertain: 'It is not known whether it was sent; ask before you send it again',
};

export const serverInformation = {
  title: 'Server information',
  intro:
    'The provider’s firewall must let our calls through. Send the people in charge the addresses that calls come from.',
  missing: 'This cannot be sent yet. Whoever runs this service has to set up:',
  missingParts: missing,
  pageOnly: 'A desk that runs in the page alone, without a gateway, has no such addresses and sends no mail.',
  addresses: 'Addresses',
  copied: 'The addresses are copied.',
  copyByHand: 'Copy the selected text with the keyboard.',
  mail: 'Send by mail',
  about: 'Lookup API',
  aboutNone: 'None in particular',
  recipients: 'Recipients',
  recipientsHint: 'Type a name or an e-mail address, then choose with ↓ and Enter.',
  found: (count: number, isMore: boolean): string =>
    isMore
      ? `The first ${count}; type more to see others.`
      : plural(lang, count, { one: '# agent found', other: '# agents found' }),
  none: 'No agent is called so.',
  searching: 'Searching',
  chosen: (count: number): string => plural(lang, count, { one: '# recipient', other: '# recipients' }),
  added: (name: string): string => `Added: ${name}`,
  taken: (name: string): string => `Removed: ${name}`,
  full: 'At most 50 at once.',
  choose: 'Choose at least one recipient.',
  note: 'Note (optional)',
  language: 'Language of the mail',
  languages: { ko: 'Korean', en: 'English' },
  send: 'Send mail',
  sending: 'Sending',
  sent: (count: number, all: number): string =>
    count === all
      ? plural(lang, count, { one: 'Sent to # recipient.', other: 'Sent to # recipients.' })
      : `Sent to ${count} of ${all}.`,
  results: 'What became of each mail',
  outcomes,
};
