import { expect } from '@open-wc/testing';
import { customerOffice, lines } from '../../test/customer-office.js';
import { clearPage, put, shownText, until } from '../../test/page.js';
import { partNetwork, type PartNetwork } from '../../test/part-network.js';
import { strictPage, type StrictPage } from '../../test/strict-page.js';
import type { CustomerList } from './customer-list.js';

let network: PartNetwork;

before(async () => {
  network = await partNetwork();
});
after(() => network.stop());

describe('<customer-list>, what is loaded when it is needed', () => {
  let page: StrictPage;
  beforeEach(async () => {
    page = await strictPage(new URL('./define.ts', import.meta.url).href);
    await page.document.defaultView!.customElements.whenDefined('customer-list');
  });
  afterEach(async () => {
    expect(page.violations).to.deep.equal([]);
    page.close();
    network.heal();
    await clearPage();
  });

  const open = async (): Promise<CustomerList> => {
    const { desk } = await customerOffice();
    const list = Object.assign(page.document.createElement('customer-list'), { desk });
    page.document.body.append(list);
    return list;
  };

  it('is the list first, then the customer, then the files, each once', async () => {
    const list = await open();
    await until(() => lines(list).length === 3, 'the rows');
    expect(network.asked).to.deep.equal(['customer-rows']);
    lines(list)[0]!.click();
    await until(() => list.shadowRoot!.querySelector('.values'), 'the customer');
    await until(() => list.shadowRoot!.querySelector('#may-be'), 'who else they may be');
    list.shadowRoot!.querySelector('dialog')!.close();
    list.shadowRoot!.querySelector<HTMLElement>('#export')!.click();
    await until(() => list.shadowRoot!.querySelector('#start'), 'the export');
    expect(network.asked).to.deep.equal(['customer-rows', 'customer-view', 'suggested', 'customer-transfer']);
  });
});

describe('<customer-list>, what does not come when it is needed', () => {
  const retry = (list: CustomerList): HTMLElement =>
    [...list.shadowRoot!.querySelectorAll('button')].find((each) => shownText(each) === 'Try again')!;

  afterEach(async () => {
    network.heal();
    await clearPage();
  });

  it('says when a part did not come, in the list and in the dialog, and tries again', async () => {
    network.fail();
    const list = put('customer-list', { desk: (await customerOffice()).desk });
    await until(() => shownText(list).includes('This could not be loaded.'), 'the failure');
    network.heal();
    retry(list).click();
    await until(() => lines(list).length === 3, 'the rows');
    network.fail();
    lines(list)[0]!.click();
    await until(() => list.shadowRoot!.querySelector('dialog')!.open, 'the dialog');
    await until(() => shownText(list).includes('This could not be loaded.'), 'the failure');
    network.heal();
    retry(list).click();
    await until(() => list.shadowRoot!.querySelector('.values'), 'the customer');
    expect(list.shadowRoot!.activeElement?.id).to.equal('dialog-title');
  });

  it('says when the question before a deletion did not come, deletes nothing, and tries again', async () => {
    const list = put('customer-list', { desk: (await customerOffice()).desk });
    await until(() => lines(list).length === 3, 'the rows');
    lines(list)[0]!.click();
    const offer = () => list.shadowRoot!.querySelector<HTMLElement>('#delete-customer');
    await until(offer, 'the customer');
    network.fail();
    offer()!.click();
    await until(() => shownText(list).includes('This could not be loaded.'), 'the failure');
    network.heal();
    retry(list).click();
    await until(() => list.shadowRoot!.querySelector('#delete-question'), 'the question');
  });
});
