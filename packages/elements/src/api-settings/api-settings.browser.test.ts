import { expect } from '@open-wc/testing';
import { sendMouse, setViewport } from '@web/test-runner-commands';
import { DeskError } from '@deskcard/core/errors';
import { expectAccessible } from '../../test/accessible.js';
import { fakeDesk, later } from '../../test/fake-desk.js';
import { lookupDesk, membersApi, ordersApi } from '../../test/lookup-desk.js';
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
import {
  all,
  buttonOf,
  control,
  enter,
  namesIn,
  openEditor,
  openInKorean,
  openSettings,
  save,
  withAlt,
} from '../../test/settings-page.js';
import { strictPage } from '../../test/strict-page.js';
import './define.js';

const two = { apis: [membersApi(), ordersApi()] };

describe('<api-settings>, who may', () => {
  afterEach(clearPage);

  it('tells an agent that it is for administrators (R2)', async () => {
    const { desk } = await lookupDesk();
    const settings = put('api-settings', { desk });
    await until(() => shownText(settings).includes('API settings are for administrators.'), 'the reason');
    expect(shownText(settings)).to.include('Ask an administrator');
    expect(all(settings, 'button').length).to.equal(0);
    await expectAccessible(settings);
  });

  it('says why it is blocked while OPEN API is off, and what to do (R3)', async () => {
    const office = await lookupDesk({
      principal: { user: 'a', role: 'admin' },
      settings: { openApi: false },
    });
    const settings = put('api-settings', { desk: office.desk });
    await until(() => shownText(settings).includes('OPEN API is switched off.'), 'the reason');
    expect(shownText(settings)).to.include('switch on OPEN API');
  });

  it('says so when customer information management is off (R1)', async () => {
    const settingsOff = { customerManagement: false };
    const office = await lookupDesk({ principal: { user: 'a', role: 'admin' }, settings: settingsOff });
    const settings = put('api-settings', { desk: office.desk });
    await until(() => shownText(settings).includes('is switched off'), 'the reason');
  });
});

describe('<api-settings>, the list', () => {
  afterEach(clearPage);

  it('lists the lookup APIs in their order, with host, security and items (R30)', async () => {
    const settings = await openSettings(await lookupDesk(two));
    expect(namesIn(settings)).to.deep.equal(['Member service', 'Orders']);
    const first = shownText(inside(settings, '.apis .item'));
    expect(first).to.include('members.example.com').and.include('No security');
    expect(first).to.include('3 search items, 3 result items');
  });

  it('says what a lookup API is while there is none, in Korean too', async () => {
    const office = await lookupDesk({ apis: [] });
    expect(shownText(await openSettings(office))).to.include(
      'A lookup API asks one of your company’s own systems',
    );
    const korean = await openInKorean(office);
    expect(shownText(korean)).to.include('등록된 조회 API가 없습니다.');
    await expectAccessible(korean);
  });

  it('puts them into another order by keyboard, for every agent, with the focus on the one that moves (R30)', async () => {
    const office = await lookupDesk(two);
    const settings = await openSettings(office);
    const orders = all(settings, '.apis .item')[1]!;
    orders.focus();
    const { id } = orders;
    await withAlt('ArrowUp');
    await until(() => namesIn(settings).join() === 'Orders,Member service', 'the new order');
    expect(focused()!.id).to.equal(id);
    expect(shownText(settings)).to.include('Orders: 1 of 2');
    const list = async (): Promise<string> =>
      (await office.desk.lookups.list()).items.map(({ name }) => name).join();
    let saved = '';
    await until(
      () => (void list().then((names) => (saved = names)), saved === 'Orders,Member service'),
      'it saved',
    );
    await withAlt('ArrowUp');
    expect(namesIn(settings)).to.deep.equal(['Orders', 'Member service']);
  });

  it('puts them into another order by dragging', async () => {
    const office = await lookupDesk({ apis: [membersApi(), ordersApi(), ordersApi({ name: 'Stamps' })] });
    const settings = await openSettings(office);
    const [first, , third] = all(settings, '.apis .grip').map((grip) => grip.getBoundingClientRect());
    const at = (box: DOMRect, y: number): [number, number] => [Math.round(box.x + 4), Math.round(y)];
    await sendMouse({ type: 'move', position: at(first!, first!.y + 8) });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: at(third!, third!.bottom) });
    expect(namesIn(settings)).to.deep.equal(['Orders', 'Stamps', 'Member service']);
    await press('Escape');
    await settle();
    expect(namesIn(settings)).to.deep.equal(['Member service', 'Orders', 'Stamps']);
    await sendMouse({ type: 'up' });
    await sendMouse({ type: 'move', position: at(first!, first!.y + 8) });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: at(third!, third!.bottom) });
    await sendMouse({ type: 'up' });
    let saved = '';
    const read = (): void =>
      void office.desk.lookups.list().then(({ items }) => (saved = items.map(({ name }) => name).join()));
    await until(() => (read(), saved === 'Orders,Stamps,Member service'), 'the order that is saved');
    expect(namesIn(settings)).to.deep.equal(['Orders', 'Stamps', 'Member service']);
  });

  it('shows the old order again, with the reason, when the new one cannot be saved', async () => {
    const office = await lookupDesk(two);
    const fake = fakeDesk({
      'service.describe': () => office.admin.service.describe(),
      'lookups.list': () => office.admin.lookups.list(),
      'lookups.reorder': () => Promise.reject(new DeskError('storage_full', '')),
    });
    const settings = put('api-settings', { desk: fake.desk });
    await until(() => namesIn(settings).length === 2, 'the list');
    buttonOf(settings, 'Move down: Member service').click();
    await until(() => shownText(settings).includes('There is no space left'), 'the reason');
    expect(namesIn(settings)).to.deep.equal(['Member service', 'Orders']);
  });

  it('asks before it deletes one, says what goes with it, and tells the page (R30)', async () => {
    const office = await lookupDesk({ ...two, links: [{ resultItemId: 'name', fieldCode: 'name' }] });
    const settings = await openEditor(office);
    buttonOf(settings, 'Delete', '.head').click();
    const dialog = await until(() => settings.shadowRoot!.querySelector('dialog[open]'), 'the question');
    await until(() => shownText(dialog).includes('1 field connection'), 'what goes with it');
    expect(shownText(dialog)).to.include('Delete Member service?');
    await press('Escape');
    expect(namesIn(settings).length).to.equal(2);
    buttonOf(settings, 'Delete', '.head').click();
    await until(() => settings.shadowRoot!.querySelector('dialog[open]'), 'the question');
    const removed = nextEvent(settings, 'deskcard-lookup-api-removed');
    await press('Tab', 'Enter');
    expect((await removed).detail.name).to.equal('Member service');
    await until(() => namesIn(settings).join() === 'Orders', 'the list without it');
    expect(focused()!.id).to.equal('add');
    expect(all(settings, '.editor').length).to.equal(0);
    expect((await office.admin.connections.list()).items.length).to.equal(1);
  });

  it('keeps what the page does not want to be deleted', async () => {
    const office = await lookupDesk(two);
    const settings = await openEditor(office);
    settings.addEventListener('deskcard-before-lookup-api-remove', (event) => event.preventDefault());
    buttonOf(settings, 'Delete', '.head').click();
    await until(() => settings.shadowRoot!.querySelector('dialog[open]'), 'the question');
    buttonOf(settings, 'Delete', 'dialog').click();
    await settle();
    expect((await office.admin.lookups.list()).items.length).to.equal(2);
  });

  it('shows what another administrator adds or deletes, without being asked', async () => {
    const office = await lookupDesk(two);
    const settings = await openSettings(office);
    await office.admin.lookups.save(ordersApi({ name: 'Stamps' }));
    await until(() => namesIn(settings).includes('Stamps'), 'the new one');
    await office.admin.lookups.remove({ apiId: office.apis[0]!.apiId });
    await until(() => !namesIn(settings).includes('Member service'), 'it gone');
  });
});

describe('<api-settings>, late and broken', () => {
  afterEach(clearPage);

  it('says that it is loading, says what failed, and tries again', async () => {
    const office = await lookupDesk(two);
    const waiting = later<never>();
    const fake = fakeDesk({
      'service.describe': () => office.admin.service.describe(),
      'lookups.list': () => waiting.promise,
    });
    const settings = put('api-settings', { desk: fake.desk });
    await until(() => shownText(settings).includes('Loading'), 'the word');
    await expectAccessible(settings);
    waiting.reject(new DeskError('storage_closed', ''));
    await until(() => shownText(settings).includes('The connection to the data was closed.'), 'the reason');
    fake.answers['lookups.list'] = () => office.admin.lookups.list();
    buttonOf(settings, 'Try again').click();
    await until(() => namesIn(settings).length === 2, 'the list');
  });

  it('waits for a desk that comes late, and turns to another one', async () => {
    const settings = document.createElement('api-settings');
    place(settings);
    await until(() => shownText(settings).includes('not connected'), 'the word');
    settings.desk = (await lookupDesk(two)).admin;
    await until(() => namesIn(settings).length === 2, 'the list');
    void settings.add();
    await until(() => settings.shadowRoot!.querySelector('.editor'), 'the editor');
    settings.desk = (await lookupDesk({ apis: [ordersApi()] })).admin;
    await until(() => namesIn(settings).join() === 'Orders', 'the other list');
    expect(all(settings, '.editor').length).to.equal(0);
  });

  it('gives up what it was asking for when it is taken away, and asks again when it is back', async () => {
    const office = await lookupDesk(two);
    const fake = fakeDesk({ 'service.describe': () => new Promise(() => undefined) });
    const settings = put('api-settings', { desk: fake.desk });
    await until(() => fake.calls.length === 1, 'the question');
    const home = settings.parentElement!;
    settings.remove();
    await settle();
    expect(fake.calls[0]!.options.signal!.aborted).to.equal(true);
    expect(fake.subscribers()).to.equal(0);
    fake.answers['service.describe'] = () => office.admin.service.describe();
    fake.answers['lookups.list'] = () => office.admin.lookups.list();
    home.append(settings);
    await until(() => namesIn(settings).length === 2, 'the list');
  });
});

describe('<api-settings> under the strictest policy', () => {
  afterEach(clearPage);

  it('draws everything without anything the policy forbids', async () => {
    const page = await strictPage(new URL('./define.ts', import.meta.url).href);
    const office = await lookupDesk(two);
    office.answer = () => ({ data: { name: '김민서' } });
    const settings = page.document.createElement('api-settings');
    settings.desk = office.admin;
    page.document.body.append(settings);
    await settings.edit(office.apis[1]!.apiId);
    await until(() => settings.shadowRoot!.querySelector('.test .input'), 'the editor');
    await enter(all<HTMLInputElement>(settings, '.test .input')[0]!, 'A-1');
    inside(settings, '[part=send]').click();
    await until(() => settings.shadowRoot!.querySelector('.exchange'), 'the exchange');
    buttonOf(settings, 'Delete', '.head').click();
    await until(() => settings.shadowRoot!.querySelector('dialog[open]'), 'the question');
    expect(page.violations).to.deep.equal([]);
    page.close();
  });
});

describe('<api-settings>, leaving', () => {
  afterEach(clearPage);

  it('asks before unsaved changes are lost, and keeps them unless told otherwise', async () => {
    const settings = await openEditor(await lookupDesk(two));
    expect(settings.hasUnsavedChanges).to.equal(false);
    await enter(control(settings, 'Name'), 'Members');
    expect(settings.hasUnsavedChanges).to.equal(true);
    const mayLeave = (): boolean => window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    await settings.updateComplete;
    expect(mayLeave(), 'the browser asks').to.equal(false);
    all(settings, '.apis .item')[1]!.click();
    const dialog = await until(() => settings.shadowRoot!.querySelector('dialog[open]'), 'the question');
    expect(shownText(dialog)).to.include('Discard your changes?');
    await expectAccessible(settings);
    await press('Escape');
    await settle();
    expect(control(settings, 'Name').value).to.equal('Members');
    buttonOf(settings, 'Cancel', '.foot').click();
    await until(() => settings.shadowRoot!.querySelector('dialog[open]'), 'the question');
    settings.addEventListener('deskcard-before-discard', (event) => event.preventDefault(), { once: true });
    buttonOf(settings, 'Discard').click();
    await settle();
    expect(control(settings, 'Name').value).to.equal('Members');
    buttonOf(settings, 'Cancel', '.foot').click();
    await until(() => settings.shadowRoot!.querySelector('dialog[open]'), 'the question');
    buttonOf(settings, 'Discard').click();
    await until(() => all(settings, '.editor').length === 0, 'the list alone');
    expect(shownText(focused())).to.include('Member service');
    expect(namesIn(settings)).to.deep.equal(['Member service', 'Orders']);
  });

  it('asks again at once, though the dialog of the last question is still being closed', async () => {
    const settings = await openEditor(await lookupDesk(two));
    await enter(control(settings, 'Name'), 'Members');
    settings.addEventListener('deskcard-before-discard', (event) => event.preventDefault(), { once: true });
    buttonOf(settings, 'Cancel', '.foot').click();
    await until(() => settings.shadowRoot!.querySelector('dialog[open]'), 'the question');
    buttonOf(settings, 'Discard').click();
    buttonOf(settings, 'Cancel', '.foot').click();
    // The browser tells of the first closing in a task of its own.
    await settle(10);
    expect(settings.shadowRoot!.querySelector('dialog[open]')).not.to.equal(null);
  });

  it('asks nothing when nothing was changed, and shows the list again on a narrow page', async () => {
    await setViewport({ width: 360, height: 700 });
    const settings = await openEditor(await lookupDesk(two));
    expect(inside(settings, '.apis').offsetHeight).to.equal(0);
    expect(document.documentElement.scrollWidth).to.be.at.most(360);
    buttonOf(settings, 'Back to the list').click();
    await until(() => inside(settings, '.apis').offsetHeight > 0, 'the list');
    expect(document.documentElement.scrollWidth).to.be.at.most(360);
    await setViewport({ width: 1000, height: 800 });
  });
});

describe('<api-settings>, adding', () => {
  afterEach(clearPage);

  it('adds one by keyboard alone, and makes a key (R30–R34)', async () => {
    const settings = await openSettings(await lookupDesk({ apis: [] }));
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
    expect(detail.api.name).to.equal('Members');
    expect(detail.api.security).to.deep.equal({ mode: 'signature', signedText: 'body+timestamp' });
    await until(() => shownText(settings).includes('A key was made'), 'the word about the key');
    await until(() => namesIn(settings).join() === 'Members', 'the list');
    expect(settings.hasUnsavedChanges).to.equal(false);
    await enter(control(settings, 'Name'), 'Member service');
    await save(settings);
    await until(() => namesIn(settings).join() === 'Member service', 'the same one, not a second');
  });

  it('adds one as soon as the list is there, when the page asks before', async () => {
    const office = await lookupDesk(two);
    const settings = put('api-settings', { desk: office.admin });
    await settings.add();
    await until(() => focused()?.id === 'name', 'the new one');
  });

  it('saves nothing that the page does not want', async () => {
    const office = await lookupDesk({ apis: [] });
    const settings = await openSettings(office);
    settings.addEventListener('deskcard-before-lookup-api-save', (event) => event.preventDefault());
    void settings.add();
    await until(() => settings.shadowRoot!.querySelector('#name'), 'the editor');
    await enter(control(settings, 'Name'), 'Members');
    await enter(control(settings, 'Base URL'), 'https://members.example.com');
    inside(settings, '[part=save]').click();
    await settle();
    expect((await office.admin.lookups.list()).items.length).to.equal(0);
    expect(control(settings, 'Name').value).to.equal('Members');
  });
});
