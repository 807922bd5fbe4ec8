import { expect } from '@open-wc/testing';
import { clearPage, place, shownText } from '../test/page.js';
import { CustomerBadge } from './customer-badge/customer-badge.js';
import { defineAll } from './define-all.js';
import './define.js';
import { register } from './register.js';

/** What is written to the console as a warning meanwhile. */
function warnings(work: () => void): string[] {
  const heard: string[] = [];
  const warn = console.warn;
  console.warn = (...words: unknown[]) => heard.push(words.join(' '));
  try {
    work();
  } finally {
    console.warn = warn;
  }
  return heard;
}

class OtherVersion extends HTMLElement {
  static readonly version = '99.0.0';
}

describe('the tags of the elements', () => {
  afterEach(clearPage);

  it('are the plain names, and defining them again changes nothing and says nothing', () => {
    expect(customElements.get('customer-badge')).to.equal(CustomerBadge);
    expect(warnings(() => defineAll())).to.deep.equal([]);
    expect(customElements.get('customer-badge')).to.equal(CustomerBadge);
  });

  it('stay with the first copy on a page; another version is told about', () => {
    const heard = warnings(() => register('customer-badge', OtherVersion));
    expect(heard.length).to.equal(1);
    expect(heard[0]).to.contain('<customer-badge>').and.to.contain('99.0.0');
    expect(customElements.get('customer-badge')).to.equal(CustomerBadge);
  });

  it('stay with a host’s own element of that name, and the host is told', () => {
    class HostBadge extends HTMLElement {}
    customElements.define('host-badge', HostBadge);
    expect(warnings(() => register('host-badge', CustomerBadge))[0]).to.contain('other code');
    expect(customElements.get('host-badge')).to.equal(HostBadge);
  });

  it('take a host’s prefix, beside the plain names and as often as one likes', () => {
    expect(
      warnings(() => ['acme', 'acme-', 'other'].forEach((prefix) => defineAll({ prefix }))),
    ).to.deep.equal([]);
    const badge = document.createElement('acme-customer-badge') as CustomerBadge;
    badge.grades = [{ name: 'VIP', color: '#7a3fb0' }];
    place(badge);
    expect(badge instanceof CustomerBadge).to.equal(true);
    expect(shownText(badge)).to.equal('VIP');
    expect(customElements.get('other-customer-badge')).not.to.equal(undefined);
  });
});
