import { expect } from '@open-wc/testing';
import { html, render, type TemplateResult } from 'lit';
import { clearPage, press } from '../test/page.js';
import { keepFocus } from './keep-focus.js';
import { button } from './parts/button.js';
import { status } from './parts/status.js';

/** Draws into a shadow root of the page, as an element does. */
function page(): { root: ShadowRoot; draw: (template: TemplateResult) => void } {
  const host = document.body.appendChild(document.createElement('div'));
  const root = host.attachShadow({ mode: 'open' });
  return { root, draw: (template) => keepFocus(root, () => render(template, root)) };
}

const failed = (again: () => void) =>
  status({ kind: 'error', text: 'No answer', action: button('Try again', again) });
const busy = status({ kind: 'busy', text: 'Loading…' });
const rows = (...ids: string[]) => html`${ids.map((id) => html`<button id=${id}>${id}</button>`)}`;

describe('drawing an element anew', () => {
  afterEach(async () => {
    await clearPage();
    document.body.replaceChildren();
  });

  it('takes the focus along with a line that stands elsewhere now', () => {
    const { root, draw } = page();
    draw(rows('mina', 'taeho'));
    root.getElementById('mina')!.focus();
    draw(rows('yujin', 'mina', 'taeho'));
    expect(root.activeElement?.id).to.equal('mina');
    draw(rows('mina'));
    expect(root.activeElement?.id).to.equal('mina');
  });

  it('leaves it to the line of status when the button in it goes, and there it stays', async () => {
    const { root, draw } = page();
    draw(failed(() => draw(busy)));
    root.querySelector('button')!.focus();
    await press('Enter');
    const line = root.querySelector('[role=status]');
    expect(root.activeElement === line, 'the focus is on the line').to.equal(true);
    draw(failed(() => undefined));
    expect(root.activeElement === line, 'and stays there').to.equal(true);
  });

  it('leaves it to what can be done in the form in which a button goes', () => {
    const { root, draw } = page();
    const form = (isRunning: boolean) =>
      html`<form>
        <button class="search">Search</button>${isRunning ? html`<button id="cancel">Cancel</button>` : ''}
      </form>`;
    draw(form(true));
    root.getElementById('cancel')!.focus();
    draw(form(false));
    expect(root.activeElement?.className).to.equal('search');
  });

  it('takes it from nobody else on the page', () => {
    const { draw } = page();
    const elsewhere = document.body.appendChild(document.createElement('input'));
    draw(html`<section>${failed(() => undefined)}</section>`);
    elsewhere.focus();
    draw(html`<section>${busy}</section>`);
    expect(document.activeElement === elsewhere).to.equal(true);
  });
});
