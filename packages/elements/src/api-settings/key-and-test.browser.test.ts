import { expect } from '@open-wc/testing';
import { DeskError } from '@deskcard/core/errors';
import { expectAccessible } from '../../test/accessible.js';
import { clipboard } from '../../test/clipboard.js';
import { fakeDesk } from '../../test/fake-desk.js';
import { lookupDesk, membersApi, ordersApi, type LookupDesk } from '../../test/lookup-desk.js';
import { clearPage, focused, inside, press, put, settle, shownText, type, until } from '../../test/page.js';
import { all, buttonOf, control, enter, faultAt, openEditor, save } from '../../test/settings-page.js';
import type { ApiSettings } from './api-settings.js';
import './define.js';

const signed = {
  apis: [ordersApi({ security: { mode: 'signature', signedText: 'body+timestamp' } })],
} as const;
const keyOf = async ({ admin, apis }: LookupDesk): Promise<string> =>
  (await admin.lookups.showKey({ apiId: apis[0]!.apiId })).key;
const shownKey = (settings: ApiSettings): string => shownText(inside(settings, '[part=key]'));

describe('<api-settings>, the key', () => {
  afterEach(clearPage);

  it('is masked until someone wants to see it, and forgotten when the editor is closed (R35, B12)', async () => {
    const office = await lookupDesk(signed);
    const key = await keyOf(office);
    const settings = await openEditor(office);
    expect(shownKey(settings)).to.equal('•'.repeat(24));
    buttonOf(settings, 'Show').click();
    await until(() => shownKey(settings) === key, 'the key');
    buttonOf(settings, 'Hide').click();
    await until(() => shownKey(settings) === '•'.repeat(24), 'the mask');
    buttonOf(settings, 'Show').click();
    await until(() => shownKey(settings) === key, 'the key');
    await expectAccessible(settings);
    buttonOf(settings, 'Close', '.foot').click();
    await until(() => all(settings, '.editor').length === 0, 'the list');
    expect(settings.shadowRoot!.innerHTML).not.to.include(key);
    await settings.edit(office.apis[0]!.apiId);
    await until(() => settings.shadowRoot!.querySelector('.editor'), 'the editor');
    expect(shownKey(settings)).to.equal('•'.repeat(24));
  });

  it('is not asked for before, nor told to anyone (B12)', async () => {
    const office = await lookupDesk(signed);
    const fake = fakeDesk({
      'service.describe': () => office.admin.service.describe(),
      'lookups.list': () => office.admin.lookups.list(),
      'lookups.keys': (input) => office.admin.lookups.keys(input),
      'lookups.showKey': () => Promise.reject(new DeskError('storage_closed', '')),
    });
    const settings = put('api-settings', { desk: fake.desk });
    await settings.edit(office.apis[0]!.apiId);
    await until(() => settings.shadowRoot!.querySelector('.editor'), 'the editor');
    expect(fake.callsOf('lookups.showKey').length).to.equal(0);
    buttonOf(settings, 'Show').click();
    await until(() => shownText(settings).includes('The connection to the data was closed.'), 'why not');
    expect(shownKey(settings)).to.equal('•'.repeat(24));
  });

  it('is copied without being shown (R35)', async () => {
    const office = await lookupDesk(signed);
    const settings = await openEditor(office);
    const { copied, restore } = clipboard(true);
    buttonOf(settings, 'Copy').click();
    await until(() => shownText(settings).includes('Copied'), 'the word');
    restore();
    expect(copied).to.deep.equal([await keyOf(office)]);
    expect(shownKey(settings)).to.equal('•'.repeat(24));
  });

  it('is shown and selected where the browser does not let the page copy', async () => {
    const office = await lookupDesk(signed);
    const settings = await openEditor(office);
    const { restore } = clipboard(false);
    buttonOf(settings, 'Copy').click();
    await until(() => shownText(settings).includes('Copy the selected text with the keyboard.'), 'the word');
    restore();
    expect(shownKey(settings)).to.equal(await keyOf(office));
  });

  it('is changed only after a word about what happens until the provider has it (R35)', async () => {
    const office = await lookupDesk(signed);
    const before = await keyOf(office);
    const settings = await openEditor(office);
    inside(settings, '#key-change').focus();
    await press('Enter');
    const dialog = await until(() => settings.shadowRoot!.querySelector('dialog[open]'), 'the question');
    expect(shownText(dialog)).to.include('The old key stops at once.');
    await press('Escape');
    await settle();
    expect(focused()!.id).to.equal('key-change');
    expect(await keyOf(office)).to.equal(before);
    await press('Enter');
    await until(() => settings.shadowRoot!.querySelector('dialog[open]'), 'the question');
    await press('Tab', 'Enter');
    await until(() => shownText(settings).includes('This is the new key.'), 'the word');
    const after = await keyOf(office);
    expect(after).not.to.equal(before);
    expect(shownKey(settings)).to.equal(after);
    expect(settings.hasUnsavedChanges).to.equal(false);
  });

  it('is made with the first save with signature, and says so before (R34)', async () => {
    const office = await lookupDesk({ apis: [ordersApi()] });
    const settings = await openEditor(office);
    control(settings, 'Signed').click();
    await settings.updateComplete;
    expect(shownText(settings)).to.include('A key is made when you save.');
    await save(settings);
    expect(shownText(settings)).to.include('A key was made');
    buttonOf(settings, 'Show').click();
    const key = await keyOf(office);
    await until(() => shownKey(settings) === key, 'the key');
  });
});

describe('<api-settings>, the test call', () => {
  afterEach(clearPage);

  async function send(settings: ApiSettings): Promise<void> {
    inside(settings, '[part=send]').click();
    await settings.updateComplete;
  }
  const test = (settings: ApiSettings): string => shownText(inside(settings, '[part=test]'));

  it('calls the provider with what is typed, saved or not, and shows request, reply and outcome (B10)', async () => {
    const office = await lookupDesk({ apis: [ordersApi()] });
    office.answer = () => ({ data: { state: 'sent', by: { name: '김민서' } } });
    const settings = await openEditor(office);
    await enter(control(settings, 'Variable name'), 'no');
    inside(settings, '.test .input').focus();
    await type('A-1');
    await press('Enter');
    await until(() => test(settings).includes('Found (HTTP 200'), 'the outcome');
    expect(office.calls).to.deep.equal([{ url: 'https://orders.example.com/find', inputs: { no: 'A-1' } }]);
    expect(inside(settings, '[part=request]').textContent).to.include('POST https://orders.example.com/find');
    expect(inside(settings, '[part=request]').textContent).to.include('{"no":"A-1"}');
    expect(inside(settings, '[part=reply]').textContent).to.include('"state": "sent"');
    expect((await office.admin.lookups.list()).items[0]!.searchItems[0]!.variableName).to.equal(
      'orderNumber',
    );
    await expectAccessible(settings);
  });

  it('makes a value of the reply a result item by one press, and marks those that are (B10)', async () => {
    const office = await lookupDesk({ apis: [ordersApi()] });
    office.answer = () => ({ data: { state: 'sent', by: { name: '김민서' } } });
    const settings = await openEditor(office);
    await enter(inside(settings, '.test .input') as HTMLInputElement, 'A-1');
    await send(settings);
    await until(() => all(settings, '.found .item').length === 3, 'the values');
    const found = all(settings, '.found .item');
    expect(shownText(found[0]!)).to.include('state').and.include('is a result item');
    found[2]!.focus();
    await press('Enter');
    await until(() => focused()?.id.endsWith('-screenName'), 'the focus in the screen name');
    expect((focused() as HTMLInputElement).value).to.equal('name');
    await type('Sent by');
    expect(shownText(all(settings, '.found .item')[2]!)).to.include('is a result item');
    all(settings, '.found .item')[2]!.click();
    await until(() => focused()?.id.endsWith('-screenName'), 'the same one');
    expect(all(settings, '.lines > li').length).to.equal(2);
    await save(settings);
    const { resultItems } = (await office.admin.lookups.list()).items[0]!;
    expect(resultItems.map(({ screenName, dataName }) => [screenName, dataName])).to.deep.equal([
      ['State', 'state'],
      ['Sent by', 'by.name'],
    ]);
  });

  it('says at the input what is missing, and sends nothing', async () => {
    const office = await lookupDesk({ apis: [ordersApi()] });
    const settings = await openEditor(office);
    await send(settings);
    const field = inside(settings, '.test .input');
    await until(() => faultAt(settings, field) === 'Fill this in.', 'the reason');
    await until(() => focused() === field, 'the focus');
    expect(office.calls.length).to.equal(0);
  });

  it('points out mistakes of the definition first', async () => {
    const office = await lookupDesk({ apis: [ordersApi()] });
    const settings = await openEditor(office);
    await enter(inside(settings, '.test .input') as HTMLInputElement, 'A-1');
    const url = control(settings, 'Base URL');
    await enter(url, 'nowhere');
    await send(settings);
    await until(() => faultAt(settings, url).startsWith('Enter a complete address'), 'the reason');
    expect(focused()).to.equal(url);
    expect(office.calls.length).to.equal(0);
  });

  it('says that a signature needs a saved key', async () => {
    const office = await lookupDesk({ apis: [ordersApi()] });
    const settings = await openEditor(office);
    control(settings, 'Signed').click();
    await enter(inside(settings, '.test .input') as HTMLInputElement, 'A-1');
    await send(settings);
    await until(() => test(settings).includes('There is no key for this API yet.'), 'the reason');
    expect(test(settings)).to.include('Save the API first: that makes its key.');
  });

  it('says every outcome in words, with the provider’s own', async () => {
    const office = await lookupDesk({ apis: [ordersApi()] });
    const settings = await openEditor(office);
    await enter(inside(settings, '.test .input') as HTMLInputElement, 'A-1');
    const json = 'application/json';
    const outcomes = [
      [{ status: 400, contentType: json, body: '{"error":{"message":"nobody"}}' }, 'No result (HTTP 400'],
      [{ status: 403, contentType: json, body: '' }, 'Not allowed (HTTP 403'],
      [{ status: 404, contentType: json, body: '' }, 'Error at the provider (HTTP 404'],
      [{ status: 500, contentType: json, body: '' }, 'Server error at the provider (HTTP 500'],
      [
        { status: 200, contentType: 'text/html', body: '<h1>x</h1>' },
        'The provider’s answer could not be read. (HTTP 200',
      ],
      [new DeskError('lookup_timeout', ''), 'The provider did not answer in time.'],
      [new DeskError('lookup_network', ''), 'The provider could not be reached.'],
      [new DeskError('lookup_blocked', ''), 'This address may not be called.'],
      [new DeskError('lookup_too_large', ''), 'The provider’s answer is too large.'],
      [new DeskError('lookup_busy', ''), 'Many calls of this API are under way.'],
      [new DeskError('lookup_paused', ''), 'The provider keeps failing'],
      [
        new DeskError('lookup_blocked', '', { details: { reason: 'redirect' } }),
        'enter the address where it ends',
      ],
    ] as const;
    for (const [answer, words] of outcomes) {
      office.answer = () => answer;
      await send(settings);
      await until(() => test(settings).includes(words), words);
      if (words.startsWith('No result')) expect(test(settings)).to.include('nobody');
      if (answer instanceof Error) expect(test(settings)).to.include('None came.');
    }
    expect(settings.shadowRoot!.querySelector('h1')).to.equal(null);
  });

  it('can be cancelled while the provider hangs, and sent again', async () => {
    const office = await lookupDesk({ apis: [ordersApi()] });
    office.answer = () => new Promise(() => undefined);
    const settings = await openEditor(office);
    await enter(inside(settings, '.test .input') as HTMLInputElement, 'A-1');
    await send(settings);
    await until(() => test(settings).includes('Waiting for the provider'), 'the word');
    await until(() => office.calls.length === 1, 'the call');
    buttonOf(settings, 'Cancel', '.test').click();
    await until(() => !test(settings).includes('Waiting'), 'quiet');
    office.answer = () => ({ data: { state: 'sent' } });
    await send(settings);
    await until(() => test(settings).includes('Found'), 'the outcome');
  });

  it('folds a long reply and shows all of it when asked', async () => {
    const office = await lookupDesk({ apis: [ordersApi()] });
    office.answer = () => ({ data: { state: 'x'.repeat(9000) } });
    const settings = await openEditor(office);
    await enter(inside(settings, '.test .input') as HTMLInputElement, 'A-1');
    await send(settings);
    const reply = await until(() => settings.shadowRoot!.querySelector('[part=reply]'), 'the reply');
    expect(reply.textContent!.length).to.be.lessThan(2000);
    buttonOf(settings, 'Show all').click();
    await settings.updateComplete;
    expect(reply.textContent!.length).to.be.greaterThan(9000);
  });

  it('sends a variable of any name, and copies the call for a terminal without breaking its quotes', async () => {
    const [item] = ordersApi().searchItems;
    const office = await lookupDesk({
      apis: [ordersApi({ searchItems: [{ ...item!, variableName: '__proto__' }] })],
    });
    const bodies: string[] = [];
    office.answer = (_, { body }) => (bodies.push(body), { data: {} });
    const settings = await openEditor(office);
    await enter(inside(settings, '.test .input') as HTMLInputElement, "it's $(x)");
    await send(settings);
    await until(() => test(settings).includes('Found'), 'the outcome');
    expect(bodies).to.deep.equal([`{"__proto__":"it's $(x)"}`]);
    const { copied, restore } = clipboard(true);
    buttonOf(settings, 'Copy as curl').click();
    await until(() => copied.length === 1, 'the copy');
    restore();
    await until(() => test(settings).includes('Copied'), 'the word');
    expect(copied[0]).to.include(String.raw`--data-raw '{"__proto__":"it'\''s $(x)"}'`);
  });

  it('offers drop-downs and defaults as agents get them (R43)', async () => {
    const office = await lookupDesk({ apis: [membersApi()] });
    const settings = await openEditor(office);
    const shop = all<HTMLSelectElement>(settings, '.test select')[0]!;
    expect(shop.value).to.equal('online');
    expect([...shop.options].map((option) => shownText(option))).to.deep.equal([
      'Choose…',
      'Online',
      'Seoul',
    ]);
  });
});
