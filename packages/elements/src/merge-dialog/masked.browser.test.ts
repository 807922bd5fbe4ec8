import { expect } from '@open-wc/testing';
import { createDesk, memoryStorage } from '@deskcard/core';
import { provideDeskcard } from '../context.js';
import '../customer-badge/define.js';
import { ko } from '../locales/ko.js';
import { expectAccessible } from '../../test/accessible.js';
import { choose, openDialog, people, search, type People } from '../../test/merge-people.js';
import { clearPage, inside, place, put, shownText, until } from '../../test/page.js';
import './define.js';

/** The same people, for an agent who may merge and sees masks. */
async function maskedPeople(): Promise<People> {
  const storage = memoryStorage();
  const known = await people(storage);
  const principal = { user: 'mina', role: 'agent', capabilities: ['customers.merge'] } as const;
  return { ...known, desk: createDesk({ storage, principal }) };
}

const rows = (dialog: Element): string[] =>
  [...dialog.shadowRoot!.querySelectorAll('.list > li')].map((row) => shownText(row));

describe('<merge-dialog>, for somebody who sees masks (D13)', () => {
  afterEach(clearPage);

  it('says that whole values are searched for, and finds by them', async () => {
    const { desk, caller, writer, stranger } = await maskedPeople();
    const dialog = await openDialog(desk, { customerNumber: caller });
    const box = inside(dialog, '[name=search]');
    const hint = dialog.shadowRoot!.getElementById(box.getAttribute('aria-describedby')!);
    expect(shownText(hint)).to.include('found by whole ones');
    await expectAccessible(dialog);
    await search(dialog, '김민');
    expect(rows(dialog)).to.deep.equal([]);
    await search(dialog, '김민석');
    await until(() => rows(dialog).join().includes(stranger), 'the whole name');
    expect(rows(dialog)[0]).to.include('김*석').and.not.include('earlier');
    await search(dialog, '6789');
    await until(() => rows(dialog).join().includes(writer), 'the last four digits');
    expect(rows(dialog).join()).to.include('****6789');
    await search(dialog, '010-2345-6788');
    await until(() => rows(dialog).length === 0, 'another number');
    await search(dialog, '010-2345-6789');
    await until(() => rows(dialog).join().includes(writer), 'the whole number');
    expect(shownText(dialog)).not.to.include('2345');
  });

  it('previews and merges with masks in place of values', async () => {
    const { desk, elsewhere, caller, writer } = await maskedPeople();
    const dialog = await openDialog(desk, { customerNumber: caller, ticketId: 'T-1' });
    await choose(dialog, writer);
    expect(shownText(dialog)).to.include('****6789').and.not.include('minseo.kim');
    await expectAccessible(dialog);
    inside(dialog, '.dialog-foot .primary').click();
    await until(() => shownText(dialog).includes('is merged into'), 'the merge');
    expect((await elsewhere.customers.get({ customerNumber: writer })).values.email).to.equal(
      'minseo.kim@example.com',
    );
  });

  it('says it in Korean, and nothing of it to those who see values', async () => {
    const { desk, elsewhere, caller } = await maskedPeople();
    const home = place();
    home.lang = 'ko';
    provideDeskcard(home, { desk, locales: [ko] });
    const dialog = document.createElement('merge-dialog');
    dialog.customerNumber = caller;
    home.append(dialog);
    dialog.show();
    await until(() => shownText(dialog).includes('전체 값으로만 검색됩니다'), 'the sentence');
    await expectAccessible(dialog);
    dialog.close();
    const open = await openDialog(elsewhere, { customerNumber: caller });
    expect(shownText(open)).not.to.include('whole ones');
    expect(inside(open, '[name=search]').hasAttribute('aria-describedby')).to.equal(false);
  });

  it('leaves the grades of the badge as they are: they are nobody’s values', async () => {
    const { desk, elsewhere, caller } = await maskedPeople();
    const { gradeId } = await elsewhere.grades.save({ name: 'VIP', color: '#7a3fb0' });
    await elsewhere.grades.assign({ gradeId, criterion: 'phone', value: '010-2345-6789' });
    const badge = put('customer-badge', { desk, customerNumber: caller });
    await until(() => shownText(badge).includes('VIP'), 'the grade');
    await expectAccessible(badge);
  });
});
