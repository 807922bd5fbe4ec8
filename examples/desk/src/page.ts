/** The whole page, drawn anew when somebody else works here or in another language; what is open stays open. */
import type { App } from './app.js';
import { fill, h } from './dom.js';
import { settingsPage } from './settings-page.js';
import { sidePane } from './side-pane.js';
import { ticketList, type ListFilter } from './ticket-list.js';
import { ticketPane } from './ticket-pane.js';
import { topBar, type TopBarActions } from './top-bar.js';

export interface Page {
  /** Draws everything in the language and for the role of `app.preferences`. */
  draw(): void;
}

export function createPage(app: App, actions: TopBarActions): Page {
  const root = h('div', { class: 'page' });
  // The elements of Deskcard that have something to lose stay when the page around them is drawn anew.
  const search = h('info-search');
  const connections = h('field-connections');
  const merge = h('merge-dialog', { id: 'merge' });
  const fields = h('customer-fields', { 'no-save': true, 'merge-dialog': merge.id });
  app.customerFields = fields;
  const filter: ListFilter = { text: '', status: '', channel: '' };
  let drawn = new AbortController();
  document.body.replaceChildren(root, merge, app.notes.element);

  app.mergeDialog = (view) => {
    if (app.customerNumber === undefined) return;
    merge.customerNumber = app.customerNumber;
    merge.ticketId = app.otherCustomer === undefined ? app.ticketId : undefined;
    merge.otherNumbers = undefined;
    merge.view = view;
    merge.show();
  };

  return {
    draw() {
      drawn.abort();
      drawn = new AbortController();
      const { signal } = drawn;
      const { t, preferences } = app;
      document.documentElement.lang = preferences.elements;
      document.documentElement.dataset['theme'] = preferences.theme;
      document.documentElement.dataset['density'] = preferences.density;
      app.notes.speak(t.close);
      const panes = h(
        'div',
        { class: 'panes' },
        ticketList(app, filter, signal),
        ticketPane(app, signal),
        sidePane(app, search, signal),
      );
      const settings = settingsPage(app, connections);
      fill(root, skipLinks(app), topBar(app, actions, signal), panes, settings);
      const show = (): void => {
        root.dataset['area'] = app.area;
        root.dataset['pane'] = app.pane;
        panes.hidden = app.area !== 'tickets';
        settings.hidden = app.area !== 'settings';
        const subject = app.area === 'tickets' ? app.ticket?.fields['subject'] : t.settings.title;
        document.title = subject ? `${subject} · ${t.product}` : t.product;
      };
      app.moved.add(show, signal);
      show();
    },
  };
}

/** Seen when one comes to them with the Tab key. */
function skipLinks({ t }: App): HTMLElement {
  const link = (target: string, words: string): HTMLElement => {
    const jump = (event: Event): void => {
      event.preventDefault();
      const place = document.querySelector<HTMLElement>(target);
      place?.focus();
    };
    return h('a', { href: '#', onclick: jump }, words);
  };
  return h(
    'nav',
    { class: 'skip', 'aria-label': t.skip },
    link('#list [tabindex="0"]', t.skipToList),
    link('#ticket', t.skipToTicket),
    link('#side', t.skipToSide),
  );
}
