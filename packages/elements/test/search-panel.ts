/** What tests do with an information search on the page. */
import type { InfoSearchTicket } from '../src/lookups/section.js';
import type { InfoSearch } from '../src/info-search/info-search.js';
import type { LookupDesk } from './lookup-desk.js';
import { inside, put, shownText, until } from './page.js';

/** A call from a number that the members API looks up by itself. */
export const callTicket: InfoSearchTicket = {
  ticketId: 'T-1',
  channelId: 'call',
  fields: { phone: '010-2345-6789' },
};
/** The same customer on a channel that is not linked: nothing runs by itself. */
export const webTicket: InfoSearchTicket = { ...callTicket, channelId: 'web' };

/** The panel on the page, once its sections are there. */
export async function openPanel(
  office: Pick<LookupDesk, 'desk'>,
  ticket: InfoSearchTicket | undefined,
  properties: Partial<InfoSearch> = {},
): Promise<InfoSearch> {
  const panel = put('info-search', { desk: office.desk, ticket, ...properties });
  await until(() => panel.shadowRoot?.querySelector('.api'), 'the sections');
  return panel;
}

/** The nth section, from 0. */
export function section(panel: InfoSearch, index = 0): HTMLElement {
  return panel.shadowRoot!.querySelectorAll<HTMLElement>('.api')[index]!;
}

/** The input with this label. */
export function input(panel: InfoSearch, label: string): HTMLInputElement & HTMLSelectElement {
  const labels = [...panel.shadowRoot!.querySelectorAll('label')];
  const found = labels.find((each) => plain(each).replace(/ \*.*/, '') === label);
  if (!found) throw new Error(`There is no input ${label}.`);
  return inside(panel, `#${found.htmlFor}`);
}

/** What stands below an input: what is wrong with it. */
export function faultAt(panel: InfoSearch, label: string): string {
  return plain(panel.shadowRoot!.querySelector(`#${input(panel, label).id}-fault`));
}

/** Types into an input as a person would have it at the end. */
export function enter(panel: InfoSearch, label: string, value: string): void {
  const control = input(panel, label);
  control.value = value;
  control.dispatchEvent(new Event(control.localName === 'select' ? 'change' : 'input', { bubbles: true }));
}

/** The result fields of a section as `name: value`. */
export function results(panel: InfoSearch, index = 0): string[] {
  const rows = section(panel, index).querySelectorAll('.results > div');
  return [...rows].map((row) => {
    const value = row.querySelector('.text') ?? row.querySelector('dd');
    return `${plain(row.querySelector('dt'))}: ${value?.textContent?.trim() ?? ''}`;
  });
}

/** What the status line of a section says. */
export function says(panel: InfoSearch, index = 0): string {
  return plain(section(panel, index).querySelector('form .status'));
}

/** What a section says about the fields it filled. */
export function fillNote(panel: InfoSearch, index = 0): string {
  const place = section(panel, index);
  const lines = [...place.querySelectorAll('.results ~ .status, .problems li')];
  return lines.map(seen).filter(Boolean).join(' | ');
}

export function searchButton(panel: InfoSearch, index = 0): HTMLButtonElement {
  return section(panel, index).querySelector<HTMLButtonElement>('.search')!;
}

/** The first button with this text. */
export function buttonSaying(panel: InfoSearch, text: string): HTMLButtonElement {
  const buttons = [...panel.shadowRoot!.querySelectorAll('button')];
  const found = buttons.find((button) => plain(button) === text);
  if (!found) throw new Error(`There is no button ${text} in: ${shownText(panel)}`);
  return found;
}

/** The rows of the matching tickets. */
export function matchingRows(panel: InfoSearch): string[] {
  return [...panel.shadowRoot!.querySelectorAll('.ticket')].map(plain);
}

/** What is open below the selected one. */
export function customerCard(panel: InfoSearch): string {
  return seen(panel.shadowRoot!.querySelector('.card'));
}

/** The text of an element as it is laid out, in one line. */
function seen(element: Element | null): string {
  return ((element as HTMLElement | null)?.innerText ?? '').replace(/\s+/g, ' ').trim();
}

/** The text of an element with its spaces made plain. */
export function plain(element: Element | null): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
}
