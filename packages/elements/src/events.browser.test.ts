import { expect, fixture, html } from '@open-wc/testing';
import { ask, tell } from './events.js';
import './customer-list/customer-list.events.js';

describe('events of the elements', () => {
  it('reach a listener anywhere on the page, which knows what they carry', async () => {
    const element = await fixture<HTMLElement>(html`<div></div>`);
    const heard: string[] = [];
    const gone = new AbortController();
    const { signal } = gone;
    document.addEventListener(
      'deskcard-customer-opened',
      ({ detail }) => heard.push(`document ${detail.customerNumber}`),
      { signal },
    );
    window.addEventListener(
      'deskcard-customer-opened',
      ({ detail }) => heard.push(`window ${detail.customerNumber}`),
      { signal },
    );
    document.addEventListener('deskcard-before-customer-open', (event) => event.preventDefault(), { signal });
    tell(element, 'deskcard-customer-opened', { customerNumber: '10000001' });
    expect(ask(element, 'deskcard-before-customer-open', { customerNumber: '10000001' })).to.equal(false);
    gone.abort();
    expect(heard).to.deep.equal(['document 10000001', 'window 10000001']);
  });
});
