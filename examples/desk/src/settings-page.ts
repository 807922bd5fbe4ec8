/** R2: the management screens, for administrators alone; all of them are Deskcard's. */
import type { App } from './app.js';
import { h } from './dom.js';

const order = ['apis', 'customers', 'duplicates', 'connections', 'grades'] as const;
type Section = (typeof order)[number];

/** `connections` are kept when the page is drawn anew, so that nothing chosen is lost. */
export function settingsPage(app: App, connections: HTMLElement): HTMLElement {
  const { t, preferences } = app;
  if (preferences.role !== 'admin') {
    return h(
      'main',
      { class: 'settings', id: 'settings', tabindex: '-1' },
      h('p', { class: 'nothing' }, t.settings.adminOnly),
    );
  }
  const sections: Record<Section, HTMLElement> = {
    customers: h(
      'div',
      { class: 'settings-body wide' },
      h(
        'section',
        { class: 'card' },
        h('h2', {}, t.settings.customers),
        h('customer-list', { 'merge-dialog': 'merge' }),
      ),
    ),
    duplicates: h(
      'div',
      { class: 'settings-body' },
      h(
        'section',
        { class: 'card', 'aria-label': t.settings.duplicates },
        h('h2', {}, t.settings.duplicates),
        h('duplicate-queue', { 'merge-dialog': 'merge' }),
      ),
    ),
    apis: h(
      'div',
      { class: 'settings-body' },
      h(
        'section',
        { class: 'card', 'aria-label': t.settings.apis },
        h('h2', {}, t.settings.apis),
        h('api-settings'),
      ),
    ),
    connections: h(
      'div',
      { class: 'settings-body' },
      h(
        'section',
        { class: 'card', 'aria-label': t.settings.connections },
        h('h2', {}, t.settings.connections),
        connections,
      ),
    ),
    grades: h(
      'div',
      { class: 'settings-body' },
      h('h2', { class: 'said' }, t.settings.grades),
      h('div', { class: 'card' }, h('grade-settings')),
      h('div', { class: 'card' }, h('grade-members')),
    ),
  };
  const buttons = order.map((section) =>
    h('button', { type: 'button', onclick: () => show(section) }, t.settings[section]),
  );
  const show = (chosen: Section): void => {
    order.forEach((section, index) => {
      sections[section].hidden = section !== chosen;
      if (section === chosen) buttons[index]!.setAttribute('aria-current', 'page');
      else buttons[index]!.removeAttribute('aria-current');
    });
  };
  show('apis');
  return h(
    'main',
    { class: 'settings', id: 'settings', tabindex: '-1', 'aria-label': t.settings.title },
    h(
      'nav',
      { class: 'settings-nav', 'aria-label': t.settings.title },
      h('h1', {}, t.settings.title),
      buttons,
    ),
    order.map((section) => sections[section]),
  );
}
