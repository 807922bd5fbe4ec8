/** What Deskcard must know of this helpdesk, in the language of whoever asks: its ticket fields and its channels. */
import { builtInChannels, type ServiceSettings } from '@deskcard/core';
import { sandboxTicketFields } from '@deskcard/testing/fixtures';
import { en } from './texts-en.js';
import { ko } from './texts-ko.js';

export type Language = 'ko' | 'en';
export type Service = Pick<ServiceSettings, 'ticketFields' | 'channels'>;

export function serviceIn(language: Language): Service {
  const labels = { ko, en }[language].channel;
  const channels = builtInChannels.map((each) => ({ ...each, label: labels[each.id] ?? each.label }));
  return { ticketFields: sandboxTicketFields(language), channels };
}
