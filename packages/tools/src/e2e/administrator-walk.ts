/** An administrator without a mouse: the customers, those who are there twice, the grades and who has them, a lookup API and its connections. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { nothingSerious } from './axe.js';
import type { Hands } from './hands.js';
import { beginning, saying, wordsIn, type Language } from './words.js';

export interface Workplace {
  readonly language: Language;
  /** the data lies behind a gateway, which measures calls and sends mails */
  readonly hasGateway: boolean;
  /** of the demo provider */
  readonly providerUrl: () => string;
  readonly at: () => Hands;
}

/** Registers the steps; call it inside a `describe` whose `before` opens the screen. */
export function administratorWalk(place: Workplace): void {
  const { language, at } = place;
  const w = wordsIn(language);
  let phone = '';

  /** The areas and screens are buttons before everything else. */
  const goTo = async (name: string): Promise<void> => {
    await at().use(name, { role: 'button', back: true });
  };

  it('opens the settings from a ticket', async () => {
    const { screen } = at();
    await screen.reads('.list-count', /300/);
    phone = await screen.value('[data-field=phone] .input');
    await goTo(w.settings);
    await screen.reads('.settings-nav', saying(w.apis));
  });

  customers(place);
  duplicates(place);
  grades(place, () => phone);
  lookupApi(place, () => phone);

  it('sees the new grade at the ticket again (R24)', async () => {
    const { screen } = at();
    await goTo(w.tickets);
    await screen.page.waitForFunction(() =>
      /Patron/.test(document.querySelector('.history-section customer-badge')?.shadowRoot?.textContent ?? ''),
    );
  });
}

function customers({ language, at }: Workplace): void {
  const w = wordsIn(language);
  const numberInDialog = async (): Promise<string> =>
    /\d{5,}/.exec(await at().screen.reads('.dialog-head .muted', /\d{5,}/))![0];

  it('searches the customers, opens a row, goes on to the next, and is in its row after Escape (R5, R10)', async () => {
    const { screen } = at();
    await at().use(w.customers, { role: 'button' });
    const all = await screen.reads('.count', /\d/);
    await at().fill(w.name, '김', { role: 'textbox' });
    await at().press('Enter');
    await screen.page.waitForFunction(
      (before) => {
        const text =
          document.querySelector('customer-list')?.shadowRoot?.querySelector('.count')?.textContent ?? '';
        return /\d/.test(text) && text.trim() !== before;
      },
      {},
      all.trim(),
    );
    await nothingSerious(screen, 'customer-list');
    const { name: first } = await at().tabTo(/^\d+$/, { role: 'gridcell' });
    await at().press('Enter');
    await at().isAt(/./, 'heading');
    assert.equal(await numberInDialog(), first);
    await nothingSerious(screen, 'customer-list');
    await at().press('ArrowDown', 'Alt');
    await screen.page.waitForFunction(
      (before) =>
        !document
          .querySelector('customer-list')
          ?.shadowRoot?.querySelector('.dialog-head')
          ?.textContent.includes(before),
      {},
      first,
    );
    const second = await numberInDialog();
    await at().press('Escape');
    await at().isAt(second, 'gridcell');
  });

  it('exports those found, and is back at the button', async () => {
    const { screen } = at();
    await at().use(w.exportCsv, { role: 'button', back: true });
    await at().tabTo(w.export, { role: 'button' });
    await nothingSerious(screen, 'customer-list');
    await at().press('Enter');
    await screen.reads('.dialog .status', saying(w.exported));
    await at().use(w.close, { role: 'button' });
    await at().isAt(w.exportCsv, 'button');
  });
}

function duplicates({ language, at }: Workplace): void {
  const w = wordsIn(language);
  const button = { role: 'button' };
  const LEAST = 10;

  /** The two numbers that stand side by side, once what would remain of them is there. */
  const atHand = async (): Promise<string> => {
    const { page } = at().screen;
    await page.waitForSelector('duplicate-queue >>> #merge:not([aria-disabled])');
    return page.evaluate(
      () => document.querySelector('duplicate-queue')!.shadowRoot!.querySelector('#versus')!.textContent,
    );
  };

  it('clears ten pairs of the queue by one key each, and the focus stays there (B4)', async () => {
    const { screen } = at();
    await at().use(w.duplicates, { ...button, back: true });
    await atHand();
    await nothingSerious(screen, 'duplicate-queue');
    await at().tabTo(beginning(w.merge), button);
    const keys = ['m', 'm', 'n', 'm', 'm', 'm', 'n', 'm', 'm', 'm'] as const;
    for (const key of keys.slice(0, LEAST)) {
      const before = await atHand();
      await at().press(key);
      await screen.reads('.last', saying(key === 'm' ? w.areMerged : w.areNotSame));
      await at().isAt(beginning(w.merge), 'button');
      await screen.page.waitForFunction(
        (text) =>
          document.querySelector('duplicate-queue')!.shadowRoot!.querySelector('#versus')?.textContent !==
          text,
        {},
        before,
      );
    }
    await screen.page.waitForFunction(
      () =>
        !document.querySelector<HTMLElementTagNameMap['duplicate-queue']>('duplicate-queue')!
          .hasUnsavedChanges,
    );
  });

  it('takes the last merge back with a key, and is at that pair again (B1)', async () => {
    const { screen } = at();
    await at().press('u');
    await screen.reads('.said', saying(w.backAgain));
    await at().isAt(beginning(w.merge), 'button');
    await nothingSerious(screen, 'duplicate-queue');
  });

  it('has all customers compared again (B4)', async () => {
    const { screen } = at();
    await at().use(w.compareAgain, { ...button, back: true });
    await screen.page.waitForFunction(
      () => !document.querySelector('duplicate-queue')!.shadowRoot!.querySelector('progress'),
    );
    await screen.reads('.scan', saying(w.compared));
    await at().isAt(w.compareAgain, 'button');
  });
}

function grades({ language, at }: Workplace, phone: () => string): void {
  const w = wordsIn(language);
  const field = { role: 'textbox' };
  const button = { role: 'button' };
  const named = (act: string, name: string): string => `${act}: ${name}`;

  async function addGrade(name: string, colour: string): Promise<void> {
    await at().use(w.addGrade, { ...button, back: true });
    await at().isAt(saying(w.name), 'textbox');
    await at().screen.page.keyboard.type(name);
    await at().fill(saying(w.colour), colour, field);
    await at().press('Enter');
    await at().isAt(named(w.edit, name), 'button');
  }

  it('adds two grades, renames one, and moves it up (R25)', async () => {
    const { screen } = at();
    await at().use(w.grades, { ...button, back: true });
    await addGrade('Guest', '#8a4b08');
    await addGrade('Friend', '#0b6e4f');
    await at().press('Enter');
    await at().isAt(saying(w.name), 'textbox');
    await nothingSerious(screen, 'grade-settings');
    await at().fill(saying(w.name), 'Patron', field);
    await at().press('Enter');
    await at().isAt(named(w.edit, 'Patron'), 'button');
    await at().press('ArrowUp', 'Alt');
    await screen.reads('.rows.grades', /Patron[^]*Guest/);
    await at().isAt(named(w.edit, 'Patron'), 'button');
  });

  it('gives a second grade to a number that has one, and finds it in the list (R26, R27, R28)', async () => {
    const { screen } = at();
    await at().fill(saying(w.value), phone(), field);
    await at().choose(saying(w.grade), 'Guest');
    await at().fill(w.note, 'met at the fair', field);
    await at().press('Enter');
    await screen.reads('.conflict', /VIP[^]*Guest/);
    await nothingSerious(screen, 'grade-members');
    await at().use(w.keepBoth, button);
    await screen.reads('.form .status', saying(phone(), 'Guest'));
    await at().isAt(saying(w.value), 'textbox');
    await at().fill(w.searchMembers, 'at the fair', { role: 'searchbox' });
    await screen.reads('[part=list] .status', saying(w.one));
  });

  it('changes the note, takes the grade away and gives it back (R28)', async () => {
    const { screen } = at();
    await at().use(beginning(named(w.edit, phone())), button);
    await at().isAt(saying(w.value), 'textbox');
    await at().fill(w.note, 'seen at the fair', field);
    await at().press('Enter');
    await at().isAt(w.searchMembers, 'searchbox');
    await screen.reads('.members', /seen at the fair/);
    await at().use(beginning(named(w.take, phone())), button);
    await screen.reads('.taken', saying(w.takenFrom));
    await at().isAt(w.undo, 'button');
    await at().press('Enter');
    await screen.reads('.said', saying(w.givenBack));
    await at().isAt(w.searchMembers, 'searchbox');
    await screen.reads('.members', /seen at the fair/);
  });

  it('deletes a grade that somebody has, and says which one they get instead (D7)', async () => {
    const { screen } = at();
    await at().use(named(w.remove, 'Guest'), { ...button, back: true });
    await at().choose(saying(w.insteadOf), 'Patron');
    await nothingSerious(screen, 'grade-settings');
    await at().use(w.remove, button);
    await at().isAt(w.addGrade, 'button');
    await screen.reads('.members', /Patron[^]*seen at the fair/);
  });
}

function lookupApi({ language, at, hasGateway, providerUrl }: Workplace, phone: () => string): void {
  const w = wordsIn(language);
  const button = { role: 'button' };
  const field = { role: 'textbox' };

  it('adds a lookup API with its items, tries it out, and saves it (R30, R31, R32, R37, R44, R45)', async () => {
    const { screen } = at();
    await at().use(w.apis, { ...button, back: true });
    await at().use(w.addApi, button);
    await at().fill(saying(w.name), 'Parcels', field);
    await at().fill(saying(w.baseUrl), providerUrl(), field);
    await at().use(w.addTicketField, button);
    await at().isAt(saying(w.ticketField), 'combobox');
    await at().choose(saying(w.ticketField), w.phone);
    await at().tabTo(w.call, { role: 'checkbox' });
    await at().press('Space');
    // The search items have an Add of their own, before this one.
    await at().tabTo(w.addTicketField, button);
    await at().use(w.add, button);
    await at().isAt(saying(w.screenName), 'textbox');
    await screen.page.keyboard.type(w.memo);
    await at().fill(saying(w.dataName), 'vipNote', field);
    await nothingSerious(screen, 'api-settings');
    await at().use(w.save, button);
    await screen.reads('.foot .status', saying(w.saved));
    // The provider does not know the key that was just made.
    await at().fill(w.phone, phone(), { ...field, back: true });
    await at().press('Enter');
    await screen.reads('.test .status', saying(w.notAllowed, 'HTTP 401'));
    await nothingSerious(screen, 'api-settings');
    await at().use(w.close, button);
    await at().isAt(beginning('Parcels'), 'button');
  });

  it('calls an API on trial, makes a value of the reply a result item, and leaves without saving (B10)', async () => {
    const { screen } = at();
    await at().use(beginning(w.api), { ...button, back: true });
    await at().isAt(w.api, 'heading');
    await at().fill(w.phone, phone(), { ...field, back: true });
    await at().press('Enter');
    await screen.reads('.test .status', saying(w.foundOnTrial, 'HTTP 200'));
    await nothingSerious(screen, 'api-settings');
    await at().use(saying(w.makeItem), button);
    await screen.reads('.foot .status', saying(w.unsaved));
    await at().use(w.cancel, button);
    await at().use(w.drop, button);
    await at().isAt(beginning(w.api), 'button');
  });

  it('sees how the calls fare, and sends the server information (R36, B9)', async () => {
    const { screen } = at();
    if (hasGateway) await screen.reads('.health', saying(w.lastCall));
    else await screen.reads('.note', saying(w.notMeasured));
    await at().use(w.serverInformation, button);
    if (hasGateway) {
      await at().fill(saying(w.recipients), 'naru', { role: 'combobox' });
      await screen.reads('[role=option]', /@/);
      await at().press('ArrowDown');
      await at().press('Enter');
      await screen.reads('.chip', /@/);
      await at().press('Escape');
      await at().use(w.sendMail, button);
      await screen.reads('[part=results] li', saying(w.sent));
    } else {
      await screen.reads('.server', saying(w.pageOnly));
    }
    await nothingSerious(screen, 'api-settings');
    await at().use(w.close, { ...button, back: true });
    await at().isAt(w.serverInformation, 'button');
  });

  it('connects the new item with the field of its name, tries it out, and saves it (R54)', async () => {
    const { screen } = at();
    await at().use(w.connections, { ...button, back: true });
    await at().use(w.useSuggestion, button);
    await at().use(w.previewSample);
    await at().fill(w.sample, '{"data":{"vipNote":"call back"}}', field);
    await screen.reads('.lines', saying(w.memo, 'call back'));
    await nothingSerious(screen, 'field-connections');
    await at().use(w.save, { ...button, back: true });
    await screen.reads('.foot .status', saying(w.saved));
  });
}
