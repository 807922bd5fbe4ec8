import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { DeskError } from '@deskcard/core/errors';
import { expectAccessible } from '../../test/accessible.js';
import { fakeDesk, later, type FakeDesk } from '../../test/fake-desk.js';
import { gradeDesk, type GradeDesk } from '../../test/grade-desk.js';
import {
  clearPage,
  focused,
  inside,
  nextEvent,
  place,
  press,
  put,
  settle,
  shownText,
  type,
  until,
} from '../../test/page.js';
import {
  all,
  buttonOf,
  control,
  enter,
  faultAt,
  openInKorean,
  openScreen,
  says,
} from '../../test/screen-page.js';
import { strictPage } from '../../test/strict-page.js';
import '../grade-members/define.js';
import './define.js';
import type { GradeSettings } from './grade-settings.js';

const namesIn = (screen: Element): string[] =>
  all(screen, '.grades .line .grade').map((each) => shownText(each));
const rowOf = (screen: Element, name: string): HTMLElement =>
  all(screen, '.grades > li').find((row) => shownText(row).includes(name))!;

async function withAlt(key: string): Promise<void> {
  await sendKeys({ down: 'Alt' });
  await sendKeys({ press: key });
  await sendKeys({ up: 'Alt' });
}

async function edit(screen: GradeSettings, name: string): Promise<void> {
  buttonOf(screen, `Edit: ${name}`).click();
  await until(() => screen.shadowRoot!.querySelector('.editor'), 'the form');
}

const saved = (desk: GradeDesk): Promise<string> =>
  desk.admin.grades.list().then(({ items }) => items.map(({ name, color }) => `${name} ${color}`).join());

/** An administrator's desk, some of whose answers fail. */
function failing(office: GradeDesk, answers: FakeDesk['answers']): FakeDesk {
  return fakeDesk({
    'service.describe': () => office.admin.service.describe(),
    'grades.list': () => office.admin.grades.list(),
    'grades.usage': () => office.admin.grades.usage(),
    ...answers,
  });
}

describe('<grade-settings>, who may', () => {
  afterEach(clearPage);

  it('tells an agent that it is for administrators (R2)', async () => {
    const { agent } = await gradeDesk();
    const screen = put('grade-settings', { desk: agent });
    await says(screen, 'Grade settings are for administrators.');
    expect(shownText(screen)).to.include('Ask an administrator');
    expect(all(screen, 'button').length).to.equal(0);
    await expectAccessible(screen);
  });

  it('says so when customer information management is off (R1), and when no desk is there', async () => {
    const office = await gradeDesk();
    const desk = office.as({ user: 'a', role: 'admin' }, { customerManagement: false });
    await says(put('grade-settings', { desk }), 'Customer information management is switched off.');
    await says(put('grade-settings'), 'Customer information is not connected on this page.');
  });

  it('tries again when the grades could not be read', async () => {
    const office = await gradeDesk();
    let isDown = true;
    const fake = failing(office, {
      'grades.list': () =>
        isDown ? Promise.reject(new DeskError('desk_unreachable', '')) : office.admin.grades.list(),
    });
    const screen = put('grade-settings', { desk: fake.desk });
    await says(screen, 'The server cannot be reached.');
    isDown = false;
    buttonOf(screen, 'Try again').click();
    await until(() => namesIn(screen).length === 3, 'the grades');
  });
});

describe('<grade-settings>, the list (R25, D7)', () => {
  afterEach(clearPage);

  it('shows each grade as its badge does, with its colour in words and how often it is given', async () => {
    const screen = await openScreen('grade-settings', (await gradeDesk()).admin);
    expect(namesIn(screen)).to.deep.equal(['VIP', 'Gold', 'Caution']);
    expect(shownText(rowOf(screen, 'VIP')))
      .to.include('#7a3fb0')
      .and.include('given 2 times');
    const label = all(screen, '.line .grade')[1]!;
    expect(getComputedStyle(label).backgroundColor).to.equal('rgb(184, 134, 11)');
    expect(getComputedStyle(label).color).to.equal('rgb(0, 0, 0)');
    await expectAccessible(screen);
  });

  it('says what a grade is while there is none, in Korean too', async () => {
    const { admin } = await gradeDesk({ grades: [], given: [] });
    expect(shownText(await openScreen('grade-settings', admin))).to.include('A grade is a label such as VIP');
    const korean = await openInKorean('grade-settings', admin);
    expect(shownText(korean)).to.include('등록된 등급이 없습니다.');
    await expectAccessible(korean);
  });

  it('puts them into another order by keyboard, with the focus on the one that moves', async () => {
    const office = await gradeDesk();
    const screen = await openScreen('grade-settings', office.admin);
    const button = buttonOf(screen, 'Edit: Gold');
    button.focus();
    const { id } = button;
    const told = nextEvent(screen, 'deskcard-grades-reordered');
    await withAlt('ArrowUp');
    await until(() => namesIn(screen).join() === 'Gold,VIP,Caution', 'the new order');
    expect(focused()!.id).to.equal(id);
    await says(screen, 'Gold: 1 of 3');
    expect((await told).detail.gradeIds[0]).to.equal(office.grades[1]!.gradeId);
    expect(await saved(office)).to.match(/^Gold .*VIP .*Caution/);
    buttonOf(screen, 'Move down: Gold').click();
    await until(() => namesIn(screen).join() === 'VIP,Gold,Caution', 'the order before');
  });

  it('shows the old order again, with the reason, when the new one cannot be saved', async () => {
    const office = await gradeDesk();
    const fake = failing(office, {
      'grades.reorder': () => Promise.reject(new DeskError('storage_full', '')),
    });
    const screen = await openScreen('grade-settings', fake.desk);
    buttonOf(screen, 'Move up: Gold').click();
    await says(screen, 'no space left');
    expect(namesIn(screen)).to.deep.equal(['VIP', 'Gold', 'Caution']);
  });

  it('follows what another administrator does', async () => {
    const office = await gradeDesk();
    const screen = await openScreen('grade-settings', office.admin);
    await office.admin.grades.save({ name: 'Silver', color: '#c0c0c0' });
    await until(() => namesIn(screen).includes('Silver'), 'the new grade');
  });

  it('shows a hostile name as text, and works under the strictest policy', async () => {
    const page = await strictPage(new URL('./define.ts', import.meta.url).href);
    const { admin } = await gradeDesk({
      grades: [{ name: '<img src=x onerror=alert(1)>', color: '#c0ffee' }],
      given: [],
    });
    const screen = page.document.createElement('grade-settings');
    screen.desk = admin;
    page.document.body.append(screen);
    await until(() => screen.shadowRoot?.querySelector('.line .grade'), 'the grade');
    inside(screen, '.line button').click();
    await until(() => screen.shadowRoot!.querySelector('.editor .grade'), 'the form');
    const label = inside(screen, '.editor .grade');
    expect(shownText(label)).to.equal('<img src=x onerror=alert(1)>');
    expect(page.document.defaultView!.getComputedStyle(label).backgroundColor).to.equal('rgb(192, 255, 238)');
    expect(page.violations).to.deep.equal([]);
    page.close();
  });
});

describe('<grade-settings>, a grade', () => {
  afterEach(clearPage);

  it('is made with the keyboard alone: name, colour, Enter', async () => {
    const office = await gradeDesk();
    const screen = await openScreen('grade-settings', office.admin);
    buttonOf(screen, 'Add grade').focus();
    await press('Enter');
    await until(() => focused()?.id === 'name', 'the focus in the name');
    await type('Platinum');
    await press('Tab', 'Tab');
    expect(focused()!.id).to.equal('color');
    await type('334455');
    const told = nextEvent(screen, 'deskcard-grade-saved');
    await press('Enter');
    expect((await told).detail).to.deep.include({ isNew: true });
    await until(() => namesIn(screen).includes('Platinum'), 'the grade in the list');
    await until(() => focused()?.getAttribute('aria-label') === 'Edit: Platinum', 'the focus on it');
    expect(await saved(office)).to.include('Platinum #334455');
    expect(shownText(screen)).to.include('Saved: Platinum');
  });

  it('shows its label while it is typed, with the better of black and white and their contrast', async () => {
    const screen = await openScreen('grade-settings', (await gradeDesk()).admin);
    await edit(screen, 'VIP');
    await enter(inside(screen, '#picker'), '#ffff00');
    expect(control(screen, 'Colour').value).to.equal('#ffff00');
    await enter(control(screen, 'Name'), 'VVIP');
    const label = inside(screen, '[part=preview] .grade');
    expect(shownText(label)).to.equal('VVIP');
    expect(getComputedStyle(label).color).to.equal('rgb(0, 0, 0)');
    expect(shownText(inside(screen, '[part=preview]'))).to.include('contrast 19.6:1');
    await enter(control(screen, 'Colour'), '#000080');
    expect(getComputedStyle(label).color).to.equal('rgb(255, 255, 255)');
    expect(inside<HTMLInputElement>(screen, '#picker').value).to.equal('#000080');
    await expectAccessible(screen);
  });

  it('says at the field what is wrong, and keeps what was typed', async () => {
    const screen = await openScreen('grade-settings', (await gradeDesk()).admin);
    await edit(screen, 'VIP');
    await enter(control(screen, 'Name'), ' ');
    await enter(control(screen, 'Colour'), 'red');
    inside(screen, '[part=save]').click();
    await until(() => focused()?.id === 'name', 'the focus on the first mistake');
    expect(faultAt(screen, control(screen, 'Name'))).to.equal('Fill this in.');
    expect(faultAt(screen, control(screen, 'Colour'))).to.include('Enter a colour');
    await expectAccessible(screen);
    await enter(control(screen, 'Colour'), '#ff0000');
    await enter(control(screen, 'Name'), 'Gold');
    inside(screen, '[part=save]').click();
    await until(
      () => faultAt(screen, control(screen, 'Name')) === 'This is used already.',
      'what the desk refused',
    );
    expect(control(screen, 'Colour').value).to.equal('#ff0000');
  });

  it('keeps what was typed when it cannot be saved, and is saved once however often it is tried', async () => {
    const office = await gradeDesk();
    let isDown = true;
    const fake = failing(office, {
      'grades.save': (draft, options) =>
        isDown
          ? Promise.reject(new DeskError('desk_unreachable', ''))
          : office.admin.grades.save(draft, options),
    });
    const screen = await openScreen('grade-settings', fake.desk);
    buttonOf(screen, 'Add grade').click();
    await until(() => focused()?.id === 'name', 'the form');
    await enter(control(screen, 'Name'), 'Silver');
    inside(screen, '[part=save]').click();
    await says(screen, 'The server cannot be reached.');
    expect(control(screen, 'Name').value).to.equal('Silver');
    expect(screen.hasUnsavedChanges).to.equal(true);
    isDown = false;
    inside(screen, '[part=save]').click();
    await until(() => namesIn(screen).includes('Silver'), 'it saved');
    const keys = fake.callsOf('grades.save').map(({ options }) => options.idempotencyKey);
    expect(keys[0]).to.equal(keys[1]);
  });

  it('asks before what was typed is given up, by Escape too, and gives the focus back', async () => {
    const screen = await openScreen('grade-settings', (await gradeDesk()).admin);
    await edit(screen, 'Gold');
    await enter(control(screen, 'Name'), 'Golden');
    await press('Escape');
    const dialog = inside<HTMLDialogElement>(screen, 'dialog');
    await until(() => dialog.open, 'the question');
    await expectAccessible(screen);
    await press('Escape');
    await until(() => !dialog.open, 'the question closed');
    expect(control(screen, 'Name').value).to.equal('Golden');
    control(screen, 'Name').focus();
    await press('Escape');
    await until(() => dialog.open, 'the question again');
    buttonOf(screen, 'Discard', 'dialog').click();
    await until(() => focused()?.getAttribute('aria-label') === 'Edit: Gold', 'the focus on the row');
    expect(namesIn(screen)).to.deep.equal(['VIP', 'Gold', 'Caution']);
  });

  it('shows both when another administrator saved first, and lets a person choose', async () => {
    const office = await gradeDesk();
    const screen = await openScreen('grade-settings', office.admin);
    await edit(screen, 'VIP');
    await enter(control(screen, 'Name'), 'VVIP');
    await office.admin.grades.save({ ...office.grades[0]!, name: 'VIP+' });
    await until(() => screen.shadowRoot!.querySelector('.conflict'), 'the conflict');
    expect(shownText(inside(screen, '.conflict')))
      .to.include('VIP+')
      .and.include('VVIP');
    await expectAccessible(screen);
    buttonOf(screen, 'Save mine over it').click();
    await until(() => namesIn(screen).includes('VVIP'), 'mine');
    expect(await saved(office)).to.include('VVIP #7a3fb0');
  });

  it('shows theirs when that comes out only on saving, and what was deleted can be saved as new', async () => {
    const office = await gradeDesk();
    const screen = await openScreen('grade-settings', office.admin);
    await edit(screen, 'Gold');
    await enter(control(screen, 'Name'), 'Golden');
    await office.admin.grades.remove({
      gradeId: office.grades[1]!.gradeId,
      reassignTo: office.grades[0]!.gradeId,
    });
    await says(screen, 'Somebody else deleted this grade');
    buttonOf(screen, 'Save as new').click();
    await until(() => namesIn(screen).includes('Golden'), 'the new grade');
    expect(await saved(office)).to.include('Golden #b8860b');
  });

  it('is no longer said to be on its way when the screen was moved meanwhile, and can be saved then', async () => {
    const office = await gradeDesk();
    const never = later<never>();
    const fake = failing(office, { 'grades.save': () => never.promise });
    const screen = await openScreen('grade-settings', fake.desk);
    await edit(screen, 'VIP');
    await enter(control(screen, 'Name'), 'VVIP');
    inside(screen, '[part=save]').click();
    await says(screen, 'Saving…');
    place(screen);
    await until(() => !shownText(screen).includes('Saving…'), 'the end of it');
    fake.answers['grades.save'] = (input, options) => office.admin.grades.save(input, options);
    expect(control(screen, 'Name').value).to.equal('VVIP');
    inside(screen, '[part=save]').click();
    await until(() => namesIn(screen).includes('VVIP'), 'the new name');
  });

  it('loses nothing that is typed while it is being saved', async () => {
    const office = await gradeDesk();
    const gate = later<undefined>();
    const fake = failing(office, {
      'grades.save': async (input, options) => {
        await gate.promise;
        return office.admin.grades.save(input, options);
      },
    });
    const screen = await openScreen('grade-settings', fake.desk);
    await edit(screen, 'VIP');
    await enter(control(screen, 'Name'), 'VVIP');
    inside(screen, '[part=save]').click();
    await says(screen, 'Saving…');
    await enter(control(screen, 'Name'), 'VVIP plus');
    gate.resolve(undefined);
    await until(() => !shownText(screen).includes('Saving…'), 'the end of it');
    expect(control(screen, 'Name').value).to.equal('VVIP plus');
    inside(screen, '[part=save]').click();
    await until(() => namesIn(screen).includes('VVIP plus'), 'the newer name');
    expect((await saved(office)).match(/VVIP/g)).to.have.length(1);
  });

  it('is guarded when the page is left, whatever other screens stand beside it', async () => {
    const { admin } = await gradeDesk();
    const screen = await openScreen('grade-settings', admin);
    const beside = await openScreen('grade-members', admin);
    await edit(screen, 'VIP');
    await enter(control(screen, 'Name'), 'VVIP');
    beside.requestUpdate();
    await beside.updateComplete;
    const mayLeave = (): boolean => window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(mayLeave(), 'the browser asks').to.equal(false);
    screen.remove();
    expect(mayLeave()).to.equal(true);
  });

  it('can be kept from being saved by the page', async () => {
    const office = await gradeDesk();
    const screen = await openScreen('grade-settings', office.admin);
    screen.addEventListener('deskcard-before-grade-save', (event) => event.preventDefault());
    await edit(screen, 'VIP');
    await enter(control(screen, 'Name'), 'VVIP');
    inside(screen, '[part=save]').click();
    await settle();
    expect(await saved(office)).to.include('VIP #7a3fb0');
  });
});

describe('<grade-settings>, deleting (D7)', () => {
  afterEach(clearPage);

  it('says how many have the grade, and needs the one they get instead', async () => {
    const office = await gradeDesk();
    const screen = await openScreen('grade-settings', office.admin);
    buttonOf(screen, 'Delete: VIP').click();
    const dialog = inside<HTMLDialogElement>(screen, 'dialog');
    await until(() => dialog.open, 'the question');
    expect(shownText(dialog)).to.include('This grade is given 2 times.');
    buttonOf(screen, 'Delete', 'dialog').click();
    await until(() => faultAt(screen, inside(screen, '#reassign')) === 'Fill this in.', 'what is missing');
    await expectAccessible(screen);
    await enter(inside(screen, '#reassign'), office.grades[1]!.gradeId);
    const told = nextEvent(screen, 'deskcard-grade-removed');
    buttonOf(screen, 'Delete', 'dialog').click();
    expect((await told).detail).to.deep.include({ name: 'VIP', reassignTo: office.grades[1]!.gradeId });
    await until(() => namesIn(screen).join() === 'Gold,Caution', 'it gone');
    await until(() => shownText(rowOf(screen, 'Gold')).includes('given 3 times'), 'the new number');
    expect(shownText(screen)).to.include('2 assignments are now Gold.');
    expect(focused()?.id).to.equal('add');
  });

  it('is not half asked when the screen is moved, and can be asked anew', async () => {
    const screen = await openScreen('grade-settings', (await gradeDesk()).admin);
    const dialog = inside<HTMLDialogElement>(screen, 'dialog');
    buttonOf(screen, 'Delete: VIP').click();
    await until(() => dialog.open, 'the question');
    place(screen);
    await until(() => !dialog.open, 'the list alone');
    buttonOf(screen, 'Delete: VIP').click();
    await until(() => dialog.matches(':modal'), 'the question again');
    await press('Escape');
    await until(() => !dialog.open, 'the list');
  });

  it('asks again when somebody was given the grade meanwhile', async () => {
    const office = await gradeDesk({ given: [] });
    const fake = failing(office, {
      'grades.remove': (input, options) => office.admin.grades.remove(input, options),
    });
    const screen = await openScreen('grade-settings', fake.desk);
    await office.admin.grades.assign({
      gradeId: office.grades[0]!.gradeId,
      criterion: 'memberId',
      value: 'a',
    });
    buttonOf(screen, 'Delete: VIP').click();
    await says(screen, 'Nobody has this grade.');
    buttonOf(screen, 'Delete', 'dialog').click();
    await says(screen, 'This grade is given once.');
  });

  it('keeps the only grade that somebody has', async () => {
    const office = await gradeDesk({
      grades: [{ name: 'VIP', color: '#7a3fb0' }],
      given: [{ grade: 'VIP', criterion: 'memberId', value: 'a' }],
    });
    const screen = await openScreen('grade-settings', office.admin);
    buttonOf(screen, 'Delete: VIP').click();
    await says(screen, 'there is no other one');
    buttonOf(screen, 'Delete', 'dialog').click();
    await settle(5);
    expect((await office.admin.grades.list()).items.length).to.equal(1);
  });

  it('fits on a narrow page', async () => {
    await setViewport({ width: 320, height: 700 });
    const screen = await openScreen('grade-settings', (await gradeDesk()).admin);
    await edit(screen, 'VIP');
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
    await setViewport({ width: 800, height: 600 });
  });
});
