import { expect } from '@open-wc/testing';
import { DeskError, memoryStorage, type Desk, type FieldLink, type LookupApi } from '@deskcard/core';
import { provideDeskcard } from '../context.js';
import { ko } from '../locales/ko.js';
import { expectAccessible } from '../../test/accessible.js';
import { fakeDesk, type FakeDesk } from '../../test/fake-desk.js';
import {
  lookupDesk,
  membersApi,
  ordersApi,
  ticketFields,
  type LookupDesk,
  type LookupDeskOptions,
} from '../../test/lookup-desk.js';
import {
  clearPage,
  focused,
  inside,
  nextEvent,
  place,
  press,
  put,
  settle,
  shownText,
  type,
  until,
} from '../../test/page.js';
import type { FieldConnectionsElement } from './field-connections.js';
import './define.js';

const link = (resultItemId: string, fieldCode: string): FieldLink => ({ resultItemId, fieldCode });

async function open(
  desk: Desk,
  properties: Partial<FieldConnectionsElement> = {},
): Promise<FieldConnectionsElement> {
  const element = put('field-connections', { desk, ...properties });
  await until(() => element.shadowRoot!.querySelector('.intro'), 'the connections');
  return element;
}

const all = <T extends HTMLElement = HTMLElement>(element: Element, selector: string): T[] => [
  ...element.shadowRoot!.querySelectorAll<T>(selector),
];
const selects = (element: Element, item: string): HTMLSelectElement[] =>
  all<HTMLSelectElement>(element, 'select').filter(
    (each) => shownText(each.labels[0]!) === `Ticket field for ${item}`,
  );
const chosen = (element: Element, item: string): string[] => selects(element, item).map(({ value }) => value);
function choose(element: Element, item: string, code: string, at = 0): void {
  const select = selects(element, item)[at]!;
  select.value = code;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}
function buttonSaying(element: Element, text: string): HTMLElement {
  const found = all(element, 'button').find(
    (each) => shownText(each) === text || each.getAttribute('aria-label') === text,
  );
  if (!found) throw new Error(`There is no button ${text} in: ${shownText(element)}`);
  return found;
}
const says = (element: Element, index = 0): string => shownText(all(element, '.foot .status')[index] ?? null);
const summary = (element: Element, index = 0): string =>
  shownText(all(element, '.api > summary')[index] ?? null);
const savedLinks = async ({ admin }: LookupDesk): Promise<FieldLink[]> =>
  (await admin.connections.list()).items[0]!.links;
async function save(element: Element): Promise<void> {
  inside(element, '[part=save]').click();
  await until(() => says(element) === 'Saved.', 'that it is saved');
}

/** An administrator's desk whose answers a test may break. */
function breakable(office: LookupDesk): FakeDesk {
  return fakeDesk({
    'service.describe': () => office.admin.service.describe(),
    'lookups.list': () => office.admin.lookups.list(),
    'connections.list': () => office.admin.connections.list(),
    'connections.save': (input, options) => office.admin.connections.save(input, options),
  });
}

/** Another administrator saves, without this screen hearing of it. */
async function behindTheBack(office: LookupDesk, links: FieldLink[]): Promise<void> {
  const { apiId } = office.apis[0]!;
  await office.admin.connections.save({ apiId, links });
}

describe('<field-connections>', () => {
  afterEach(clearPage);

  it('connects a result item with a ticket field and saves it, with the keyboard alone (R54)', async () => {
    const office = await lookupDesk();
    const element = await open(office.admin);
    expect(summary(element)).to.equal('Member service 0 of 3 connected');
    selects(element, 'Level')[0]!.focus();
    await type('Members');
    await until(() => chosen(element, 'Level')[0] === 'grade', 'the choice');
    expect(summary(element)).to.equal('Member service 1 of 3 connected · not saved');
    expect(element.hasUnsavedChanges).to.equal(true);
    const saved = nextEvent(element, 'deskcard-connections-saved');
    while (shownText(focused()) !== 'Save') await press('Tab');
    await press('Enter');
    expect((await saved).detail.connections.links).to.deep.equal([link('level', 'grade')]);
    await until(() => says(element) === 'Saved.', 'that it is saved');
    expect(element.hasUnsavedChanges).to.equal(false);
    expect(await savedLinks(office)).to.deep.equal([link('level', 'grade')]);
  });

  it('offers text boxes and text areas with their lengths, and lists the others with the reason (R56)', async () => {
    const office = await lookupDesk();
    const element = await open(office.admin);
    const options = [...selects(element, 'Level')[0]!.options].map((each) => each.label.trim());
    expect(options).to.include('Membership (text box, at most 8 characters)');
    expect(options).to.include('Address (text area)');
    expect(options.join()).not.to.include('City');
    inside(element, '.unlinkable > summary').click();
    expect(shownText(inside(element, '.unlinkable'))).to.equal(
      '1 ticket field that cannot be connected Only text boxes and text areas take any text. ' +
        'These are of another type: City: drop-down',
    );
  });

  it('suggests where names agree, one by one or all at once, and saves nothing by that', async () => {
    const office = await lookupDesk({
      apis: [
        membersApi({
          resultItems: [
            { itemId: 'n', screenName: 'Name', dataName: 'fullName' },
            { itemId: 'm', screenName: 'Contact', dataName: 'customer.email' },
            { itemId: 'a', screenName: 'Address', dataName: 'addr' },
          ],
        }),
      ],
    });
    const element = await open(office.admin);
    buttonSaying(element, 'Use E-mail').click();
    await element.updateComplete;
    expect(chosen(element, 'Contact')).to.deep.equal(['mail']);
    await until(() => focused() === selects(element, 'Contact')[0], 'the focus where it was filled');
    buttonSaying(element, 'Use 2 suggestions').click();
    await element.updateComplete;
    expect([chosen(element, 'Name'), chosen(element, 'Address')]).to.deep.equal([['name'], ['address']]);
    await until(() => focused() === selects(element, 'Name')[0], 'the focus on the first of them');
    expect(all(element, '.suggestions').length).to.equal(0);
    expect(shownText(element)).to.include('2 fields chosen, not saved yet');
    expect(await savedLinks(office)).to.deep.equal([]);
  });

  it('says which of two items goes first into one field, and changes that (D11)', async () => {
    const office = await lookupDesk({ links: [link('name', 'subject'), link('level', 'subject')] });
    const element = await open(office.admin);
    expect(all(element, '.rival').map((each) => shownText(each))).to.deep.equal([
      'Goes first; Level only fills it when this has no value.',
      'Fills it only when Member name has no value. Put first',
    ]);
    buttonSaying(element, 'Put first: Level').click();
    await element.updateComplete;
    expect(shownText(element)).to.include('Level goes first for Subject');
    await save(element);
    expect(await savedLinks(office)).to.deep.equal([link('level', 'subject'), link('name', 'subject')]);
  });

  it('gives one item several fields, each once', async () => {
    const office = await lookupDesk({ links: [link('name', 'subject')] });
    const element = await open(office.admin);
    buttonSaying(element, 'Another field: Member name').click();
    await until(() => focused() === selects(element, 'Member name')[1], 'the second drop-down');
    const offered = [...selects(element, 'Member name')[1]!.options].map(({ value }) => value);
    expect(offered).not.to.include('subject');
    choose(element, 'Member name', 'content', 1);
    await element.updateComplete;
    choose(element, 'Member name', '', 0);
    await element.updateComplete;
    expect(chosen(element, 'Member name')).to.deep.equal(['content']);
  });

  it('shows what a pasted reply would fill, and what it would leave and why (R55, D11)', async () => {
    const office = await lookupDesk({
      links: [
        link('level', 'grade'),
        link('name', 'subject'),
        link('address', 'subject'),
        link('name', 'phone'),
      ],
    });
    const element = await open(office.admin);
    inside(element, '.sample > summary').click();
    const area = inside<HTMLTextAreaElement>(element, '.sample textarea');
    const paste = async (text: string): Promise<string[]> => {
      area.value = text;
      area.dispatchEvent(new Event('input'));
      await element.updateComplete;
      return all(element, '.lines > li').map((each) => shownText(each));
    };
    const reply = { data: { level: 'Platinum Plus', name: 'Kim\nMinseo', address: 'Seoul' } };
    expect(await paste(JSON.stringify(reply))).to.deep.equal([
      'Membership left: Level is longer than 8 characters',
      'Subject filled from Member name Kim Minseo',
      'Subject left: filled already, before Address',
      'Phone filled from Member name Kim Minseo',
    ]);
    expect(await paste('{"name": "x"}')).to.include('Membership left: the reply has no value for Level');
    expect(await paste('<h1>')).to.deep.equal([]);
    expect(shownText(inside(element, '.sample .fault'))).to.equal('This is no JSON object.');
    expect(office.calls).to.deep.equal([]);
  });

  it('shows both versions when another administrator saved first, and a person decides', async () => {
    const office = await lookupDesk();
    const fake = breakable(office);
    const element = await open(fake.desk);
    choose(element, 'Level', 'grade');
    await behindTheBack(office, [link('name', 'subject')]);
    inside(element, '[part=save]').click();
    await until(() => element.shadowRoot!.querySelector('.conflict'), 'both versions');
    expect(all(element, '.conflict tbody tr').map((each) => shownText(each))).to.deep.equal([
      'Subject Member name —',
      'Membership — Level',
    ]);
    await until(() => shownText(focused()) === 'Take theirs', 'the focus on the decision');
    await expectAccessible(element);
    buttonSaying(element, 'Keep mine and overwrite').click();
    await until(() => says(element) === 'Saved.', 'that it is saved');
    expect(await savedLinks(office)).to.deep.equal([link('level', 'grade')]);
  });

  it('takes the other version when asked to', async () => {
    const office = await lookupDesk();
    const element = await open(office.admin);
    choose(element, 'Level', 'grade');
    await element.updateComplete;
    await behindTheBack(office, [link('name', 'subject')]);
    await until(() => element.shadowRoot!.querySelector('.conflict'), 'that somebody else has saved');
    buttonSaying(element, 'Take theirs').click();
    await element.updateComplete;
    expect([chosen(element, 'Level'), chosen(element, 'Member name')]).to.deep.equal([[''], ['subject']]);
    expect(element.hasUnsavedChanges).to.equal(false);
  });

  it('follows what another administrator saves while nothing is chosen here', async () => {
    const office = await lookupDesk();
    const element = await open(office.admin);
    await behindTheBack(office, [link('name', 'subject')]);
    await until(() => chosen(element, 'Member name')[0] === 'subject', 'the other one’s choice');
    expect(element.shadowRoot!.querySelector('.conflict') === null).to.equal(true);
  });

  it('lets a deleted result item take its connections along, and keeps what was chosen beside', async () => {
    const office = await lookupDesk({ links: [link('name', 'subject')] });
    const element = await open(office.admin);
    choose(element, 'Level', 'grade');
    const [api] = office.apis as [LookupApi];
    await office.admin.lookups.save({ ...api, resultItems: api.resultItems.slice(1) });
    await until(() => says(element).includes('A result item was deleted'), 'what happened');
    expect(element.shadowRoot!.querySelector('.conflict') === null).to.equal(true);
    expect(chosen(element, 'Level')).to.deep.equal(['grade']);
    await save(element);
    expect(await savedLinks(office)).to.deep.equal([link('level', 'grade')]);
  });

  it('says so when an API that was being connected is deleted', async () => {
    const office = await lookupDesk({ apis: [membersApi(), ordersApi()] });
    const element = await open(office.admin);
    choose(element, 'State', 'subject');
    await office.admin.lookups.remove({ apiId: office.apis[1]!.apiId });
    await until(() => shownText(element).includes('Orders was deleted'), 'what happened');
    expect(all(element, '.api').length).to.equal(1);
  });

  it('points out a field that is gone or takes no text any more, and saves only without it', async () => {
    const storage = memoryStorage();
    const before = await lookupDesk({ storage, links: [link('name', 'grade'), link('level', 'address')] });
    const fields = ticketFields
      .filter(({ code }) => code !== 'grade')
      .map((each) => (each.code === 'address' ? { ...each, type: 'dropdown' as const } : each));
    const office = await lookupDesk({ storage, apis: [], settings: { ticketFields: fields } });
    const element = await open(office.admin);
    expect(all(element, '.fault').map((each) => shownText(each))).to.deep.equal([
      'This ticket field no longer exists. Choose another one.',
      'This ticket field takes no free text any more. Choose another one.',
    ]);
    inside(element, '[part=save]').click();
    await until(() => says(element) === '2 fields must be corrected.', 'that it cannot be saved');
    await until(() => focused() === selects(element, 'Member name')[0], 'the focus on the first');
    choose(element, 'Member name', '');
    await element.updateComplete;
    choose(element, 'Level', 'subject');
    await element.updateComplete;
    await save(element);
    expect(await savedLinks(before)).to.deep.equal([link('level', 'subject')]);
  });

  it('keeps what was chosen when saving fails, and saves it once when tried again', async () => {
    const office = await lookupDesk();
    const fake = breakable(office);
    const element = await open(fake.desk);
    choose(element, 'Level', 'grade');
    const real = fake.answers['connections.save']!;
    fake.answers['connections.save'] = () => Promise.reject(new DeskError('desk_unreachable', ''));
    inside(element, '[part=save]').click();
    await until(() => says(element).includes('The server cannot be reached.'), 'what happened');
    expect(chosen(element, 'Level')).to.deep.equal(['grade']);
    fake.answers['connections.save'] = real;
    await save(element);
    const keys = fake.callsOf('connections.save').map(({ options }) => options.idempotencyKey);
    expect(new Set(keys).size, 'one key for one choice').to.equal(1);
  });

  it('goes back to what is saved, and forth again', async () => {
    const office = await lookupDesk({ links: [link('name', 'subject')] });
    const element = await open(office.admin);
    choose(element, 'Level', 'grade');
    await element.updateComplete;
    buttonSaying(element, 'Discard').click();
    await until(() => shownText(focused()) === 'Undo', 'the way back');
    expect(chosen(element, 'Level')).to.deep.equal(['']);
    await press('Enter');
    await until(() => chosen(element, 'Level')[0] === 'grade', 'what was chosen');
    element.addEventListener('deskcard-before-discard', (event) => event.preventDefault());
    buttonSaying(element, 'Discard').click();
    await element.updateComplete;
    expect(chosen(element, 'Level'), 'the page kept it').to.deep.equal(['grade']);
  });

  it('has the browser ask before the page is left while something is not saved, and only then', async () => {
    const office = await lookupDesk();
    const element = await open(office.admin);
    const mayLeave = (): boolean => window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(mayLeave()).to.equal(true);
    choose(element, 'Level', 'grade');
    await element.updateComplete;
    expect(mayLeave()).to.equal(false);
    const parent = element.parentElement!;
    element.remove();
    expect(mayLeave(), 'nobody can save it now').to.equal(true);
    parent.append(element);
    await until(() => !mayLeave(), 'that it is there again');
    await save(element);
    expect(mayLeave()).to.equal(true);
  });

  it('saves nothing when the page prevents it', async () => {
    const office = await lookupDesk();
    const element = await open(office.admin);
    choose(element, 'Level', 'grade');
    element.addEventListener('deskcard-before-connections-save', (event) => event.preventDefault());
    inside(element, '[part=save]').click();
    await settle();
    expect(await savedLinks(office)).to.deep.equal([]);
    expect(element.hasUnsavedChanges).to.equal(true);
  });

  it('is for administrators alone, needs no OPEN API, and says so when the service is off (R1, R2)', async () => {
    const standing = async (options: LookupDeskOptions): Promise<string> => {
      const element = put('field-connections', { desk: (await lookupDesk(options)).desk });
      await until(() => element.shadowRoot!.querySelector('.intro, .status.info'), 'a word');
      await expectAccessible(element);
      return shownText(element);
    };
    expect(await standing({})).to.include('Field connections are for administrators.');
    const principal = { user: 'boss', role: 'admin' } as const;
    expect(await standing({ principal, settings: { customerManagement: false } })).to.include(
      'Customer information management is switched off.',
    );
    expect(await standing({ principal, settings: { openApi: false } })).to.include('Member service');
  });

  it('says what to do without an API, and without result items', async () => {
    const none = await open((await lookupDesk({ apis: [] })).admin);
    expect(shownText(none)).to.include('No lookup API yet Add one in the API settings');
    const bare = await open((await lookupDesk({ apis: [membersApi({ resultItems: [] })] })).admin);
    expect(shownText(bare)).to.include('This API has no result items.');
  });

  it('is read by axe without complaint in each state, and says the same in Korean', async () => {
    const office = await lookupDesk({
      apis: [membersApi(), ordersApi()],
      links: [link('name', 'subject'), link('level', 'subject')],
    });
    const home = place();
    home.lang = 'ko';
    provideDeskcard(home, { desk: office.admin, locales: [ko] });
    const element = document.createElement('field-connections');
    home.append(element);
    await until(() => element.shadowRoot!.querySelector('.intro'), 'the connections');
    expect(summary(element)).to.equal('Member service 3개 중 2개 연결됨');
    expect(shownText(element)).to.include('먼저 입력합니다. 이 값이 없을 때만 Level 값을 입력합니다.');
    const area = inside<HTMLTextAreaElement>(element, '.sample textarea');
    area.value = '{"data":{"name":"김민서","level":"VIP"}}';
    area.dispatchEvent(new Event('input'));
    for (const each of all<HTMLDetailsElement>(element, 'details')) each.open = true;
    await element.updateComplete;
    expect(all(element, '.lines > li').map((each) => shownText(each))).to.deep.equal([
      'Subject Member name 값을 입력 김민서',
      'Subject 입력 안 함: Level보다 먼저 입력한 값이 있음',
    ]);
    await expectAccessible(element);
  });
});
