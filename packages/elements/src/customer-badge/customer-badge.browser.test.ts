import { expect } from '@open-wc/testing';
import { expectAccessible } from '../../test/accessible.js';
import { fakeDesk } from '../../test/fake-desk.js';
import { clearPage, put, shownText, until } from '../../test/page.js';
import './define.js';

const vip = { gradeId: 'g1', name: 'VIP', color: '#7a4f9a', order: 0, version: 1 };
const gold = { gradeId: 'g2', name: 'Gold', color: '#e8b923', order: 1, version: 1 };

describe('<customer-badge>', () => {
  afterEach(clearPage);

  it('shows every grade of a ticket in grade order (R24, D7)', async () => {
    const { desk } = fakeDesk({ 'grades.match': () => ({ items: [[vip, gold]] }) });
    const badge = put('customer-badge', { desk, ticketId: 'T-1' });
    await until(() => shownText(badge) === 'Grade: VIP, Gold', 'both grades');
  });

  it('can be read by everyone, on light and on dark', async () => {
    const badge = put('customer-badge', { grades: [vip, gold] });
    await badge.updateComplete;
    await expectAccessible(badge);
    expect(shownText(badge)).to.equal('Grade: VIP, Gold');
  });
});
