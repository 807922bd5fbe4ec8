import { expect } from '@open-wc/testing';
import { memoryStorage, type LookupApiDraft, type SearchItem } from '@deskcard/core';
import { DeskError } from '@deskcard/core/errors';
import { expectAccessible } from '../../test/accessible.js';
import { fakeDesk, later } from '../../test/fake-desk.js';
import { lookupDesk, membersApi, ordersApi, type LookupDesk } from '../../test/lookup-desk.js';
import { clearPage, focused, inside, press, put, shownText, type, until } from '../../test/page.js';
import {
  all,
  buttonOf,
  control,
  enter,
  faultAt,
  namesIn,
  openEditor,
  openInKorean,
  save,
  withAlt,
} from '../../test/settings-page.js';
import type { ApiSettings } from './api-settings.js';
import './define.js';

const saved = async ({ admin, apis }: LookupDesk, at = 0): Promise<LookupApiDraft> => {
  const { items } = await admin.lookups.list();
  return items.find(({ apiId }) => apiId === apis[at]!.apiId)!;
};

/** Opens every search item. */
async function unfold(settings: ApiSettings): Promise<void> {
  for (const details of all<HTMLDetailsElement>(settings, '.cards details')) details.open = true;
  await settings.updateComplete;
}

const foot = (settings: ApiSettings): string => shownText(inside(settings, '.foot'));

describe('<api-settings>, the definition', () => {
  afterEach(clearPage);

  it('shows everything of a lookup API, name and result items, and saves it as it was (R31, R45)', async () => {
    const office = await lookupDesk();
    const before = await saved(office);
    const settings = await openEditor(office);
    await unfold(settings);
    expect(control(settings, 'Name').value).to.equal('Member service');
    expect(control(settings, 'Screen name').value).to.equal('Phone');
    expect(control(settings, 'Data length (0: any)').value).to.equal('20');
    expect(control(settings, 'Default').value).to.equal('online');
    await save(settings);
    expect(await saved(office)).to.deep.equal({ ...before, version: before.version! + 1 });
    await expectAccessible(settings);
  });

  it('proposes the names of the field one stops at, when arrow keys passed others, and keeps what was typed (R40, R41)', async () => {
    const settings = await openEditor(await lookupDesk({ apis: [ordersApi({ searchItems: [] })] }));
    buttonOf(settings, 'Add ticket field').focus();
    await press('Enter');
    await until(() => focused()?.id.endsWith('-fieldCode'), 'the focus in the ticket field');
    await press('ArrowDown');
    await press('ArrowDown');
    const passed = control(settings, 'Variable name').value;
    await press('ArrowDown');
    expect(control(settings, 'Ticket field').value).to.equal('phone');
    expect(passed).to.not.equal('phone');
    expect(control(settings, 'Screen name').value).to.equal('Phone');
    expect(control(settings, 'Variable name').value).to.equal('phone');
    await enter(control(settings, 'Variable name'), 'callNum');
    control(settings, 'Ticket field').focus();
    await press('ArrowDown');
    expect(control(settings, 'Screen name').value).to.equal('E-mail');
    expect(control(settings, 'Variable name').value).to.equal('callNum');
  });

  it('adds a text box, a drop-down and a ticket field with its channels (R37, R38, R39, R40, R41, R42, R43, R44)', async () => {
    const office = await lookupDesk({ apis: [ordersApi({ searchItems: [] })] });
    const settings = await openEditor(office);
    inside(settings, '#add-searchItems').focus();
    await press('Enter');
    await until(() => focused()?.id.endsWith('-screenName'), 'the focus in the screen name');
    await type('Coupon');
    await press('Tab');
    await type('coupon');
    await enter(control(settings, 'Data length (0: any)'), '12');
    await enter(control(settings, 'Default'), 'SPRING');
    control(settings, 'Required').click();
    inside(settings, '#add-searchItems').click();
    await settings.updateComplete;
    await enter(control(settings, 'Screen name', 1), 'Shop');
    await enter(control(settings, 'Variable name', 1), 'shop');
    await enter(control(settings, 'Type', 1), 'dropdown');
    buttonOf(settings, 'Add', '.wide').click();
    await until(() => focused()?.id.endsWith('-value'), 'the focus in the first value');
    await type('online');
    await press('Tab');
    await type('Online shop');
    const syllableEnds = { key: 'Enter', keyCode: 229, bubbles: true };
    focused()!.dispatchEvent(new KeyboardEvent('keydown', syllableEnds));
    await press('Enter');
    await until(() => (focused() as HTMLInputElement).value === '', 'the focus in the next value');
    expect(all(settings, '.wide .lines > li').length).to.equal(2);
    await type('seoul');
    await settings.updateComplete;
    await enter(control(settings, 'Default', 1), 'seoul');
    buttonOf(settings, 'Add ticket field').click();
    await until(() => focused()?.id.endsWith('-fieldCode'), 'the focus in the ticket field');
    await enter(control(settings, 'Ticket field'), 'phone');
    control(settings, 'Call').click();
    await save(settings);
    const { searchItems } = await saved(office);
    const plain = searchItems.map(({ itemId: _, ...item }) => item);
    expect(plain).to.deep.equal([
      {
        division: 'general',
        control: 'text',
        required: true,
        screenName: 'Coupon',
        variableName: 'coupon',
        dataLength: 12,
        defaultValue: 'SPRING',
      },
      {
        division: 'general',
        control: 'dropdown',
        required: false,
        screenName: 'Shop',
        variableName: 'shop',
        dataLength: 0,
        defaultValue: 'seoul',
        options: [
          { value: 'online', label: 'Online shop' },
          { value: 'seoul', label: 'seoul' },
        ],
      },
      {
        division: 'ticketField',
        fieldCode: 'phone',
        required: false,
        screenName: 'Phone',
        variableName: 'phone',
        dataLength: 0,
        autoChannels: ['call'],
      },
    ]);
  });

  it('shows a linked channel that the service no longer has, so that it can be taken out (R44)', async () => {
    const channels = [
      { id: 'call', label: 'Call', kind: 'call', color: '#0a7d55' },
      { id: 'fax', label: 'Fax', kind: 'other', color: '#555555' },
    ] as const;
    const storage = memoryStorage();
    const item = { ...membersApi().searchItems[0]!, autoChannels: ['call', 'fax'] } as SearchItem;
    const before = await lookupDesk({
      storage,
      settings: { channels: [...channels] },
      apis: [membersApi({ searchItems: [item] })],
    });
    const now = await lookupDesk({ storage, settings: { channels: [channels[0]] }, apis: [] });
    const settings = await openEditor({ ...now, apis: before.apis });
    await unfold(settings);
    const group = inside(settings, 'fieldset');
    expect(shownText(group)).to.include('Callfax On no channel: only by hand.');
    inside(settings, '[part=save]').click();
    await until(() => shownText(group).includes('This is not known.'), 'the reason');
    expect(focused()?.closest('fieldset')).to.equal(group);
    await expectAccessible(settings);
    const fax = [...group.querySelectorAll('input')].at(-1)!;
    expect(fax.checked).to.equal(true);
    fax.click();
    await settings.updateComplete;
    await save(settings);
    const { searchItems } = await saved({ ...now, apis: before.apis });
    expect((searchItems[0] as { autoChannels: string[] }).autoChannels).to.deep.equal(['call']);
  });

  it('offers only ticket fields that have a text to send (R37)', async () => {
    const office = await lookupDesk({
      settings: {
        ticketFields: [
          { code: 'phone', label: 'Phone', type: 'text', maxLength: 30 },
          { code: 'photo', label: 'Photo', type: 'file', maxLength: 0 },
          { code: 'usercode', label: 'Member id', type: 'text', maxLength: 30 },
        ],
      },
    });
    const settings = await openEditor(office);
    await unfold(settings);
    const offered = [...control(settings, 'Ticket field').querySelectorAll('option')].map((each) =>
      shownText(each),
    );
    expect(offered).to.deep.equal(['Phone', 'Member id']);
  });

  it('puts items into another order by keyboard and by button, the focus stays with the item', async () => {
    const office = await lookupDesk();
    const settings = await openEditor(office);
    const level = control(settings, 'Screen name', 4);
    expect(level.value).to.equal('Level');
    level.focus();
    await withAlt('ArrowUp');
    await until(() => shownText(settings).includes('Level: 1 of 3'), 'the word');
    expect((focused() as HTMLInputElement).value).to.equal('Level');
    buttonOf(settings, 'Move down: Phone').click();
    await settings.updateComplete;
    await save(settings);
    const { searchItems, resultItems } = await saved(office);
    expect(searchItems.map(({ itemId }) => itemId)).to.deep.equal(['member', 'phone', 'shop']);
    expect(resultItems.map(({ itemId }) => itemId)).to.deep.equal(['level', 'name', 'address']);
  });

  it('deletes an item and brings it back as it was', async () => {
    const office = await lookupDesk();
    const before = await saved(office);
    const settings = await openEditor(office);
    buttonOf(settings, 'Delete: Member ID').click();
    await until(() => shownText(settings).includes('Deleted: Member ID'), 'the word');
    expect(focused()!.getAttribute('aria-label')).to.equal('Delete: Shop');
    expect(all(settings, '.cards > li').length).to.equal(2);
    buttonOf(settings, 'Undo').click();
    await settings.updateComplete;
    expect(settings.hasUnsavedChanges).to.equal(false);
    await save(settings);
    expect((await saved(office)).searchItems).to.deep.equal(before.searchItems);
  });
});

describe('<api-settings>, mistakes', () => {
  afterEach(clearPage);

  it('points out every mistake at its field, counts them, and goes to the first', async () => {
    const office = await lookupDesk();
    const settings = await openEditor(office);
    await unfold(settings);
    await enter(control(settings, 'Name'), '');
    await enter(control(settings, 'Variable name', 1), 'tel');
    await enter(control(settings, 'Data length (0: any)', 2), 'many');
    buttonOf(settings, 'Delete: Seoul').click();
    await settings.updateComplete;
    buttonOf(settings, 'Delete: Online').click();
    await settings.updateComplete;
    for (const details of all<HTMLDetailsElement>(settings, '.cards details')) details.open = false;
    inside(settings, '[part=save]').click();
    await until(() => foot(settings).includes('4 fields must be corrected.'), 'how many');
    expect(focused()!.id).to.equal('name');
    expect(faultAt(settings, control(settings, 'Name'))).to.equal('Fill this in.');
    expect(faultAt(settings, control(settings, 'Variable name', 1))).to.equal('This is used already.');
    expect(faultAt(settings, control(settings, 'Data length (0: any)', 2))).to.equal(
      'This value cannot be used.',
    );
    expect(shownText(inside(settings, '.cards'))).to.include('Add at least one option.');
    const open = all<HTMLDetailsElement>(settings, '.cards details').map((details) => details.open);
    expect(open).to.deep.equal([false, true, true]);
    await expectAccessible(settings);
    expect((await saved(office)).name).to.equal('Member service');
  });

  it('shows what the desk refuses at the field that has it, and keeps what was typed (R32)', async () => {
    const settings = await openEditor(await lookupDesk());
    const url = control(settings, 'Base URL');
    await enter(url, 'http://members.example.com/');
    inside(settings, '[part=save]').click();
    await until(() => faultAt(settings, url) === 'The address must begin with https://.', 'the reason');
    expect(focused()).to.equal(url);
    expect(foot(settings)).to.include('1 field must be corrected.');
    await enter(url, 'members');
    expect(faultAt(settings, url)).to.equal('');
    inside(settings, '[part=save]').click();
    await until(() => faultAt(settings, url).startsWith('Enter a complete address'), 'the reason');
    expect(url.value).to.equal('members');
  });

  it('says at once when a text is too long, counting characters as people do (D14)', async () => {
    const settings = await openEditor(await lookupDesk());
    const name = control(settings, 'Name');
    await enter(name, '가'.repeat(51));
    expect(faultAt(settings, name)).to.equal('At most 50 characters.');
    await enter(name, '👩'.repeat(25));
    expect(faultAt(settings, name)).to.equal('');
    await enter(name, 'x'.repeat(10_000));
    inside(settings, '[part=save]').click();
    await until(() => foot(settings).includes('1 field'), 'how many');
    expect(name.value.length).to.equal(10_000);
  });

  it('measures the default and the list by the data length (R42, R43)', async () => {
    const settings = await openEditor(await lookupDesk());
    await unfold(settings);
    await enter(control(settings, 'Data length (0: any)', 2), '5');
    expect(faultAt(settings, control(settings, 'Value sent'))).to.equal('At most 5 characters.');
    expect(faultAt(settings, control(settings, 'Value sent', 1))).to.equal('');
  });

  it('says when the storage is full, loses nothing, and saves the next time', async () => {
    const office = await lookupDesk();
    const fake = fakeDesk({
      'service.describe': () => office.admin.service.describe(),
      'lookups.list': () => office.admin.lookups.list(),
      'lookups.save': () => Promise.reject(new DeskError('storage_full', '')),
    });
    const settings = put('api-settings', { desk: fake.desk });
    await settings.edit(office.apis[0]!.apiId);
    await until(() => settings.shadowRoot!.querySelector('#name'), 'the editor');
    await enter(control(settings, 'Name'), 'Members');
    inside(settings, '[part=save]').click();
    await until(() => foot(settings).includes('There is no space left'), 'the reason');
    expect(control(settings, 'Name').value).to.equal('Members');
    fake.answers['lookups.save'] = (input, options) => office.admin.lookups.save(input, options);
    await save(settings);
    expect((await saved(office)).name).to.equal('Members');
  });

  it('saves once, however often Save is pressed, and keeps what is typed meanwhile', async () => {
    const office = await lookupDesk();
    const turn = later<undefined>();
    const fake = fakeDesk({
      'service.describe': () => office.admin.service.describe(),
      'lookups.list': () => office.admin.lookups.list(),
      'lookups.save': async (input, options) => (
        await turn.promise,
        office.admin.lookups.save(input, options)
      ),
    });
    const settings = put('api-settings', { desk: fake.desk });
    await settings.edit(office.apis[0]!.apiId);
    await until(() => settings.shadowRoot!.querySelector('#name'), 'the editor');
    await enter(control(settings, 'Name'), 'Members');
    const button = inside(settings, '[part=save]');
    button.click();
    button.click();
    await enter(control(settings, 'Name'), 'Members 2');
    turn.resolve(undefined);
    await until(() => foot(settings).includes('Saved.'), 'the word');
    expect(fake.callsOf('lookups.save').length).to.equal(1);
    expect(control(settings, 'Name').value).to.equal('Members 2');
    expect(settings.hasUnsavedChanges).to.equal(true);
    await save(settings);
    expect((await saved(office)).name).to.equal('Members 2');
  });

  it('shows hostile text as text in every field, and keeps it through saving', async () => {
    const evil = '<img src=x onerror="window.hacked=1">{{7*7}}';
    const [item] = ordersApi().searchItems;
    const office = await lookupDesk({
      apis: [
        ordersApi({
          name: evil,
          searchItems: [{ ...item!, screenName: evil, variableName: '__proto__' }],
          resultItems: [{ itemId: 'constructor', screenName: evil, dataName: '__proto__' }],
        }),
      ],
    });
    const before = await saved(office);
    const settings = await openEditor(office);
    expect(namesIn(settings)).to.deep.equal([evil]);
    expect(settings.shadowRoot!.querySelector('img')).to.equal(null);
    await enter(control(settings, 'Base URL'), 'https://orders.example.com/other');
    await save(settings);
    expect(await saved(office)).to.deep.include({
      name: before.name,
      searchItems: before.searchItems,
      resultItems: before.resultItems,
    });
    expect('hacked' in window).to.equal(false);
  });
});

describe('<api-settings>, naughty strings', () => {
  afterEach(clearPage);

  it('shows a hundred of them as text and saves them as they were', async function () {
    const file = await fetch('/__data/security/blns.json');
    if (!file.ok) this.skip();
    const strings = [...new Set(((await file.json()) as string[]).map((each) => each.trim()))];
    const short = strings.filter((each) => each !== '' && each.length <= 50);
    const resultItems = short
      .slice(-100)
      .map((text, index) => ({ itemId: `r${index}`, screenName: text, dataName: text }));
    const [item] = ordersApi().searchItems;
    const searchItems = short
      .slice(0, 50)
      .map((text, index) => ({ ...item!, itemId: `s${index}`, screenName: text, variableName: text }));
    const office = await lookupDesk({ apis: [ordersApi({ resultItems, searchItems })] });
    const before = await saved(office);
    const settings = await openEditor(office);
    expect(settings.shadowRoot!.querySelector('script, img, iframe, style')).to.equal(null);
    expect(all(settings, '.cards b').map((name) => name.textContent)).to.deep.equal(
      before.searchItems.map(({ screenName }) => screenName),
    );
    await enter(control(settings, 'Base URL'), 'https://orders.example.com/other');
    await save(settings);
    const { resultItems: results, searchItems: searches } = await saved(office);
    expect(results).to.deep.equal(before.resultItems);
    expect(searches).to.deep.equal(before.searchItems);
  });
});

describe('<api-settings> in Korean', () => {
  afterEach(clearPage);

  it('leaves no English in the editor', async () => {
    const office = await lookupDesk({
      apis: [ordersApi({ name: '주문', resultItems: [], searchItems: [] })],
    });
    const settings = await openInKorean(office);
    await settings.edit(office.apis[0]!.apiId);
    await until(() => settings.shadowRoot!.querySelector('.editor'), 'the editor');
    buttonOf(settings, '추가', '.definition').click();
    await until(() => all(settings, '.cards > li').length === 1, 'an item');
    const text = shownText(settings).replace(
      /https?:\S+|orders\.example\.com|API|URL|HTTPS|POST|order\.state|name|Enter/g,
      '',
    );
    expect(text.match(/[A-Za-z]{2,}/g)).to.equal(null);
    await expectAccessible(settings);
  });
});
