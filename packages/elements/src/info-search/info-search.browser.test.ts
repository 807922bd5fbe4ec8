import { expect } from '@open-wc/testing';
import { lookupDesk } from '../../test/lookup-desk.js';
import { clearPage, inside, press, put, shownText, until } from '../../test/page.js';
import './define.js';

const call = { ticketId: 'T-1', channelId: 'call', fields: { phone: '010-2345-6789' } };
const chat = { ...call, channelId: 'chat' };

describe('<info-search>', () => {
  afterEach(clearPage);

  it('looks up, by itself, whoever calls on a linked channel and shows the values (R53)', async () => {
    const office = await lookupDesk();
    office.answer = () => ({ data: { name: '김민서', level: 'Gold' } });
    const panel = put('info-search', { desk: office.desk, ticket: call });
    await until(() => shownText(panel).includes('Member service: Found'), 'the outcome');
    expect(shownText(inside(panel, '.results'))).to.include('김민서');
    expect(office.calls.map(({ inputs }) => inputs)).to.deep.equal([
      { tel: '010-2345-6789', shop: 'online' },
    ]);
  });

  it('searches with what stands in the inputs when the agent presses Enter (R49, R50)', async () => {
    const office = await lookupDesk();
    office.answer = () => ({ data: { name: '김민서' } });
    const panel = put('info-search', { desk: office.desk, ticket: chat });
    await until(() => panel.shadowRoot!.querySelector('.input'), 'the inputs');
    panel.focus();
    await press('Enter');
    await until(() => shownText(panel).includes('Member service: Found'), 'the outcome');
  });
});
