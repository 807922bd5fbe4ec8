import { expect } from '@open-wc/testing';
import { arrive } from '../../test/duplicate-desk.js';
import { counter } from '../../test/fields-page.js';
import { clearPage, shownText, until } from '../../test/page.js';
import { partNetwork, type PartNetwork } from '../../test/part-network.js';
import { strictPage, type StrictPage } from '../../test/strict-page.js';
import type { CustomerFields } from './customer-fields.js';

describe('<customer-fields>, before its part is there', () => {
  let network: PartNetwork;
  let page: StrictPage;

  before(async () => {
    network = await partNetwork();
  });
  after(() => network.stop());
  beforeEach(async () => {
    page = await strictPage(new URL('./define.ts', import.meta.url).href);
    await page.document.defaultView!.customElements.whenDefined('customer-fields');
  });
  afterEach(async () => {
    network.heal();
    page.close();
    await clearPage();
  });

  async function add(): Promise<CustomerFields> {
    const { desk } = await counter();
    const fields = Object.assign(page.document.createElement('customer-fields'), { desk, ticketId: 'T-3' });
    page.document.body.append(fields);
    return fields;
  }
  const textOf = (fields: CustomerFields): string => shownText(fields.shadowRoot);

  it('shows grey lines, then the fields; a fill that came meanwhile is in its field', async () => {
    const letCome = network.hold();
    const fields = await add();
    await until(() => fields.shadowRoot?.querySelector('.skeleton'), 'the grey lines');
    const text = { fieldCode: 'usercode', text: 'mina90', itemId: 'id', screenName: '' };
    const filled = fields.fill('members', [text]);
    letCome();
    expect(await filled).to.deep.equal([]);
    await until(() => fields.values['usercode'] === 'mina90', 'the fill');
    expect(page.violations).to.deep.equal([]);
  });

  it('says that who else the customer may be could not be loaded, and tries again (B4)', async () => {
    const { desk, elsewhere } = await counter();
    await arrive(elsewhere, 'email', {
      name: '김민아',
      phone: '010-1111-2222',
      mail: 'mina.kim@example.org',
    });
    const fields = Object.assign(page.document.createElement('customer-fields'), { desk, ticketId: 'T-4' });
    page.document.body.append(fields);
    await until(() => fields.shadowRoot?.querySelector('.cell'), 'the fields');
    network.fail();
    fields.ticketId = 'T-3';
    await until(() => textOf(fields).includes('This could not be loaded.'), 'why');
    network.heal();
    await until(() => {
      fields.shadowRoot!.querySelector<HTMLElement>('.status .button')?.click();
      return fields.shadowRoot!.querySelector('.suggested');
    }, 'the other customer');
  });

  it('says that it did not come, and tries again', async () => {
    network.fail();
    const fields = await add();
    await until(() => textOf(fields).includes('This could not be loaded.'), 'why');
    network.heal();
    const retry = fields.shadowRoot!.querySelector<HTMLElement>('.status .button')!;
    await until(() => {
      retry.click();
      return fields.shadowRoot!.querySelector('.cell');
    }, 'the fields');
  });
});
