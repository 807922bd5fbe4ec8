/** Two administrators on one gateway: nothing that either of them types is lost (R30–R36, B9). */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { HTTPRequest } from 'puppeteer-core';
import type { Screen } from './screen.js';

const name = 'Member service';
const foot = '.editor .foot';

async function openSettings(screen: Screen): Promise<void> {
  await screen.press('.areas button', /Settings/);
  await screen.reads('.apis .item', new RegExp(name));
}

async function openApi(screen: Screen): Promise<void> {
  await screen.press('.apis .item', new RegExp(name));
  await screen.reads('.editor #title', new RegExp(name));
}

/** Presses Save, and waits until it is said. */
async function save(screen: Screen): Promise<void> {
  await screen.press('[part=save]', /Save/);
  await screen.reads(foot, /Saved\./);
}

/** While `work` runs, saving is answered like this. */
async function answering(
  { page }: Screen,
  answer: (request: HTTPRequest) => Promise<void>,
  work: () => Promise<void>,
): Promise<void> {
  const onRequest = (request: HTTPRequest): void => {
    const isSave = request.method() === 'PUT' && new URL(request.url()).pathname === '/api/lookups';
    void (isSave ? answer(request) : request.continue());
  };
  await page.setRequestInterception(true);
  page.on('request', onRequest);
  try {
    await work();
  } finally {
    page.off('request', onRequest);
    await page.setRequestInterception(false);
  }
}

/** Both are administrators. */
export function administratorsAtWork(at: () => { first: Screen; second: Screen }): void {
  it('shows how the calls of each lookup API fare on this gateway (B9)', async () => {
    const { first, second } = at();
    await openSettings(first);
    await openSettings(second);
    await first.reads('.health', /Last call .*: answered, \d+ ms · none of \d+ calls? failed since/);
    await first.reads('.note', /as this server has measured them/);
  });

  it('tells the second who saves that the first one did, shows both, and saves what was chosen', async () => {
    const { first, second } = at();
    await openApi(first);
    await openApi(second);
    await first.type('#name', `${name} of the shop`);
    await second.type('#cacheSeconds', '7');
    await save(second);
    await first.reads('.conflict', /Somebody else has saved/);
    assert.equal(await first.value('#name'), `${name} of the shop`);
    await first.press('.conflict button', /Save as chosen/);
    await first.reads(foot, /Saved\./);
    assert.equal(await first.value('#cacheSeconds'), '7');
    await second.reads('.editor #title', /of the shop/);
    assert.equal(await second.value('#cacheSeconds'), '7');
    await second.type('#name', name);
    await second.type('#cacheSeconds', '0');
    await save(second);
    await first.reads('.editor #title', new RegExp(`^${name}$`));
  });

  for (const [what, answer, words] of [
    ['the network fails', (request: HTTPRequest) => request.abort('connectionrefused'), /cannot be reached/],
    [
      'the sign-in has ended (401)',
      (request: HTTPRequest) =>
        request.respond({
          status: 401,
          contentType: 'application/problem+json',
          body: JSON.stringify({ code: 'unauthenticated', title: 'No', status: 401 }),
        }),
      /Your sign-in has ended/,
    ],
  ] as const) {
    it(`keeps what was typed when ${what}, and saves it afterwards`, async () => {
      const { first } = at();
      await first.type('#cacheSeconds', '9');
      await answering(first, answer, async () => {
        await first.press('[part=save]', /Save/);
        await first.reads(foot, words);
      });
      assert.equal(await first.value('#cacheSeconds'), '9');
      await save(first);
      await first.type('#cacheSeconds', '0');
      await save(first);
    });
  }

  it('sends server information to agents through the mail server, by keyboard alone (R36)', async () => {
    const { first } = at();
    const { keyboard } = first.page;
    await first.press('#servers', /Server information/);
    await first.reads('#addresses', /203\.0\.113\.10/);
    await first.type('#recipients', 'naru');
    await first.reads('[role=option]', /@/);
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    const chosen = await first.reads('.chip', /@/);
    await keyboard.press('Escape');
    await first.press('[part=send-mail]', /Send mail/);
    const result = await first.reads('[part=results] li', /Sent/);
    assert.ok(result.includes(chosen.trim().split(/\s/).at(-1)!), result);
  });
}

/** In a page without a gateway there are no addresses and no mail: it says so, and what it would take. */
export function administratorInThePage(at: () => Screen): void {
  it('says why server information cannot be sent and calls are not measured in a page alone', async () => {
    await openSettings(at());
    await at().reads('.note', /it takes a gateway/);
    await at().press('#servers', /Server information/);
    await at().reads('.server', /cannot be sent yet[^]*without a gateway/);
  });
}
