import { expect } from '@open-wc/testing';
import type { FieldLink } from '@deskcard/core';
import { expectAccessible } from '../../test/accessible.js';
import { lookupDesk, membersApi, type LookupDesk } from '../../test/lookup-desk.js';
import { clearPage, nextEvent, press, until } from '../../test/page.js';
import { buttonSaying, fillNote, openPanel, says, webTicket } from '../../test/search-panel.js';
import './define.js';
import type { FillDetail } from '../lookups/lookups.events.js';
import type { InfoSearch } from './info-search.js';

const links: FieldLink[] = [
  { resultItemId: 'name', fieldCode: 'name' },
  { resultItemId: 'level', fieldCode: 'grade' },
];
const minseo = { name: '김민서', level: 'Gold' };

/** A panel in a host that keeps a form, as the documentation tells it to. */
async function atTicket(
  office: LookupDesk,
  fields: Record<string, string> = {},
): Promise<{ panel: InfoSearch; form: Record<string, string>; show: () => void }> {
  const form: Record<string, string> = { ...webTicket.fields, ...fields };
  const panel = await openPanel(office, { ...webTicket, fields: { ...form } });
  const show = (): void => {
    panel.ticket = { ...panel.ticket!, fields: { ...form } };
  };
  panel.addEventListener('deskcard-fields-filled', ({ detail }) => {
    for (const { fieldCode, text } of detail.fills) form[fieldCode] = text;
    show();
  });
  panel.addEventListener('deskcard-fill-undone', ({ detail }) => {
    for (const { fieldCode, text } of detail.fills) if (form[fieldCode] === text) form[fieldCode] = '';
    show();
  });
  return { panel, form, show };
}

async function search(office: LookupDesk, panel: InfoSearch, index = 0): Promise<void> {
  await panel.search(office.apis[index]!.apiId);
  await panel.updateComplete;
}

describe('<info-search> fills the ticket', () => {
  afterEach(clearPage);

  it('where a field is empty, marks it and says so (R54, D11)', async () => {
    const office = await lookupDesk({ links });
    office.answer = () => ({ data: minseo });
    const { panel, form } = await atTicket(office);
    const before = nextEvent(panel, 'deskcard-before-fill');
    const after = nextEvent(panel, 'deskcard-fields-filled');
    await search(office, panel);
    const fills: FillDetail['fills'] = [
      { fieldCode: 'name', text: '김민서', itemId: 'name', screenName: 'Member name' },
      { fieldCode: 'grade', text: 'Gold', itemId: 'level', screenName: 'Level' },
    ];
    const { apiId } = office.apis[0]!;
    expect((await before).detail).to.deep.equal({ apiId, fills });
    expect((await after).detail).to.deep.equal({ apiId, fills });
    expect([form.name, form.grade]).to.deep.equal(['김민서', 'Gold']);
    expect(fillNote(panel)).to.equal('Filled in the ticket: Name, Membership Undo');
    await expectAccessible(panel);
  });

  it('by itself after an auto lookup, too (R53, R54)', async () => {
    const office = await lookupDesk({ links });
    office.answer = () => ({ data: minseo });
    const { panel, form } = await atTicket(office);
    panel.ticket = { ...webTicket, ticketId: 'T-2', channelId: 'call' };
    await until(() => fillNote(panel).startsWith('Filled in the ticket: Name'), 'the note');
    expect(form.name).to.equal('김민서');
  });

  it('and does not call its answer out of date because that answer filled a search item (D11)', async () => {
    const office = await lookupDesk({ links: [{ resultItemId: 'name', fieldCode: 'usercode' }] });
    office.answer = () => ({ data: { name: 'minseo77' } });
    const { panel, form, show } = await atTicket(office);
    await search(office, panel);
    expect(form.usercode).to.equal('minseo77');
    expect(says(panel)).not.to.include('The values have changed');
    form.usercode = 'somebody';
    show();
    await until(() => says(panel).includes('The values have changed'), 'the word that it is out of date');
  });

  it('never where a field has a value, whether saved or only typed (R55, D11)', async () => {
    const office = await lookupDesk({ links });
    office.answer = () => ({ data: minseo });
    const { panel, form } = await atTicket(office, { name: '김' });
    await search(office, panel);
    expect([form.name, form.grade]).to.deep.equal(['김', 'Gold']);
    expect(fillNote(panel)).to.equal('Filled in the ticket: Membership Undo | Not filled, has a value: Name');
    await expectAccessible(panel);
  });

  it('never with a value that is too long for the field, and says which (D11)', async () => {
    const office = await lookupDesk({ links });
    office.answer = () => ({ data: { level: 'Platinum+' } });
    const { panel, form } = await atTicket(office);
    await search(office, panel);
    expect(form.grade).to.equal(undefined);
    expect(fillNote(panel)).to.equal('Not filled, too long for the field: Membership');
  });

  it('with a space for each new line in a text box, and with the lines in a text area (D11)', async () => {
    const lines: FieldLink[] = [
      { resultItemId: 'address', fieldCode: 'name' },
      { resultItemId: 'address', fieldCode: 'address' },
    ];
    const office = await lookupDesk({ links: lines });
    office.answer = () => ({ data: { address: 'one\ntwo' } });
    const { panel, form } = await atTicket(office);
    await search(office, panel);
    expect([form.name, form.address]).to.deep.equal(['one two', 'one\ntwo']);
  });

  it('and says of a field that cannot be filled any more why not (R56)', async () => {
    const office = await lookupDesk({ links });
    office.answer = () => ({ data: minseo });
    const fields = (await office.desk.service.describe()).ticketFields.map((field) =>
      field.code === 'grade' ? { ...field, type: 'dropdown' as const } : field,
    );
    const changed = { ...office.desk, service: { describe: async () => described(office, fields) } };
    const { panel } = await atTicket({ ...office, desk: changed });
    await search(office, panel);
    expect(fillNote(panel)).to.equal(
      'Filled in the ticket: Name Undo | Not filled, not a text field: Membership',
    );
  });

  it('only when nobody cancels it', async () => {
    const office = await lookupDesk({ links });
    office.answer = () => ({ data: minseo });
    const { panel, form } = await atTicket(office);
    panel.addEventListener('deskcard-before-fill', (event) => event.preventDefault());
    await search(office, panel);
    expect(form.name).to.equal(undefined);
    expect(fillNote(panel)).to.equal('');
    expect(says(panel)).to.include('Found');
  });

  it('not at all when the search found nobody or there is no ticket', async () => {
    const office = await lookupDesk({ links });
    const { panel } = await atTicket(office);
    office.answer = () => ({ status: 400, contentType: '', body: JSON.stringify({ data: minseo }) });
    await search(office, panel);
    expect(fillNote(panel)).to.equal('');
  });

  describe('and takes it back', () => {
    it('with Undo, by keyboard, and fills again only when asked (D11)', async () => {
      const office = await lookupDesk({ links });
      office.answer = () => ({ data: minseo });
      const { panel, form } = await atTicket(office);
      await search(office, panel);
      const undone = nextEvent(panel, 'deskcard-fill-undone');
      buttonSaying(panel, 'Undo').focus();
      await press('Enter');
      expect((await undone).detail.fills.map(({ fieldCode }) => fieldCode)).to.deep.equal(['name', 'grade']);
      expect([form.name, form.grade]).to.deep.equal(['', '']);
      expect(fillNote(panel)).to.equal('Taken back: Name, Membership Fill again');
      await search(office, panel);
      expect(form.name, 'not by itself').to.equal('');
      expect(fillNote(panel)).to.equal('Taken back: Name, Membership Fill again');
      buttonSaying(panel, 'Fill again').click();
      await panel.updateComplete;
      expect([form.name, form.grade]).to.deep.equal(['김민서', 'Gold']);
      expect(fillNote(panel)).to.equal('Filled in the ticket: Name, Membership Undo');
      await expectAccessible(panel);
    });

    it('only where it still stands as it was filled (D11)', async () => {
      const office = await lookupDesk({ links });
      office.answer = () => ({ data: minseo });
      const { panel, form, show } = await atTicket(office);
      await search(office, panel);
      form.name = '김민서 부장';
      show();
      await panel.updateComplete;
      expect(fillNote(panel), 'what the agent wrote is theirs').to.equal(
        'Filled in the ticket: Membership Undo',
      );
      buttonSaying(panel, 'Undo').click();
      await panel.updateComplete;
      expect([form.name, form.grade]).to.deep.equal(['김민서 부장', '']);
    });

    it('no longer once the agent moved on', async () => {
      const office = await lookupDesk({ links });
      office.answer = () => ({ data: minseo });
      const { panel } = await atTicket(office);
      await search(office, panel);
      panel.ticket = { ...webTicket, ticketId: 'T-2' };
      await panel.updateComplete;
      expect(fillNote(panel)).to.equal('');
    });
  });

  it('once: of two APIs the first fill wins, even before the host shows it (D11)', async () => {
    const office = await lookupDesk({ apis: [membersApi({ name: 'A' }), membersApi({ name: 'B' })], links });
    await office.admin.connections.save({ apiId: office.apis[1]!.apiId, links });
    office.answer = (_inputs, { body }) => ({ data: { name: `from ${body.length}`, level: 'Gold' } });
    const panel = await openPanel(office, webTicket);
    const filled: string[] = [];
    panel.addEventListener('deskcard-fields-filled', ({ detail }) => {
      filled.push(...detail.fills.map(({ fieldCode, text }) => `${fieldCode}: ${text}`));
    });
    await search(office, panel, 0);
    office.answer = () => ({ data: { name: 'another', level: 'Gold' } });
    await search(office, panel, 1);
    expect(filled).to.have.length(2);
    expect(filled[0]).to.match(/^name: from/);
    expect(fillNote(panel, 1)).to.equal('Not filled, has a value: Name');
  });

  it('leaves the focus on the button that undid', async () => {
    const office = await lookupDesk({ links });
    office.answer = () => ({ data: minseo });
    const { panel } = await atTicket(office);
    await search(office, panel);
    const button = buttonSaying(panel, 'Undo');
    button.focus();
    await press('Enter');
    await until(() => fillNote(panel).includes('Fill again'), 'the other button');
    expect(panel.shadowRoot!.activeElement?.textContent?.trim()).to.equal('Fill again');
  });
});

async function described(
  office: LookupDesk,
  ticketFields: Awaited<ReturnType<LookupDesk['desk']['service']['describe']>>['ticketFields'],
) {
  return { ...(await office.desk.service.describe()), ticketFields };
}
