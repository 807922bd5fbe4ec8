/** Channels and statuses as small labels: a colour and a word. */
import { builtInChannels, type TicketStatus } from 'deskcard';
import type { App } from './app.js';
import { h } from './dom.js';

export function channelName({ t }: App, channelId: string): string {
  return t.channel[channelId] ?? channelId;
}

export function channelLabel(app: App, channelId: string): HTMLElement {
  const mark = h('i', { class: 'mark', 'aria-hidden': 'true' });
  mark.style.backgroundColor = builtInChannels.find(({ id }) => id === channelId)?.color ?? '';
  return h('span', { class: 'channel' }, mark, channelName(app, channelId));
}

export function statusLabel({ t }: App, status: TicketStatus): HTMLElement {
  return h('span', { class: `status-label ${status}` }, t.status[status]);
}
