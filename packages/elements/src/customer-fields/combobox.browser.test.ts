import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { provideDeskcard } from '../context.js';
import { ko } from '../locales/ko.js';
import { expectAccessible } from '../../test/accessible.js';
import {
  active,
  box,
  buttonOf,
  counter,
  offered,
  openFields,
  ready,
  says,
  typeOver,
  withAlt,
} from '../../test/fields-page.js';
import { clearPage, focused, inside, place, press, shownText, type, until } from '../../test/page.js';
import type { CustomerFields } from './customer-fields.js';

/** The announcement of how many values there are. */
const announced = (fields: CustomerFields): string => shownText(inside(fields, '.fields > .said'));

async function phone(): Promise<{ fields: CustomerFields; control: HTMLInputElement }> {
  const { desk } = await counter();
  const fields = await openFields(desk);
  const control = box(fields, 'Phone');
  control.focus();
  return { fields, control };
}

const isExpanded = (control: Element): boolean => control.getAttribute('aria-expanded') === 'true';

describe('<customer-fields>, the values on offer (R14)', () => {
  afterEach(clearPage);

  it('offers the values of this customer alone, newest first, each with when and where it came from', async () => {
    const { desk, elsewhere } = await counter();
    await elsewhere.tickets.save({ ticketId: 'T-1', fields: { phone: '010-5555-6666' } });
    const fields = await openFields(desk);
    buttonOf(fields, 'Registered values: Phone').click();
    await until(() => offered(fields).length === 3, 'the list');
    const [newest, second, oldest] = offered(fields);
    expect(newest).to.match(/^010-5555-6666 .+ · typed in · 문태오 · ticket T-1$/);
    expect(second).to.match(/^010-7777-8888 Mar 2, 2026, .+ · ticket T-2$/);
    expect(oldest).to.match(/^010-1111-2222 Mar 1, 2026, .+ · ticket T-1$/);
    expect(focused()).to.equal(box(fields, 'Phone'));
    expect(announced(fields)).to.equal('3 registered values');
    await expectAccessible(fields);
  });

  it('opens with ↓ at the first, with ↑ at the last, and goes round', async () => {
    const { fields, control } = await phone();
    await press('ArrowDown');
    await until(() => active(fields) === '010-7777-8888', 'the first');
    expect(isExpanded(control)).to.equal(true);
    await press('ArrowDown', 'ArrowDown');
    expect(active(fields)).to.equal('010-7777-8888');
    await press('Escape', 'ArrowUp');
    expect(active(fields)).to.equal('010-1111-2222');
    await press('ArrowUp');
    expect(active(fields)).to.equal('010-7777-8888');
    await expectAccessible(fields);
  });

  it('takes the active one with Enter, and nothing without one', async () => {
    const { fields, control } = await phone();
    await press('ArrowDown', 'Enter');
    expect([control.value, isExpanded(control)]).to.deep.equal(['010-7777-8888', false]);
    expect(focused()).to.equal(control);
    await withAlt('ArrowDown');
    expect([isExpanded(control), active(fields)]).to.deep.equal([true, undefined]);
    await press('Enter');
    expect(control.value).to.equal('010-7777-8888');
  });

  it('opens with Alt+↓ without choosing, and closes with Alt+↑ and Escape', async () => {
    const { fields, control } = await phone();
    await withAlt('ArrowDown');
    expect([isExpanded(control), active(fields)]).to.deep.equal([true, undefined]);
    await withAlt('ArrowUp');
    expect(isExpanded(control)).to.equal(false);
    let escaped = 0;
    const count = (event: KeyboardEvent): unknown => event.key === 'Escape' && escaped++;
    document.addEventListener('keydown', count);
    await press('ArrowDown', 'Escape');
    expect([isExpanded(control), control.value, escaped]).to.deep.equal([false, '010-1111-2222', 0]);
    await press('Escape');
    document.removeEventListener('keydown', count);
    // The page hears the second one: there was nothing left to close here.
    expect(escaped).to.equal(1);
  });

  it('leaves the caret its keys: Home, End and the arrows to the sides make nothing active', async () => {
    const { fields, control } = await phone();
    for (const [key, caret] of [
      ['Home', 0],
      ['End', 13],
    ] as const) {
      await press('ArrowDown', key);
      expect([active(fields), control.selectionStart]).to.deep.equal([undefined, caret]);
    }
    await press('ArrowDown', 'ArrowLeft');
    expect([active(fields), control.selectionStart]).to.deep.equal([undefined, 12]);
  });

  it('narrows the list to what is typed, and lets anything else stand (free entry)', async () => {
    const { fields, control } = await phone();
    control.select();
    await type('7777');
    await until(() => offered(fields).length === 1, 'one number');
    expect(announced(fields)).to.equal('1 registered value');
    control.select();
    await type('02-123-4567');
    await until(() => !isExpanded(control), 'nothing on offer');
    expect(control.value).to.equal('02-123-4567');
    await press('Tab');
    expect(control.value).to.equal('02-123-4567');
  });

  it('finds a Korean name by half of a syllable and by its first consonants', async () => {
    const { desk } = await counter();
    const fields = await openFields(desk);
    await typeOver(fields, 'Name', '김ㅁ');
    await until(() => offered(fields)[0]?.startsWith('김미나'), 'by a half-typed syllable');
    await typeOver(fields, 'Name', 'ㄱㅁㄴ');
    await until(() => offered(fields)[0]?.startsWith('김미나'), 'by its consonants');
    await typeOver(fields, 'Name', '이');
    await until(() => offered(fields).length === 0, 'nobody else');
  });

  it('takes a value by the pointer, keeps the focus, and closes when that leaves', async () => {
    const { fields, control } = await phone();
    await press('ArrowDown');
    const second = fields.shadowRoot!.querySelectorAll<HTMLElement>('.offers:popover-open > .offer')[0]!;
    second.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }));
    second.click();
    await fields.updateComplete;
    expect([control.value, focused()]).to.deep.equal(['010-7777-8888', control]);
    await press('ArrowDown');
    expect(isExpanded(control)).to.equal(true);
    box(fields, 'Name').focus();
    await until(() => !isExpanded(control), 'the list closed');
  });

  it('lies on top of the page, beside its box, however small the pane around it', async () => {
    const { desk } = await counter();
    const fields = await openFields(desk);
    const pane = fields.parentElement!;
    Object.assign(pane.style, { height: '120px', overflow: 'auto' });
    box(fields, 'E-mail').focus();
    await press('ArrowDown');
    const list = await until(() => fields.shadowRoot!.querySelector('.offers:popover-open'), 'the list');
    const [above, below] = [box(fields, 'E-mail'), list].map((each) => each.getBoundingClientRect());
    expect(Math.abs(below!.top - above!.bottom)).to.be.lessThan(8);
    expect(below!.bottom).to.be.greaterThan(pane.getBoundingClientRect().bottom);
    pane.scrollTop = 30;
    await until(() => {
      const top = box(fields, 'E-mail').getBoundingClientRect().bottom;
      return Math.abs(list.getBoundingClientRect().top - top) < 8 && top < above!.bottom;
    }, 'the list at its box again');
  });

  it('does not take the keys of an input method for its own', async () => {
    const { fields, control } = await phone();
    // The second as Safari says it.
    for (const composing of [{ isComposing: true }, { keyCode: 229 }]) {
      control.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, ...composing }));
      await fields.updateComplete;
      expect(isExpanded(control)).to.equal(false);
    }
  });

  it('keeps letters that are typed in it from the hotkeys of the page', async () => {
    const { fields } = await phone();
    const heard: string[] = [];
    const hear = ({ key }: KeyboardEvent): unknown => heard.push(key);
    document.addEventListener('keydown', hear);
    await type('k');
    await sendKeys({ press: 'F2' });
    document.removeEventListener('keydown', hear);
    expect(heard).to.deep.equal(['F2']);
    expect(box(fields, 'Phone').value).to.contain('k');
  });

  it('offers the values of a text area and of a drop-down in their own ways', async () => {
    const { desk } = await counter();
    const fields = await openFields(desk);
    const address = box(fields, 'Registered values: Address') as unknown as HTMLSelectElement;
    address.value = '서울';
    address.dispatchEvent(new Event('change'));
    await fields.updateComplete;
    expect(box(fields, 'Address').value).to.equal('서울');
    const plan = box(fields, 'Plan') as unknown as HTMLSelectElement;
    expect([...plan.options].map(({ text }) => text)).to.deep.equal(['Choose…', 'Free', 'Plus']);
  });

  it('is worked by keyboard alone, and says it in Korean', async () => {
    const { desk, elsewhere } = await counter();
    const home = place();
    home.lang = 'ko';
    provideDeskcard(home, { desk, locales: [ko] });
    const fields = document.createElement('customer-fields');
    fields.ticketId = 'T-3';
    home.append(fields);
    await ready(fields);
    inside(fields, '#merge').focus();
    await press('Tab', 'Tab', 'ArrowDown');
    await until(() => active(fields)?.startsWith('김미나'), 'the name');
    expect(announced(fields)).to.equal('등록된 값 1개');
    await press('Enter', 'Tab', 'Tab', 'ArrowDown', 'Enter');
    await until(() => says(fields).includes('저장하지 않은 변경 2건'), 'the count');
    await press('Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab');
    expect(shownText(focused())).to.equal('저장');
    await press('Enter');
    await until(() => says(fields).includes('저장했습니다: Name, E-mail'), 'the words');
    expect((await elsewhere.tickets.get({ ticketId: 'T-3' })).fields).to.include({
      mail: 'mina@example.com',
    });
    await expectAccessible(fields);
  });
});
