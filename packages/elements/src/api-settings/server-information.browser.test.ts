import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import {
  agentList,
  createDesk,
  memoryStorage,
  type CreateDeskOptions,
  type Desk,
  type Mail,
} from '@deskcard/core';
import { DeskError } from '@deskcard/core/errors';
import { provideDeskcard } from '../context.js';
import { ko } from '../locales/ko.js';
import { expectAccessible } from '../../test/accessible.js';
import { clipboard } from '../../test/clipboard.js';
import { ordersApi } from '../../test/lookup-desk.js';
import {
  clearPage,
  focused,
  inside,
  nextEvent,
  place,
  press,
  put,
  shownText,
  type,
  until,
} from '../../test/page.js';
import { all, buttonOf, control, enter } from '../../test/settings-page.js';
import type { ApiSettings } from './api-settings.js';
import './define.js';

const agents = [
  { userId: 'mina', name: 'Mina Kim', email: 'mina@desk.example' },
  { userId: 'jun', name: 'Jun Lee', email: 'jun@desk.example' },
  { userId: 'emma', name: 'Emma <b>Wilson</b>', email: 'emma@desk.example' },
  { userId: 'nomail', name: 'No Mail', email: 'not an address' },
  ...Array.from({ length: 30 }, (_, i) => ({
    userId: `t${i}`,
    name: `Team ${i}`,
    email: `t${i}@desk.example`,
  })),
];
const addresses = ['203.0.113.10', '2001:db8:1::/48'];

/** A real desk with a directory and a mailer. */
async function office(more: Partial<CreateDeskOptions> = {}) {
  const mails: Mail[] = [];
  const desk = createDesk({
    storage: memoryStorage(),
    principal: { user: 'mina', role: 'admin' },
    agentDirectory: agentList(agents),
    mailer: {
      async send(mail) {
        mails.push(mail);
      },
    },
    settings: { serverInformation: { addresses, serviceName: 'Example Helpdesk' } },
    checkAnswers: true,
    ...more,
  });
  await desk.lookups.save(ordersApi());
  return { desk, mails };
}

async function open(desk: Desk): Promise<ApiSettings> {
  const settings = put('api-settings', { desk });
  await until(() => settings.shadowRoot!.querySelector('#servers'), 'the list');
  inside(settings, '#servers').click();
  await until(() => settings.shadowRoot!.querySelector('.server .part'), 'server information');
  return settings;
}

const options = (settings: ApiSettings): string[] =>
  all(settings, '[role=option] b').map((each) => shownText(each));
const chips = (settings: ApiSettings): string[] => all(settings, '.chip').map((each) => shownText(each));
const outcomes = (settings: ApiSettings): string[] =>
  all(settings, '[part=results] li').map((each) => shownText(each));

/** Chooses an agent as a person does at the keyboard. */
async function choose(settings: ApiSettings, text: string): Promise<void> {
  inside(settings, '#recipients').focus();
  await enter(inside(settings, '#recipients') as HTMLInputElement, '');
  await type(text);
  await until(() => options(settings).length > 0, `agents called ${text}`);
  await press('ArrowDown', 'Enter');
}

describe('<api-settings>, server information (R36)', () => {
  afterEach(clearPage);

  it('shows our addresses and copies them', async () => {
    const { desk } = await office();
    const settings = await open(desk);
    await until(() => settings.shadowRoot!.querySelector('#addresses'), 'the addresses');
    expect(inside(settings, '#addresses').textContent).to.equal(addresses.join('\n'));
    expect(focused()!.id).to.equal('title');
    const { copied, restore } = clipboard(true);
    inside(settings, '#addresses-copy').click();
    await until(() => shownText(settings).includes('The addresses are copied.'), 'the word');
    restore();
    expect(copied).to.deep.equal([addresses.join('\n')]);
    expect(focused()!.id).to.equal('addresses-copy');
    await expectAccessible(settings);
  });

  it('lets an administrator choose agents and send, with the keyboard alone', async () => {
    const { desk, mails } = await office();
    const settings = put('api-settings', { desk });
    await until(() => settings.shadowRoot!.querySelector('#servers'), 'the list');
    inside(settings, '#servers').focus();
    await press('Enter');
    await until(() => focused()?.id === 'title', 'the focus in the panel');
    await until(() => settings.shadowRoot!.querySelector('#addresses'), 'the addresses');
    while (focused()?.id !== 'recipients') await press('Tab');
    await type('emma');
    await until(() => options(settings).length === 1, 'the agent');
    expect(options(settings)).to.deep.equal(['Emma <b>Wilson</b>']);
    const box = inside(settings, '#recipients');
    expect(box.getAttribute('aria-expanded')).to.equal('true');
    await press('ArrowDown');
    await until(() => box.getAttribute('aria-activedescendant') === 'agent-0', 'the first of the list');
    await expectAccessible(settings);
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true }));
    await settings.updateComplete;
    expect(chips(settings).length, 'while a syllable ends').to.equal(0);
    await press('Enter');
    await until(() => chips(settings).length === 1, 'the recipient');
    expect(inside(settings, '#agent-0').getAttribute('aria-selected')).to.equal('true');
    await until(() => shownText(settings).includes('Added: Emma'), 'the word');
    await press('Escape');
    await until(() => box.getAttribute('aria-expanded') === 'false', 'the list closed');
    await press('Escape');
    await until(() => (box as HTMLInputElement).value === '', 'an empty field');
    await type('jun');
    await until(() => options(settings).join() === 'Jun Lee', 'the other');
    await press('ArrowUp', 'Enter');
    await until(() => chips(settings).length === 2, 'both');
    while (focused()?.id !== 'note') await press('Tab');
    await type('Please open port 443.');
    await press('Tab');
    expect(focused()!.getAttribute('part')).to.equal('send-mail');
    const told = nextEvent(settings, 'deskcard-server-information-sent');
    await press('Enter');
    expect((await told).detail.results.map(({ outcome }) => outcome)).to.deep.equal(['sent', 'sent']);
    await until(() => shownText(settings).includes('Sent to 2 recipients.'), 'the word');
    expect(focused()!.id).to.equal('results');
    expect(mails.map(({ to }) => to.address)).to.deep.equal(['emma@desk.example', 'jun@desk.example']);
    expect(mails[0]!.text).to.include('203.0.113.10').and.include('Please open port 443.');
    expect(chips(settings)).to.deep.equal([]);
    await expectAccessible(settings);
  });

  it('names the lookup API it is about, in the language that was chosen', async () => {
    const { desk, mails } = await office();
    const settings = await open(desk);
    await choose(settings, 'jun');
    await enter(control(settings, 'Lookup API'), (await desk.lookups.list()).items[0]!.apiId);
    await enter(control(settings, 'Language of the mail'), 'ko');
    inside(settings, '[part=send-mail]').click();
    await until(() => mails.length === 1, 'the mail');
    expect(mails[0]!.language).to.equal('ko');
    expect(mails[0]!.text).to.include('orders.example.com');
  });

  it('takes recipients back with Backspace and with their button, and the focus stays near', async () => {
    const { desk } = await office();
    const settings = await open(desk);
    for (const name of ['mina', 'jun', 'emma']) await choose(settings, name);
    await until(() => chips(settings).length === 3, 'three');
    const box = inside(settings, '#recipients') as HTMLInputElement;
    await enter(box, '');
    await press('Backspace');
    await until(() => chips(settings).length === 2, 'two');
    buttonOf(settings, 'Delete: Mina Kim').click();
    await until(() => chips(settings).length === 1, 'one');
    await until(() => focused()?.id === 'chosen-0', 'the focus on the next');
    await press('Enter');
    await until(() => focused()?.id === 'recipients', 'the focus in the field');
  });

  it('sends nothing by Enter in the field, and nothing without a recipient', async () => {
    const { desk, mails } = await office();
    const settings = await open(desk);
    inside(settings, '#recipients').focus();
    await press('Enter');
    await type('zzzz');
    await until(() => shownText(settings).includes('No agent is called so.'), 'the word');
    await press('Enter');
    inside(settings, '[part=send-mail]').click();
    await until(() => shownText(settings).includes('Choose at least one recipient.'), 'the reason');
    expect(inside(settings, '#recipients').getAttribute('aria-invalid')).to.equal('true');
    expect(focused()!.id).to.equal('recipients');
    expect(mails.length).to.equal(0);
    await expectAccessible(settings);
  });

  it('says when there are more agents than it shows', async () => {
    const { desk } = await office();
    const settings = await open(desk);
    inside(settings, '#recipients').focus();
    await type('Team');
    await until(() => options(settings).length === 20, 'the first');
    expect(shownText(settings)).to.include('The first 20; type more to see others.');
  });

  it('says what became of each mail, in words and with a sign', async () => {
    const { desk } = await office({
      mailer: {
        async send({ to }) {
          if (!to.address.startsWith('jun')) return;
          throw new DeskError('mail_refused', '', { details: { answer: '550 no such box' } });
        },
      },
    });
    const settings = await open(desk);
    for (const name of ['mina', 'nomail', 'jun']) await choose(settings, name);
    await until(() => chips(settings).length === 3, 'three');
    inside(settings, '[part=send-mail]').click();
    await until(() => outcomes(settings).length === 3, 'the results');
    expect(outcomes(settings)[0]).to.include('Mina Kim mina@desk.example Sent');
    expect(outcomes(settings)[1]).to.include('no usable e-mail address');
    expect(outcomes(settings)[2]).to.include('Refused by the mail server').and.include('550 no such box');
    expect(all(settings, '[part=results] .icon').length).to.equal(3);
    expect(shownText(settings)).to.include('Sent to 1 of 3.');
    await expectAccessible(settings);
  });

  it('keeps as recipients whoever surely got none', async () => {
    const { desk } = await office({
      mailer: {
        async send({ to }) {
          if (to.address.startsWith('jun')) throw new DeskError('mail_unavailable', 'Gone.');
        },
      },
    });
    const settings = await open(desk);
    for (const name of ['mina', 'jun']) await choose(settings, name);
    await until(() => chips(settings).length === 2, 'both');
    inside(settings, '[part=send-mail]').click();
    await until(() => outcomes(settings).length === 2, 'the results');
    expect(outcomes(settings)[1]).to.include('sending it again is safe');
    expect(chips(settings)).to.deep.equal(['Jun Lee jun@desk.example']);
  });

  it('keeps everything when the mail server fails, and sends once when it is tried again', async () => {
    let isDown = true;
    const mails: Mail[] = [];
    const { desk } = await office({
      mailer: {
        async send(mail) {
          if (isDown) throw new DeskError('mail_unavailable', 'The mail server is away.');
          mails.push(mail);
        },
      },
    });
    const settings = await open(desk);
    await choose(settings, 'jun');
    await enter(control(settings, 'Note (optional)'), 'Hello');
    inside(settings, '[part=send-mail]').click();
    await until(() => shownText(settings).includes('The mail server could not be used.'), 'the reason');
    expect(chips(settings).length).to.equal(1);
    expect(control(settings, 'Note (optional)').value).to.equal('Hello');
    isDown = false;
    inside(settings, '[part=send-mail]').click();
    await until(() => shownText(settings).includes('Sent to 1 recipient.'), 'the word');
    expect(mails.length).to.equal(1);
  });

  it('says that the list of agents could not be read, and asks again', async () => {
    let isDown = true;
    const directory = agentList(agents);
    const { desk } = await office({
      agentDirectory: {
        find: (text, more) => (isDown ? Promise.reject(new Error('down')) : directory.find(text, more)),
        get: (ids, more) => directory.get(ids, more),
      },
    });
    const settings = await open(desk);
    inside(settings, '#recipients').focus();
    await type('jun');
    await until(() => shownText(settings).includes('The list of agents could not be read.'), 'the reason');
    isDown = false;
    buttonOf(settings, 'Try again').click();
    inside(settings, '#recipients').focus();
    await press('ArrowDown');
    await until(() => options(settings).join() === 'Jun Lee', 'the agent');
  });

  it('says what the host has yet to set up, and what it means in a page without a gateway', async () => {
    const { desk } = await office({ mailer: undefined });
    const settings = await open(desk);
    await until(() => settings.shadowRoot!.querySelector('#addresses'), 'the addresses, all the same');
    expect(shownText(settings)).to.include('This cannot be sent yet.').and.include('A mail server.');
    expect(shownText(settings)).not.to.include('The list of agents');
    expect(all(settings, '#recipients').length).to.equal(0);
    await expectAccessible(settings);
    const bare = await office({ mailer: undefined, agentDirectory: undefined, settings: {} });
    const page = await open(bare.desk);
    await until(() => shownText(page).includes('without a gateway'), 'why not');
  });

  it('goes back to the list with the focus where it was, and keeps what was chosen', async () => {
    await setViewport({ width: 320, height: 700 });
    const { desk } = await office();
    const settings = await open(desk);
    await choose(settings, 'jun');
    await until(() => chips(settings).length === 1, 'the recipient');
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
    buttonOf(settings, 'Back to the list').click();
    await until(() => focused()?.id === 'servers', 'the focus');
    inside(settings, '#servers').click();
    await until(() => chips(settings).length === 1, 'the recipient, still');
    await setViewport({ width: 1000, height: 800 });
  });

  it('asks first when something is not saved', async () => {
    const { desk } = await office();
    const settings = put('api-settings', { desk });
    await settings.add();
    await enter(control(settings, 'Name'), 'Draft');
    void settings.showServerInformation();
    const dialog = await until(() => settings.shadowRoot!.querySelector('dialog[open]'), 'the question');
    expect(shownText(dialog)).to.include('Discard your changes?');
    await press('Escape');
    expect(control(settings, 'Name').value).to.equal('Draft');
  });

  it('leaves no English on a Korean page, light and dark', async () => {
    const { desk } = await office();
    const home = place();
    home.lang = 'ko';
    provideDeskcard(home, { desk, locales: [ko] });
    const settings = document.createElement('api-settings');
    home.append(settings);
    await settings.showServerInformation();
    await until(() => settings.shadowRoot!.querySelector('#addresses'), 'the addresses');
    const text = shownText(inside(settings, '.server')).replace(/2001:db8:1::|Orders|API|Enter/g, '');
    expect(text.match(/[A-Za-z]{2,}/g)).to.equal(null);
    expect(control(settings, '메일 언어').value).to.equal('ko');
    await expectAccessible(settings);
  });
});
