import { expect } from '@open-wc/testing';
import type { LookupApiDraft } from '@deskcard/core';
import { expectAccessible } from '../../test/accessible.js';
import { fakeDesk } from '../../test/fake-desk.js';
import { lookupDesk, membersApi, type LookupDesk } from '../../test/lookup-desk.js';
import { clearPage, focused, inside, press, put, shownText, type, until } from '../../test/page.js';
import { all, buttonOf, control, enter, namesIn, openEditor, save } from '../../test/settings-page.js';
import type { ApiSettings } from './api-settings.js';
import './define.js';

const saved = async ({ admin, apis }: LookupDesk, at = 0): Promise<LookupApiDraft> => {
  const { items } = await admin.lookups.list();
  return items.find(({ apiId }) => apiId === apis[at]!.apiId)!;
};
const foot = (settings: ApiSettings): string => shownText(inside(settings, '.foot'));

describe('<api-settings>, two administrators', () => {
  afterEach(clearPage);

  /** This one has typed another name; another one has saved another address. */
  async function conflict(): Promise<{ settings: ApiSettings; office: LookupDesk }> {
    const office = await lookupDesk();
    const settings = await openEditor(office);
    await enter(control(settings, 'Name'), 'Mine');
    const { apiId, version } = office.apis[0]!;
    const searchItems = membersApi().searchItems.map((item) => ({ ...item, required: false }));
    await office.admin.lookups.save({
      ...membersApi({ searchItems, baseUrl: 'https://their.example.com/' }),
      apiId,
      version,
    });
    await until(() => shownText(settings).includes('Somebody else has saved'), 'the word');
    return { settings, office };
  }

  it('follows what the other one saved while nothing is typed here', async () => {
    const office = await lookupDesk();
    const settings = await openEditor(office);
    const { apiId, version } = office.apis[0]!;
    await office.admin.lookups.save({ ...membersApi({ name: 'Theirs' }), apiId, version });
    await until(() => control(settings, 'Name').value === 'Theirs', 'their name');
    expect(all(settings, '.conflict').length).to.equal(0);
  });

  it('shows both and loses neither; takes theirs', async () => {
    const { settings } = await conflict();
    const lines = all(settings, '.conflict tbody tr').map((line) =>
      [...line.children].map((cell) => shownText(cell)),
    );
    expect(lines).to.deep.equal([
      ['Name Changed by you', 'Member service', 'Mine'],
      ['Base URL Changed by the other', 'https://their.example.com/', 'https://members.example.com/customer'],
      ['Phone Changed by the other', 'Required: —', 'Required: ✓'],
    ]);
    expect(control(settings, 'Name').value).to.equal('Mine');
    await expectAccessible(settings);
    buttonOf(settings, 'Take theirs').click();
    await settings.updateComplete;
    expect(control(settings, 'Base URL').value).to.equal('https://their.example.com/');
    expect(control(settings, 'Name').value).to.equal('Member service');
    expect(settings.hasUnsavedChanges).to.equal(false);
  });

  it('keeps mine and overwrites', async () => {
    const { settings, office } = await conflict();
    inside(settings, '[part=save]').click();
    buttonOf(settings, 'Keep mine and overwrite').click();
    await until(() => foot(settings).includes('Saved.'), 'the word');
    expect(await saved(office)).to.deep.include({
      name: 'Mine',
      baseUrl: 'https://members.example.com/customer',
    });
  });

  it('hears of it when saving, too, when no word came before', async () => {
    const office = await lookupDesk();
    const { apiId, version } = office.apis[0]!;
    const fake = fakeDesk({
      'service.describe': () => office.admin.service.describe(),
      'lookups.list': () => office.admin.lookups.list(),
      'lookups.save': (input, options) => office.admin.lookups.save(input, options),
    });
    const settings = put('api-settings', { desk: fake.desk });
    await settings.edit(apiId);
    await until(() => settings.shadowRoot!.querySelector('#name'), 'the editor');
    await office.admin.lookups.save({ ...membersApi({ name: 'Theirs' }), apiId, version });
    await enter(control(settings, 'Name'), 'Mine');
    inside(settings, '[part=save]').click();
    await until(() => shownText(settings).includes('Somebody else has saved'), 'the word');
    await until(() => focused()?.matches('.conflict'), 'the focus');
    await press('Tab');
    expect((focused() as HTMLInputElement).type).to.equal('radio');
    expect((await saved(office)).name).to.equal('Theirs');
  });

  it('saves as a new one what the other one deleted', async () => {
    const office = await lookupDesk();
    const settings = await openEditor(office);
    await enter(control(settings, 'Name'), 'Mine');
    await office.admin.lookups.remove({ apiId: office.apis[0]!.apiId });
    await until(() => shownText(settings).includes('Somebody else has deleted'), 'the word');
    buttonOf(settings, 'Save as a new one').click();
    await until(() => namesIn(settings).join() === 'Mine', 'the new one');
  });

  /** Of each line, which side is chosen. */
  const chosen = (settings: ApiSettings): string[] =>
    all(settings, '.conflict tbody tr').map((line) => {
      const [theirs, mine] = [...line.querySelectorAll('input')].map(({ checked }) => checked);
      return `${shownText(line.querySelector('th span'))}: ${theirs ? 'theirs' : mine ? 'mine' : 'none'}`;
    });

  it('chooses beforehand what only one of them has changed, and saves both changes', async () => {
    const { settings, office } = await conflict();
    expect(chosen(settings)).to.deep.equal(['Name: mine', 'Base URL: theirs', 'Phone: theirs']);
    buttonOf(settings, 'Save as chosen').click();
    await until(() => foot(settings).includes('Saved.'), 'the word');
    const { name, baseUrl, searchItems } = await saved(office);
    expect([name, baseUrl, searchItems[0]!.required]).to.deep.equal([
      'Mine',
      'https://their.example.com/',
      false,
    ]);
    expect(settings.hasUnsavedChanges).to.equal(false);
  });

  it('lets a person choose line by line with the keyboard, and reads out which is which', async () => {
    const { settings, office } = await conflict();
    const [name] = all<HTMLInputElement>(settings, '.conflict tbody tr input:checked');
    name!.focus();
    await press('ArrowLeft');
    await until(() => chosen(settings)[0] === 'Name: theirs', 'their name');
    const words = (focused()!.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => shownText(settings.shadowRoot!.getElementById(id)));
    expect(words).to.deep.equal(['Name', 'Saved by the other', 'Member service']);
    const url = all<HTMLInputElement>(settings, '.conflict tbody tr')[1]!.querySelectorAll('input')[1]!;
    url.click();
    await settings.updateComplete;
    await expectAccessible(settings);
    buttonOf(settings, 'Save as chosen').click();
    await until(() => foot(settings).includes('Saved.'), 'the word');
    expect(await saved(office)).to.deep.include({
      name: 'Member service',
      baseUrl: 'https://members.example.com/customer',
    });
  });

  it('keeps an item that either of them added, in its place, and drops one that was deleted', async () => {
    const office = await lookupDesk();
    const settings = await openEditor(office);
    buttonOf(settings, 'Add', '.definition section[aria-labelledby=resultItems]').click();
    await until(() => focused()?.id.endsWith('-screenName'), 'the new item');
    await type('Points');
    await press('Tab');
    await type('points');
    const { apiId, version } = office.apis[0]!;
    const [name, , address] = membersApi().resultItems;
    const theirs = { itemId: 'since', screenName: 'Since', dataName: 'since' };
    await office.admin.lookups.save({
      ...membersApi({ resultItems: [name!, theirs, address!] }),
      apiId,
      version,
    });
    await until(() => shownText(settings).includes('Somebody else has saved'), 'the word');
    expect(chosen(settings)).to.deep.equal(['Level: theirs', 'Points: mine', 'Since: theirs']);
    expect(shownText(inside(settings, '.conflict'))).to.include('Not there');
    buttonOf(settings, 'Save as chosen').click();
    await until(() => foot(settings).includes('Saved.'), 'the word');
    const { resultItems } = await saved(office);
    expect(resultItems.map(({ screenName }) => screenName)).to.deep.equal([
      'Member name',
      'Since',
      'Address',
      'Points',
    ]);
  });

  it('asks about the order when both have the same items in another one', async () => {
    const office = await lookupDesk();
    const settings = await openEditor(office);
    buttonOf(settings, 'Move down: Member name').click();
    await settings.updateComplete;
    const { apiId, version } = office.apis[0]!;
    const [name, level, address] = membersApi().resultItems;
    await office.admin.lookups.save({
      ...membersApi({ resultItems: [address!, name!, level!] }),
      apiId,
      version,
    });
    await until(() => shownText(settings).includes('Somebody else has saved'), 'the word');
    expect(chosen(settings)).to.deep.equal(['Order of the result items: mine']);
    all<HTMLInputElement>(settings, '.conflict input')[0]!.click();
    await settings.updateComplete;
    buttonOf(settings, 'Save as chosen').click();
    await until(() => foot(settings).includes('Saved.'), 'the word');
    expect((await saved(office)).resultItems.map(({ itemId }) => itemId)).to.deep.equal([
      'address',
      'name',
      'level',
    ]);
  });

  it('is told again when the other one saves once more meanwhile, and keeps what was chosen', async () => {
    const { settings, office } = await conflict();
    all<HTMLInputElement>(settings, '.conflict tbody tr')[1]!.querySelectorAll('input')[1]!.click();
    const { apiId } = office.apis[0]!;
    const now = await saved(office);
    await office.admin.lookups.save({ ...now, apiId, name: 'Theirs again' });
    await until(() => shownText(settings).includes('Theirs again'), 'the newer one');
    expect(chosen(settings)).to.deep.equal(['Name: mine', 'Base URL: mine', 'Phone: theirs']);
    buttonOf(settings, 'Save as chosen').click();
    await until(() => foot(settings).includes('Saved.'), 'the word');
    expect((await saved(office)).name).to.equal('Mine');
  });

  it('does not ask when the other one saved the very same', async () => {
    const office = await lookupDesk();
    const settings = await openEditor(office);
    await enter(control(settings, 'Name'), 'Same');
    const { apiId, version } = office.apis[0]!;
    await office.admin.lookups.save({ ...membersApi({ name: 'Same' }), apiId, version });
    await until(() => !settings.hasUnsavedChanges, 'it followed');
    expect(all(settings, '.conflict').length).to.equal(0);
  });

  it('loses nothing when saving what was chosen is refused', async () => {
    const { settings } = await conflict();
    await enter(control(settings, 'Name'), '');
    buttonOf(settings, 'Save as chosen').click();
    await until(() => foot(settings).includes('1 field must be corrected.'), 'the reason');
    expect(control(settings, 'Base URL').value).to.equal('https://their.example.com/');
    await enter(control(settings, 'Name'), 'Both');
    await save(settings);
  });
});
