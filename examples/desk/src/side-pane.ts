/** The side area: Deskcard's information search, and the customer with everything they ever asked (R11, R47, R52). */
import type { App } from './app.js';
import { customerView } from './customer-view.js';
import { h } from './dom.js';
import { backButton } from './ticket-head.js';

type Tab = App['sideTab'];
const tabs: readonly Tab[] = ['search', 'customer'];

/** `search` is kept when the page is drawn anew, so that its results stay. */
export function sidePane(
  app: App,
  search: HTMLElementTagNameMap['info-search'],
  signal: AbortSignal,
): HTMLElement {
  const { t } = app;
  const info = h('customer-info');
  const panels: Record<Tab, HTMLElement> = {
    search: panel('search', search),
    customer: panel('customer', customerView(app, info, signal)),
  };
  const buttons = tabs.map((tab) =>
    h(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${tab}`,
        'aria-controls': `panel-${tab}`,
        onclick: () => app.showSide(tab),
      },
      t.side[tab],
    ),
  );
  const list = h('div', { class: 'tabs', role: 'tablist', 'aria-label': t.side.label }, buttons);
  list.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    app.showSide(app.sideTab === 'search' ? 'customer' : 'search');
    list.querySelector<HTMLElement>('[aria-selected=true]')?.focus();
  });

  const draw = (): void => {
    tabs.forEach((tab, index) => {
      const isShown = app.sideTab === tab;
      panels[tab].hidden = !isShown;
      buttons[index]!.setAttribute('aria-selected', String(isShown));
      buttons[index]!.tabIndex = isShown ? 0 : -1;
    });
  };
  app.moved.add(draw, signal);
  draw();
  feed(app, search, info, signal);
  return h(
    'aside',
    { class: 'pane side-pane', id: 'side', tabindex: '-1', 'aria-label': t.side.label },
    h('div', { class: 'side-head' }, backButton(app, 'ticket'), list),
    panels.search,
    panels.customer,
  );
}

function panel(tab: Tab, content: HTMLElement): HTMLElement {
  return h(
    'div',
    { class: 'panel', role: 'tabpanel', id: `panel-${tab}`, 'aria-labelledby': `tab-${tab}` },
    content,
  );
}

/**
 * Both work on the ticket as it stands on the screen, saved or not; the side tab on another one while that is chosen
 * among the matching tickets (R52).
 */
function feed(
  app: App,
  search: HTMLElementTagNameMap['info-search'],
  info: HTMLElementTagNameMap['customer-info'],
  signal: AbortSignal,
): void {
  let fed = '';
  const give = (): void => {
    const { ticket, otherCustomer, otherTicketId } = app;
    const next = ticket && {
      ticketId: ticket.ticketId,
      channelId: ticket.channelId,
      customerNumber: ticket.customerNumber,
      fields: app.values,
    };
    const key = JSON.stringify([next, otherCustomer, otherTicketId]);
    if (key === fed) return;
    fed = key;
    search.ticket = next;
    info.ticket = otherCustomer === undefined ? next : undefined;
    info.ticketId = otherTicketId;
    info.customerNumber = otherCustomer;
  };
  app.moved.add(give, signal);
  app.book.changed.add(give, signal);
  app.drafts.changed.add(give, signal);
  give();
}
