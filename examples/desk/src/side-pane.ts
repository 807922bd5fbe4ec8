/** The side area: the information search of Deskcard, and the customer with everything they ever asked (R11, R47). */
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
  const panels: Record<Tab, HTMLElement> = {
    search: panel('search', search),
    customer: panel('customer', customerView(app, signal)),
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
  feed(app, search, signal);
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

/** The search works on the ticket as it stands on the screen, saved or not. */
function feed(app: App, search: HTMLElementTagNameMap['info-search'], signal: AbortSignal): void {
  let fed = '';
  const give = (): void => {
    const { ticket } = app;
    if (!ticket) return void (search.ticket = undefined);
    const { ticketId, channelId, customerNumber } = ticket;
    const next = { ticketId, channelId, customerNumber, fields: app.values };
    const key = JSON.stringify(next);
    if (key === fed) return;
    fed = key;
    search.ticket = next;
  };
  app.moved.add(give, signal);
  app.book.changed.add(give, signal);
  app.drafts.changed.add(give, signal);
  give();
}
