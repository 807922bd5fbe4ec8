import { expect } from '@open-wc/testing';
import { lookupDesk, membersApi, ordersApi, type LookupDesk } from '../../test/lookup-desk.js';
import {
  clearPage,
  focused,
  inside,
  nextEvent,
  press,
  put,
  shownText,
  type,
  until,
} from '../../test/page.js';
import type { ApiSettings } from './api-settings.js';
import './define.js';

/** The settings of an administrator, loaded. */
async function open(office: LookupDesk): Promise<ApiSettings> {
  const settings = put('api-settings', { desk: office.admin });
  await until(() => settings.shadowRoot!.querySelector('#add'), 'the list');
  return settings;
}

function byText(settings: ApiSettings, selector: string, text: string): HTMLElement {
  const found = [...settings.shadowRoot!.querySelectorAll<HTMLElement>(selector)].find((each) =>
    (each.textContent ?? '').trim().startsWith(text),
  );
  if (!found) throw new Error(`no ${selector} says ${text}`);
  return found;
}

const names = (settings: ApiSettings): string[] =>
  [...settings.shadowRoot!.querySelectorAll('.apis .item b')].map((name) => name.textContent);

describe('<api-settings>', () => {
  afterEach(clearPage);

  it('lists the lookup APIs in their order (R30)', async () => {
    const settings = await open(await lookupDesk({ apis: [membersApi(), ordersApi()] }));
    expect(names(settings)).to.deep.equal(['Member service', 'Orders']);
    expect(shownText(inside(settings, '.apis'))).to.include('members.example.com');
  });

  it('adds one by keyboard alone, and says that a key was made (R30–R34)', async () => {
    const office = await lookupDesk({ apis: [] });
    const settings = await open(office);
    inside(settings, '#add').focus();
    await press('Enter');
    await until(() => focused()?.id === 'name', 'the focus in the name');
    await type('Members');
    await press('Tab');
    await type('https://members.example.com/customer');
    const saved = nextEvent(settings, 'deskcard-lookup-api-saved');
    await press('Enter');
    const { detail } = await saved;
    expect(detail.isNew).to.equal(true);
    expect(detail.api).to.deep.include({
      name: 'Members',
      security: { mode: 'signature', signedText: 'body+timestamp' },
    });
    await until(() => shownText(settings).includes('A key was made'), 'the word about the key');
    await until(() => names(settings).join() === 'Members', 'the list');
    byText(settings, 'button', 'Show').click();
    const { key } = await office.admin.lookups.showKey({ apiId: detail.api.apiId });
    await until(() => inside(settings, '.key code').textContent === key, 'the key');
  });
});
