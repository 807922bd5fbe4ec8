import { expect } from '@open-wc/testing';
import { memoryStorage } from '@deskcard/core';
import { jweCipher } from '@deskcard/core/jwe';
import type { LookupApiDraft } from '@deskcard/core';
import { expectAccessible } from '../../test/accessible.js';
import { lookupDesk, membersApi, ordersApi, type LookupDesk } from '../../test/lookup-desk.js';
import { clearPage, focused, inside, press, shownText, until } from '../../test/page.js';
import {
  all,
  control,
  enter,
  faultAt,
  openEditor,
  openInKorean,
  openSettings,
  save,
} from '../../test/settings-page.js';
import './define.js';

const cipher = jweCipher();
const saved = async ({ admin }: LookupDesk): Promise<LookupApiDraft> =>
  (await admin.lookups.list()).items[0]!;

describe('<api-settings>, security', () => {
  afterEach(clearPage);

  it('names three kinds and says in a sentence each what it protects (R33, D1)', async () => {
    const settings = await openEditor(await lookupDesk({ cipher }));
    const kinds = all(settings, '.mode').map((each) => shownText(each));
    expect(kinds.length).to.equal(3);
    expect(kinds[0]).to.match(/^No security Anybody who knows the address can call it/);
    expect(kinds[1]).to.match(/^Signed .*can be read wherever HTTPS ends.*calls this encryption/);
    expect(kinds[2]).to.match(/^Encrypted Nobody on the way can read or change/);
    expect(shownText(settings)).not.to.include('Not set up on this desk');
    await expectAccessible(settings);
  });

  it('is chosen with the arrow keys, and only a signature has a signed text (D1)', async () => {
    const office = await lookupDesk({ cipher });
    const settings = await openEditor(office);
    control(settings, 'No security').focus();
    await press('ArrowDown');
    await until(() => control(settings, 'Signed').checked, 'the next one');
    expect(focused()).to.equal(control(settings, 'Signed'));
    await enter(control(settings, 'Signed text'), 'uri+body+timestamp');
    await save(settings);
    expect((await saved(office)).security).to.deep.equal({
      mode: 'signature',
      signedText: 'uri+body+timestamp',
    });
    control(settings, 'Signed').focus();
    await press('ArrowDown');
    await until(() => control(settings, 'Encrypted').checked, 'the last one');
    expect(() => control(settings, 'Signed text')).to.throw();
    await save(settings);
    expect((await saved(office)).security.mode).to.equal('encrypted');
  });

  it('shows what this desk cannot do, with the reason, and does not let it be chosen', async () => {
    const office = await lookupDesk();
    const settings = await openEditor(office);
    expect(control(settings, 'Encrypted').disabled).to.equal(true);
    expect(shownText(all(settings, '.mode')[2]!)).to.include('Not set up on this desk');
    control(settings, 'Signed').focus();
    await press('ArrowDown');
    expect(control(settings, 'Encrypted').checked).to.equal(false);
    await expectAccessible(settings);
    const korean = await openInKorean(office);
    await korean.edit(office.apis[0]!.apiId);
    await until(() => korean.shadowRoot!.querySelector('.mode'), 'the editor');
    expect(shownText(all(korean, '.mode')[2]!)).to.include('이 서비스에는 설정되어 있지 않습니다');
    await expectAccessible(korean);
  });

  it('says at the choice why an API cannot be saved whose security this desk has lost', async () => {
    const storage = memoryStorage();
    const security = { mode: 'encrypted', signedText: 'body+timestamp' } as const;
    const { apis } = await lookupDesk({ storage, cipher, apis: [ordersApi({ security })] });
    const settings = await openEditor({ ...(await lookupDesk({ storage, apis: [] })), apis });
    expect(control(settings, 'Encrypted').checked).to.equal(true);
    inside(settings, '[part=save]').click();
    const choice = inside(settings, '[role=radiogroup]');
    await until(() => faultAt(settings, choice) === 'This is not available here.', 'the reason');
    expect(focused()).to.equal(choice);
    await expectAccessible(settings);
    control(settings, 'Signed').click();
    await save(settings);
    expect((await saved({ ...(await lookupDesk({ storage, apis: [] })), apis })).security.mode).to.equal(
      'signature',
    );
  });
});

describe('<api-settings>, keeping answers', () => {
  afterEach(clearPage);

  it('is 0 at first, and saved in seconds whatever unit it was typed in (B11)', async () => {
    const office = await lookupDesk();
    const settings = await openEditor(office);
    const field = control(settings, 'Keep answers for');
    expect(field.value).to.equal('0');
    expect(shownText(settings)).to.include('0: the provider is asked each time.');
    await enter(field, '5');
    await enter(control(settings, 'Unit'), 'minutes');
    await save(settings);
    expect((await saved(office)).cacheSeconds).to.equal(300);
    await enter(field, '90');
    await enter(control(settings, 'Unit'), 'seconds');
    await save(settings);
    expect((await saved(office)).cacheSeconds).to.equal(90);
    await enter(field, '');
    await save(settings);
    expect((await saved(office)).cacheSeconds).to.equal(0);
    await expectAccessible(settings);
  });

  it('shows whole minutes as minutes, anything else as seconds', async () => {
    const apis = [membersApi({ cacheSeconds: 3600 }), ordersApi({ cacheSeconds: 45 })];
    const office = await lookupDesk({ apis });
    const settings = await openEditor(office);
    const shown = (): string[] => [
      control(settings, 'Keep answers for').value,
      control(settings, 'Unit').value,
    ];
    expect(shown()).to.deep.equal(['60', 'minutes']);
    await settings.edit(office.apis[1]!.apiId);
    await until(() => control(settings, 'Name').value === 'Orders', 'the other one');
    expect(shown()).to.deep.equal(['45', 'seconds']);
  });

  it('says at the field that it is no number, or longer than a day', async () => {
    const office = await lookupDesk();
    const settings = await openEditor(office);
    const field = control(settings, 'Keep answers for');
    await enter(control(settings, 'Unit'), 'minutes');
    for (const wrong of ['soon', '-1', '1.5', '1441']) {
      await enter(field, wrong);
      inside(settings, '[part=save]').click();
      await until(() => focused() === field, 'the focus');
      expect(faultAt(settings, field), wrong).to.equal('This value cannot be used.');
    }
    expect((await saved(office)).cacheSeconds).to.equal(undefined);
    await enter(field, '1440');
    await save(settings);
    expect((await saved(office)).cacheSeconds).to.equal(86_400);
  });

  it('stands among the differences when two administrators chose otherwise', async () => {
    const office = await lookupDesk();
    const settings = await openEditor(office);
    await enter(control(settings, 'Keep answers for'), '10');
    const { apiId, version } = office.apis[0]!;
    await office.admin.lookups.save({ ...membersApi(), apiId, version, cacheSeconds: 60 });
    const conflict = await until(
      () => settings.shadowRoot!.querySelector('[part=conflict]'),
      'both versions',
    );
    expect(shownText(conflict)).to.include('Keep answers for Changed by both 60 seconds 600 seconds');
    const list = await openSettings(office);
    expect(shownText(list)).to.include('Member service');
  });
});
