import { expect } from '@open-wc/testing';
import { DeskError } from '@deskcard/core/errors';
import { jweCipher } from '@deskcard/core/jwe';
import type { LookupKey } from '@deskcard/core';
import { expectAccessible } from '../../test/accessible.js';
import { clipboard } from '../../test/clipboard.js';
import { lookupDesk, ordersApi, type LookupDesk, type LookupDeskOptions } from '../../test/lookup-desk.js';
import { clearPage, focused, inside, nextEvent, press, shownText, until } from '../../test/page.js';
import {
  all,
  buttonOf,
  control,
  enter,
  openEditor,
  openInKorean,
  openSettings,
} from '../../test/settings-page.js';
import type { ApiSettings } from './api-settings.js';
import './define.js';

const security = { mode: 'signature', signedText: 'body+timestamp' } as const;
const signed: LookupDeskOptions = { apis: [ordersApi({ security })] };
const once: LookupDeskOptions = { ...signed, settings: { keyDisplay: 'once' } };

const keysOf = async ({ admin, apis }: LookupDesk): Promise<LookupKey[]> =>
  (await admin.lookups.keys({ apiId: apis[0]!.apiId })).items;
const rows = (settings: ApiSettings): string[] => all(settings, '.ring li').map((each) => shownText(each));
const states = (settings: ApiSettings): string =>
  all(settings, '.ring .state')
    .map((each) => shownText(each))
    .join();
const secret = (settings: ApiSettings): string => shownText(inside(settings, '[part=secret] [part=key]'));

async function openKeys(office: LookupDesk): Promise<ApiSettings> {
  const settings = await openEditor(office);
  await until(() => rows(settings).length > 0, 'the keys');
  return settings;
}

async function openRing(settings: ApiSettings): Promise<void> {
  inside<HTMLDetailsElement>(settings, '[part=keys]').open = true;
  await settings.updateComplete;
}

/** Presses a button of a key, and says yes to what it asks. */
async function confirm(settings: ApiSettings, says: RegExp, title: string): Promise<void> {
  const found = all(settings, '.ring button').find((each) =>
    says.test(each.getAttribute('aria-label') ?? ''),
  );
  found!.click();
  const dialog = await until(() => settings.shadowRoot!.querySelector('dialog[open]'), 'the question');
  expect(shownText(dialog)).to.include(title);
  all(settings, 'dialog .primary')[0]!.click();
}

describe('<api-settings>, the keys', () => {
  afterEach(clearPage);

  it('are listed with id, state and times, folded while there is one (B12)', async () => {
    const office = await lookupDesk(signed);
    const settings = await openKeys(office);
    const [key] = await keysOf(office);
    expect(inside<HTMLDetailsElement>(settings, '[part=keys]').open).to.equal(false);
    await openRing(settings);
    expect(rows(settings)[0]).to.include('Active').and.include(key!.keyId);
    expect(rows(settings)[0]).to.match(/Made .* · Activated .* · Not used yet/);
    await expectAccessible(settings);
    office.answer = () => ({ data: { state: 'sent' } });
    await office.admin.lookups.search({ apiId: office.apis[0]!.apiId, inputs: { orderNumber: 'A-1' } });
    buttonOf(settings, 'Reload', '.ring').click();
    await until(() => rows(settings)[0]!.includes('Last used'), 'its use');
  });

  it('are replaced without an outage: make, hand over, activate, revoke (B12)', async () => {
    const office = await lookupDesk(signed);
    const [old] = await keysOf(office);
    const settings = await openKeys(office);
    await openRing(settings);
    inside(settings, '#key-make').focus();
    await press('Enter');
    await until(() => focused()?.id === 'secret-copy', 'the focus at the new key');
    await until(() => states(settings) === 'Pending,Active', 'both keys');
    const [made] = await keysOf(office);
    const { apiId } = office.apis[0]!;
    expect(secret(settings)).to.equal(
      (await office.admin.lookups.showKey({ apiId, keyId: made!.keyId })).key,
    );
    expect(shownText(inside(settings, '[part=secret]'))).to.include(made!.keyId);
    await expectAccessible(settings);

    await confirm(settings, /^Activate/, 'Use this key from now on?');
    await until(() => states(settings) === 'Active,Retiring', 'the change');
    expect(focused()?.id).to.equal(`key-${made!.keyId}`);
    await until(() => shownText(settings).includes('The key is active.'), 'the word');

    await confirm(settings, /^Revoke/, 'Revoke the key?');
    await until(() => states(settings) === 'Active,Revoked', 'the end of the old one');
    const after = await keysOf(office);
    expect(after.map(({ keyId, state }) => [keyId, state])).to.deep.equal([
      [made!.keyId, 'active'],
      [old!.keyId, 'revoked'],
    ]);
    expect(settings.hasUnsavedChanges).to.equal(false);
    await expectAccessible(settings);
  });

  it('stay as they are when the question is answered no, or the page says no', async () => {
    const office = await lookupDesk(signed);
    const { apiId } = office.apis[0]!;
    await office.admin.lookups.makeKey({ apiId });
    const settings = await openKeys(office);
    const before = await keysOf(office);
    const activate = all(settings, '.ring button').find((each) => shownText(each) === 'Activate')!;
    activate.focus();
    await press('Enter');
    await until(() => settings.shadowRoot!.querySelector('dialog[open]'), 'the question');
    await press('Escape');
    await until(() => focused() === activate, 'the focus back');
    for (const [event, says] of [
      ['deskcard-before-lookup-key-activate', /^Activate/],
      ['deskcard-before-lookup-key-revoke', /^Revoke/],
    ] as const) {
      settings.addEventListener(event, (each) => each.preventDefault(), { once: true });
      const told = nextEvent(settings, event);
      await confirm(settings, says, 'key');
      expect((await told).detail.keyId).to.equal(before[0]!.keyId);
    }
    expect(await keysOf(office)).to.deep.equal(before);
  });

  it('that wait are shown again where keys may be looked at (R35)', async () => {
    const office = await lookupDesk(signed);
    const { key, keyId } = await office.admin.lookups.makeKey({ apiId: office.apis[0]!.apiId });
    const settings = await openKeys(office);
    expect(settings.shadowRoot!.innerHTML).not.to.include(key);
    buttonOf(settings, `Show: ${keyId}`).click();
    await until(() => settings.shadowRoot!.querySelector('[part=secret]'), 'the key');
    expect(secret(settings)).to.equal(key);
    buttonOf(settings, 'Done').click();
    await until(() => !settings.shadowRoot!.innerHTML.includes(key), 'that it is gone');
  });

  it('say in both languages at their place why something failed, and show how they are now', async () => {
    const office = await lookupDesk(signed);
    const { apiId } = office.apis[0]!;
    const { keyId } = await office.admin.lookups.makeKey({ apiId });
    let failure: DeskError | undefined;
    const fails = async (): Promise<never> => {
      throw failure!;
    };
    const lookups = { ...office.admin.lookups, activateKey: fails, revokeKey: fails, makeKey: fails };
    const stubborn = { ...office, admin: { ...office.admin, lookups } };
    const english = await openKeys(stubborn);
    const korean = await openInKorean(stubborn);
    await korean.edit(apiId);
    await until(() => rows(korean).length === 2, 'the keys');
    for (const [code, says, auf] of [
      ['lookup_key_revoked', 'This key was revoked.', '폐기된 키입니다.'],
      ['lookup_key_not_found', 'no longer has this key', '이 조회 API에 없는 키입니다.'],
    ] as const) {
      failure = new DeskError(code, '');
      await confirm(english, /^Activate/, 'Use this key');
      await until(() => shownText(inside(english, '.keys')).includes(says), says);
      await confirm(korean, /^활성화/, '이 키를');
      await until(() => shownText(inside(korean, '.keys')).includes(auf), auf);
    }
    failure = new DeskError('lookup_key_active', '');
    await confirm(english, /^Revoke/, 'Revoke');
    await until(() => shownText(inside(english, '.keys')).includes('This key is in use.'), 'the reason');
    failure = new DeskError('lookup_keys_full', '');
    inside(korean, '#key-make').click();
    await until(() => shownText(inside(korean, '.keys')).includes('키가 너무 많습니다.'), 'the reason');
    await office.admin.lookups.revokeKey({ apiId, keyId });
    await until(() => states(english) === 'Revoked,Active', 'what somebody else did');
    expect(states(korean)).to.equal('폐기됨,사용 중');
    await expectAccessible(korean);
  });

  it('are at most five of a kind, as the desk says', async () => {
    const office = await lookupDesk(signed);
    for (let turn = 0; turn < 4; turn++) {
      await office.admin.lookups.makeKey({ apiId: office.apis[0]!.apiId });
    }
    const settings = await openKeys(office);
    inside(settings, '#key-make').click();
    await until(() => shownText(settings).includes('There are too many keys.'), 'the reason');
    expect(rows(settings).length).to.equal(5);
  });

  it('of encryption are made before they are needed, so that the provider has one at the switch (D1)', async () => {
    const office = await lookupDesk({ ...signed, cipher: jweCipher() });
    const settings = await openKeys(office);
    control(settings, 'Encrypted').click();
    await until(() => shownText(settings).includes('Make one now'), 'the offer');
    expect(rows(settings)).to.deep.equal([]);
    inside(settings, '#key-make').click();
    await until(() => states(settings) === 'Active', 'the key');
    const [made] = await keysOf(office);
    expect(made).to.include({ use: 'encrypted', state: 'active' });
    expect(shownText(inside(settings, '[part=key]')).length).to.equal(43);
    expect((await office.admin.lookups.list()).items[0]!.security.mode).to.equal('signature');
    expect(settings.hasUnsavedChanges).to.equal(true);
  });
});

describe('<api-settings>, keys that are shown once', () => {
  afterEach(clearPage);

  it('have no Show button, and are listed at once (B12)', async () => {
    const settings = await openKeys(await lookupDesk(once));
    expect(inside<HTMLDetailsElement>(settings, '[part=keys]').open).to.equal(true);
    expect(all(settings, 'button').map((each) => shownText(each))).not.to.include('Show');
    expect(settings.shadowRoot!.querySelector('[part=key]')).to.equal(null);
    await expectAccessible(settings);
  });

  it('are shown by the save that makes them, to nobody else, with a plain warning (R34, B12)', async () => {
    const office = await lookupDesk({ apis: [ordersApi()], settings: { keyDisplay: 'once' } });
    const settings = await openEditor(office);
    control(settings, 'Signed').click();
    const told = nextEvent(settings, 'deskcard-lookup-api-saved');
    inside(settings, '[part=save]').click();
    await until(() => focused()?.id === 'secret-copy', 'the key');
    const key = secret(settings);
    expect(key).to.match(/^[0-9a-f]{24}$/);
    const panel = shownText(inside(settings, '[part=secret]'));
    expect(panel).to.include('This key is shown only now.').and.include('Nobody can see it again');
    expect(JSON.stringify((await told).detail)).not.to.include(key);
    await expectAccessible(settings);

    buttonOf(settings, 'Close', '.foot').click();
    const dialog = await until(() => settings.shadowRoot!.querySelector('dialog[open]'), 'the question');
    expect(shownText(dialog)).to.include('You have not copied it');
    await press('Escape');
    const { copied, restore } = clipboard(true);
    inside(settings, '#secret-copy').click();
    await until(() => shownText(settings).includes('Copied'), 'the word');
    restore();
    expect(copied).to.deep.equal([key]);
    buttonOf(settings, 'Close', '.foot').click();
    await until(() => all(settings, '.editor').length === 0, 'the list');
    expect(settings.shadowRoot!.innerHTML).not.to.include(key);
  });

  it('are asked about once, then what was typed, when the editor is left', async () => {
    const office = await lookupDesk(once);
    const settings = await openKeys(office);
    inside(settings, '#key-make').click();
    await until(() => settings.shadowRoot!.querySelector('[part=secret]'), 'the key');
    await enter(control(settings, 'Name'), 'Other');
    buttonOf(settings, 'Cancel', '.foot').click();
    await until(
      () => shownText(settings.shadowRoot!.querySelector('dialog')).includes('You have not copied'),
      '1',
    );
    buttonOf(settings, 'Go on without it').click();
    await until(() => shownText(settings.shadowRoot!.querySelector('dialog')).includes('Discard'), '2');
    expect(inside<HTMLDialogElement>(settings, 'dialog').open).to.equal(true);
    buttonOf(settings, 'Discard').click();
    await until(() => all(settings, '.editor').length === 0, 'the list');
  });

  it('are changed at once where they are no longer secret, and the new one is shown', async () => {
    const office = await lookupDesk(once);
    const settings = await openKeys(office);
    inside(settings, '#key-change').click();
    await until(() => settings.shadowRoot!.querySelector('dialog[open]'), 'the question');
    all(settings, 'dialog .primary')[0]!.click();
    await until(() => focused()?.id === 'secret-copy', 'the new one');
    await until(() => states(settings) === 'Active,Revoked', 'the list');
    expect(secret(settings).length).to.equal(24);
  });

  it('are not made twice when the answer was lost on its way', async () => {
    const office = await lookupDesk(once);
    let isLost = true;
    const { makeKey } = office.admin.lookups;
    const lookups: typeof office.admin.lookups = {
      ...office.admin.lookups,
      makeKey: async (...given) => {
        const made = await makeKey(...given);
        if (isLost) throw new DeskError('desk_unreachable', '');
        return made;
      },
    };
    const settings = await openKeys({ ...office, admin: { ...office.admin, lookups } });
    inside(settings, '#key-make').click();
    await until(() => shownText(settings).includes('The server cannot be reached.'), 'the reason');
    isLost = false;
    inside(settings, '#key-make').click();
    await until(() => settings.shadowRoot!.querySelector('[part=secret]'), 'the key');
    expect((await keysOf(office)).length).to.equal(2);
  });

  it('are said in Korean, too', async () => {
    const office = await lookupDesk(once);
    const settings = await openInKorean(office);
    await settings.edit(office.apis[0]!.apiId);
    await until(() => rows(settings).length === 1, 'the keys');
    inside(settings, '#key-make').click();
    await until(() => settings.shadowRoot!.querySelector('[part=secret]'), 'the key');
    expect(shownText(inside(settings, '[part=secret]'))).to.include('이 키는 지금만 표시됩니다.');
    await until(() => states(settings) === '대기,사용 중', 'both');
    await expectAccessible(settings);
  });

  it('leave the page with the editor, and the list does not hold them', async () => {
    const office = await lookupDesk(once);
    const settings = await openKeys(office);
    inside(settings, '#key-make').click();
    await until(() => settings.shadowRoot!.querySelector('[part=secret]'), 'the key');
    const key = secret(settings);
    const home = settings.parentElement!;
    settings.remove();
    home.append(settings);
    await until(() => rows(settings).length === 2, 'the keys again');
    expect(settings.shadowRoot!.innerHTML).not.to.include(key);
    expect(namesIn(await openSettings(office))).to.equal('Orders');
  });
});

const namesIn = (settings: ApiSettings): string => shownText(all(settings, '.apis .item b')[0]!);
