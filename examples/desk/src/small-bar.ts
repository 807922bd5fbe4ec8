/** The bar of the pages beside the helpdesk: what this is, and the ways on from here. */
import { h, type Child } from './dom.js';
import type { Texts } from './texts-en.js';

export function smallBar(t: Texts, title: string, hint: string, ways: Child): HTMLElement {
  return h(
    'header',
    { class: 'top' },
    h('div', { class: 'brand' }, h('img', { src: '/icon.svg', alt: t.product, width: 24, height: 24 })),
    h('div', { class: 'grow page-title' }, h('h1', {}, title), h('p', { class: 'muted' }, hint)),
    h('nav', { class: 'wishes', 'aria-label': t.nav.label }, ways),
  );
}
