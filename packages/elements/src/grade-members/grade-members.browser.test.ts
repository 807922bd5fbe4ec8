import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { DeskError } from '@deskcard/core/errors';
import { expectAccessible } from '../../test/accessible.js';
import { fakeDesk, later, type FakeDesk } from '../../test/fake-desk.js';
import { gradeDesk, inDays, someGrades, type GradeDesk } from '../../test/grade-desk.js';
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
import './define.js';
import { lastDay } from './days.js';
import type { GradeMembers } from './grade-members.js';

const valuesIn = (screen: Element): string[] => all(screen, '.members .value').map((each) => shownText(each));
const rowOf = (screen: Element, value: string): HTMLElement =>
  all(screen, '.members tbody tr').find((row) => shownText(row).includes(value))!;

async function open(desk: GradeDesk['admin']): Promise<GradeMembers> {
  const screen = await openScreen('grade-members', desk);
  await until(() => valuesIn(screen).length > 0, 'the assignments');
  return screen;
}

async function fillIn(screen: Element, value: string, grade: string): Promise<void> {
  await enter(control(screen, 'Value'), value);
  const select = inside<HTMLSelectElement>(screen, '#gradeId');
  await enter(select, [...select.options].find((each) => shownText(each) === grade)!.value);
}

const give = (screen: Element): void => inside(screen, '[part=save]').click();

const everyone = async (office: GradeDesk): Promise<string[]> => {
  const names = new Map(office.grades.map(({ gradeId, name }) => [gradeId, name]));
  const { items } = await office.admin.grades.assignments({ limit: 100 });
  return items.map(({ gradeId, value, note }) => [names.get(gradeId), value, note].join(' ').trim());
};

/** An administrator's desk, some of whose answers fail. */
function failing(office: GradeDesk, answers: FakeDesk['answers']): FakeDesk {
  const { service, grades, customers } = office.admin;
  return fakeDesk({
    'service.describe': () => service.describe(),
    'grades.list': () => grades.list(),
    'grades.assignments': (input) => grades.assignments(input),
    'customers.identify': (input) => customers.identify(input),
    ...answers,
  });
}

describe('<grade-members>, who may', () => {
  afterEach(clearPage);

  it('tells an agent that it is for administrators (R2)', async () => {
    const screen = put('grade-members', { desk: (await gradeDesk()).agent });
    await says(screen, 'Giving grades is for administrators.');
    expect(all(screen, 'button').length).to.equal(0);
    await expectAccessible(screen);
  });

  it('says so when customer information management is off (R1)', async () => {
    const desk = (await gradeDesk()).as({ user: 'a', role: 'admin' }, { customerManagement: false });
    await says(put('grade-members', { desk }), 'Customer information management is switched off.');
  });
});

describe('<grade-members>, giving a grade (R26–R28)', () => {
  afterEach(clearPage);

  it('is done with the keyboard alone: criterion, value, grade, day, note, Enter (R26, R27, R28)', async () => {
    const office = await gradeDesk();
    const screen = await open(office.admin);
    control(screen, 'Criterion').focus();
    await press('ArrowDown', 'Tab');
    await type('hana@example.com');
    await press('Tab', 'ArrowDown', 'ArrowDown', 'Tab');
    await type('12312099');
    await enter(control(screen, 'Note'), 'By hand');
    const told = nextEvent(screen, 'deskcard-grade-assigned');
    await press('Enter');
    const { assignment, isChange } = (await told).detail;
    expect(isChange).to.equal(false);
    expect(assignment).to.deep.include({ criterion: 'email', value: 'hana@example.com', note: 'By hand' });
    expect(lastDay(assignment.expiresAt!)).to.equal('2099-12-31');
    await until(() => valuesIn(screen).includes('hana@example.com'), 'it in the list');
    expect(shownText(rowOf(screen, 'hana@')))
      .to.include('Gold')
      .and.include('through Dec 31, 2099');
    expect(shownText(rowOf(screen, 'hana@'))).to.include('jiyoung');
    expect(shownText(screen)).to.include('hana@example.com now has the grade Gold.');
    expect(focused()!.id).to.equal('value');
    expect(control(screen, 'Value').value).to.equal('');
  });

  it('says whose the value is, in whatever spelling, and that nobody has it', async () => {
    const office = await gradeDesk();
    const fields = { name: '김민서', phone: '010-5555-1234' };
    const { ticket } = await office.admin.tickets.intake({ channelId: 'call', fields });
    const screen = await open(office.admin);
    await enter(control(screen, 'Value'), '+82 10 5555 1234');
    await says(screen, `Customer ${ticket.customerNumber} · 김민서 has this.`);
    await enter(control(screen, 'Value'), '010-0000-0001');
    await says(screen, 'No customer has this yet.');
  });

  it('drops an answer about a value that is no longer in the field', async () => {
    const office = await gradeDesk();
    const first = later<{ customer?: never }>();
    const fake = failing(office, { 'customers.identify': () => first.promise });
    const screen = await open(fake.desk);
    await enter(control(screen, 'Value'), '010-5555-1234');
    await until(() => fake.callsOf('customers.identify').length === 1, 'the question');
    await enter(control(screen, 'Value'), '');
    first.resolve({});
    await settle();
    expect(shownText(screen)).not.to.include('No customer has this yet.');
  });

  it('says at the field what is wrong with a value of its kind, and keeps what was typed', async () => {
    const office = await gradeDesk();
    const screen = await open(office.admin);
    give(screen);
    await until(() => focused()?.id === 'value', 'the focus on the first mistake');
    expect(faultAt(screen, control(screen, 'Value'))).to.equal('Fill this in.');
    expect(faultAt(screen, inside(screen, '#gradeId'))).to.equal('Fill this in.');
    await expectAccessible(screen);
    for (const [criterion, value, fault] of [
      ['phone', '1588-1234', 'This is not a phone number that can be called.'],
      ['email', 'nobody', 'This is not an e-mail address.'],
    ] as const) {
      await enter(control(screen, 'Criterion'), criterion);
      await fillIn(screen, value, 'VIP');
      give(screen);
      await until(() => faultAt(screen, control(screen, 'Value')) === fault, fault);
      expect(control(screen, 'Value').value).to.equal(value);
    }
    await enter(inside(screen, '#until'), '2020-01-01');
    give(screen);
    await until(() => faultAt(screen, inside(screen, '#until')) === 'This day has passed.', 'the day');
    await expectAccessible(screen);
    expect((await everyone(office)).length).to.equal(4);
  });

  it('shows the old and the new where a grade was given before, and replaces it or keeps both', async () => {
    const office = await gradeDesk();
    const screen = await open(office.admin);
    await fillIn(screen, '+82 10 2345 6789', 'Gold');
    await enter(control(screen, 'Note'), 'new');
    give(screen);
    const conflict = await until(() => screen.shadowRoot!.querySelector('.conflict'), 'the question');
    expect(shownText(conflict)).to.include('VIPChosen by the board · never expires').and.include('Goldnew');
    expect(shownText(focused())).to.equal('Replace it');
    await expectAccessible(screen);
    expect(await everyone(office)).to.include('VIP 010-2345-6789 Chosen by the board');
    buttonOf(screen, 'Keep both grades').click();
    await until(() => valuesIn(screen).length === 5, 'both');
    await fillIn(screen, '010-2345-6789', 'Caution');
    give(screen);
    await says(screen, 'Replace it');
    buttonOf(screen, 'Replace it').click();
    await until(() => valuesIn(screen).length === 4, 'one in place of both');
    expect((await everyone(office)).filter((each) => each.includes('2345'))).to.deep.equal([
      'Caution 010-2345-6789',
    ]);
  });

  it('confirms that the same one is changed, and leaves it alone when that is not wanted', async () => {
    const office = await gradeDesk();
    const screen = await open(office.admin);
    await fillIn(screen, '010-2345-6789', 'VIP');
    await enter(control(screen, 'Note'), 'again');
    give(screen);
    await says(screen, 'Update it');
    expect(all(screen, '.conflict button').map((each) => shownText(each))).to.deep.equal([
      'Update it',
      'Cancel',
    ]);
    buttonOf(screen, 'Cancel', '.conflict').click();
    await until(() => !screen.shadowRoot!.querySelector('.conflict'), 'the question gone');
    expect(control(screen, 'Note').value).to.equal('again');
    give(screen);
    await says(screen, 'Update it');
    buttonOf(screen, 'Update it').click();
    await says(screen, 'now has the grade VIP.');
    expect(await everyone(office)).to.include('VIP 010-2345-6789 again');
  });

  it('keeps what was typed when the server cannot be reached, and gives it once', async () => {
    const office = await gradeDesk();
    let isDown = true;
    const fake = failing(office, {
      'grades.assign': (draft, options) =>
        isDown
          ? Promise.reject(new DeskError('desk_unreachable', ''))
          : office.admin.grades.assign(draft, options),
    });
    const screen = await open(fake.desk);
    await fillIn(screen, 'member-9', 'VIP');
    await enter(control(screen, 'Criterion'), 'memberId');
    give(screen);
    await says(screen, 'The server cannot be reached.');
    expect(control(screen, 'Value').value).to.equal('member-9');
    expect(screen.hasUnsavedChanges).to.equal(true);
    isDown = false;
    give(screen);
    await says(screen, 'member-9 now has the grade VIP.');
    const keys = fake.callsOf('grades.assign').map(({ options }) => options.idempotencyKey);
    expect(keys[0]).to.equal(keys[1]);
    expect(screen.hasUnsavedChanges).to.equal(false);
  });

  it('is no longer said to be on its way when the screen was moved meanwhile', async () => {
    const office = await gradeDesk();
    const never = later<never>();
    const screen = await open(failing(office, { 'grades.assign': () => never.promise }).desk);
    await fillIn(screen, '010-5555-6666', 'Gold');
    give(screen);
    await says(screen, 'Saving…');
    place(screen);
    await until(() => !shownText(screen).includes('Saving…'), 'the end of it');
    expect(control(screen, 'Value').value).to.equal('010-5555-6666');
  });

  it('loses nothing that is typed while it is being saved', async () => {
    const office = await gradeDesk();
    const gate = later<undefined>();
    const fake = failing(office, {
      'grades.assign': async (input, options) => {
        await gate.promise;
        return office.admin.grades.assign(input, options);
      },
    });
    const screen = await open(fake.desk);
    await fillIn(screen, '010-5555-6666', 'Gold');
    give(screen);
    await says(screen, 'Saving…');
    await enter(control(screen, 'Note'), 'asked by mail');
    gate.resolve(undefined);
    await until(() => valuesIn(screen).includes('010-5555-6666'), 'the assignment');
    expect(control(screen, 'Note').value).to.equal('asked by mail');
    give(screen);
    await until(() => shownText(rowOf(screen, '010-5555-6666')).includes('asked by mail'), 'the note');
    expect((await everyone(office)).filter((each) => each.includes('5555'))).to.have.length(1);
  });

  it('says what to do first while there is no grade', async () => {
    const { admin } = await gradeDesk({ grades: [], given: [] });
    const screen = await openInKorean('grade-members', admin);
    await says(screen, '등급 설정에서 먼저 등급을 추가해 주세요.');
    await says(screen, '아직 등급이 지정된 값이 없습니다.');
    await expectAccessible(screen);
  });
});

describe('<grade-members>, changing and removing', () => {
  afterEach(clearPage);

  it('changes grade, note and end of an assignment, and gives the focus back', async () => {
    const office = await gradeDesk();
    const screen = await open(office.admin);
    buttonOf(screen, 'Edit: minseo_k, Gold').click();
    await until(() => focused()?.id === 'value', 'the form');
    expect(control(screen, 'Value').value).to.equal('minseo_k');
    expect(inside<HTMLInputElement>(screen, '#until').value).to.equal(lastDay(inDays(10)));
    await expectAccessible(screen);
    await enter(inside(screen, '#until'), '');
    await enter(control(screen, 'Note'), 'for good');
    give(screen);
    await until(() => shownText(rowOf(screen, 'minseo_k')).includes('for good'), 'the change');
    expect(shownText(rowOf(screen, 'minseo_k'))).to.include('never expires');
    expect((await everyone(office)).length).to.equal(4);
  });

  it('keeps the very end of an assignment when only its note is changed', async () => {
    const office = await gradeDesk();
    const before = (await office.admin.grades.assignments({ text: 'minseo_k' })).items[0]!;
    const screen = await open(office.admin);
    buttonOf(screen, 'Edit: minseo_k, Gold').click();
    await until(() => focused()?.id === 'value', 'the form');
    await enter(control(screen, 'Note'), 'x');
    give(screen);
    await until(() => shownText(rowOf(screen, 'minseo_k')).includes('x'), 'the change');
    const [after] = (await office.admin.grades.assignments({ text: 'minseo_k' })).items;
    expect(after!.expiresAt).to.equal(before.expiresAt);
    expect(after!.createdAt).to.equal(before.createdAt);
  });

  it('shows theirs when another administrator changed it first, and saves mine over it when told so', async () => {
    const office = await gradeDesk();
    const screen = await open(office.admin);
    buttonOf(screen, 'Edit: minseo_k, Gold').click();
    await until(() => focused()?.id === 'value', 'the form');
    await enter(control(screen, 'Note'), 'mine');
    const gold = office.grades[1]!;
    await office.admin.grades.assign({
      gradeId: gold.gradeId,
      criterion: 'memberId',
      value: 'minseo_k',
      note: 'theirs',
    });
    give(screen);
    await says(screen, 'Somebody else changed this assignment');
    expect(shownText(inside(screen, '.conflict')))
      .to.include('theirs')
      .and.include('mine');
    await expectAccessible(screen);
    buttonOf(screen, 'Save mine over it').click();
    await until(() => shownText(rowOf(screen, 'minseo_k')).includes('mine'), 'mine');
  });

  it('gives it again when somebody else removed it meanwhile', async () => {
    const office = await gradeDesk();
    const [row] = (await office.admin.grades.assignments({ text: 'minseo_k' })).items;
    const screen = await open(office.admin);
    buttonOf(screen, 'Edit: minseo_k, Gold').click();
    await until(() => focused()?.id === 'value', 'the form');
    await enter(control(screen, 'Note'), 'kept');
    await office.admin.grades.unassign({ assignmentId: row!.assignmentId });
    give(screen);
    await says(screen, 'Somebody else removed this assignment');
    buttonOf(screen, 'Give it again').click();
    await until(() => valuesIn(screen).includes('minseo_k'), 'it again');
  });

  it('removes at once, with the focus on Undo, which gives it back as it was', async () => {
    const office = await gradeDesk();
    const screen = await open(office.admin);
    const told = nextEvent(screen, 'deskcard-grade-unassigned');
    buttonOf(screen, 'Remove: minseo_k, Gold').click();
    await told;
    await until(() => focused()?.id === 'undo', 'the focus on Undo');
    expect(valuesIn(screen)).not.to.include('minseo_k');
    await expectAccessible(screen);
    await press('Enter');
    await until(() => valuesIn(screen).includes('minseo_k'), 'it back');
    expect(shownText(rowOf(screen, 'minseo_k')))
      .to.include('Spring campaign')
      .and.include('through');
    await says(screen, 'minseo_k has its grade again.');
  });

  it('keeps the focus on its assignment when somebody else gives a grade meanwhile', async () => {
    const office = await gradeDesk();
    const screen = await open(office.admin);
    buttonOf(screen, 'Remove: minseo_k, Gold').focus();
    await office.admin.grades.assign({
      gradeId: office.grades[0]!.gradeId,
      criterion: 'memberId',
      value: 'new-one',
    });
    await until(() => valuesIn(screen).includes('new-one'), 'what somebody else gave');
    await press('Enter');
    await until(() => !valuesIn(screen).includes('minseo_k'), 'it gone');
    expect(valuesIn(screen).length).to.equal(4);
  });

  it('shows it again, with the reason, when it cannot be removed', async () => {
    const office = await gradeDesk();
    const fake = failing(office, {
      'grades.unassign': () => Promise.reject(new DeskError('storage_full', '')),
    });
    const screen = await open(fake.desk);
    buttonOf(screen, 'Remove: minseo_k, Gold').click();
    await says(screen, 'no space left');
    expect(valuesIn(screen)).to.include('minseo_k');
  });

  it('asks before what was typed is given up for another assignment', async () => {
    const screen = await open((await gradeDesk()).admin);
    await enter(control(screen, 'Value'), '010-1');
    buttonOf(screen, 'Edit: minseo_k, Gold').click();
    await until(() => inside<HTMLDialogElement>(screen, 'dialog').open, 'the question');
    await expectAccessible(screen);
    buttonOf(screen, 'Cancel', 'dialog').click();
    expect(control(screen, 'Value').value).to.equal('010-1');
  });
});

describe('<grade-members>, the list', () => {
  afterEach(clearPage);

  it('shows value, grade, note, end, who and when, and what has expired in words', async () => {
    const screen = await open((await gradeDesk()).admin);
    expect(valuesIn(screen).length).to.equal(4);
    expect(shownText(rowOf(screen, '010-9876-5432')))
      .to.include('Caution')
      .and.include('expired, ');
    expect(shownText(screen)).to.include('4 assignments');
    await expectAccessible(screen);
  });

  it('is searched and filtered, says when nothing is found, and clears its conditions', async () => {
    const screen = await open((await gradeDesk()).admin);
    const search = inside(screen, '#text');
    search.focus();
    await type('board');
    await until(() => valuesIn(screen).join() === '010-2345-6789', 'what the note says');
    await enter(search, '+82 10 9876 5432');
    await until(() => valuesIn(screen).join() === '010-9876-5432', 'the phone in another spelling');
    await enter(search, 'nobody at all');
    await says(screen, 'Nothing meets these conditions.');
    buttonOf(screen, 'Clear conditions').focus();
    await press('Enter');
    await until(() => valuesIn(screen).length === 4, 'all');
    expect(focused() === search).to.equal(true);
    await enter(inside(screen, '#by-expired'), 'soon');
    await until(() => valuesIn(screen).join() === 'minseo_k', 'what expires soon');
    await enter(inside(screen, '#by-expired'), '');
    await enter(inside(screen, '#by-criterion'), 'email');
    await until(() => valuesIn(screen).join() === 'minseo.kim@example.com', 'the e-mail');
  });

  it('shows fifty at first and more when asked, and follows what others do', async () => {
    const given = Array.from({ length: 120 }, (_, i) => ({
      grade: 'VIP',
      criterion: 'memberId' as const,
      value: `m-${String(i).padStart(3, '0')}`,
    }));
    const office = await gradeDesk({ grades: someGrades, given });
    const screen = await open(office.admin);
    expect(valuesIn(screen).length).to.equal(50);
    expect(shownText(screen)).to.include('The first 50 assignments');
    for (const count of [100, 120]) {
      buttonOf(screen, 'Show more').click();
      await until(() => valuesIn(screen).length === count, String(count));
    }
    expect(screen.shadowRoot!.querySelector('#more')).to.equal(null);
    await office.admin.grades.assign({
      gradeId: office.grades[1]!.gradeId,
      criterion: 'memberId',
      value: 'new-one',
    });
    await until(() => valuesIn(screen).includes('new-one'), 'what somebody else gave');
  });

  it('shows masks to whoever may see no values, changes around them, and asks before it removes (D13)', async () => {
    const office = await gradeDesk();
    const screen = await open(office.masked);
    expect(valuesIn(screen)).to.include('****6789').and.include('m***@example.com');
    await says(screen, 'Values are masked for you.');
    await expectAccessible(screen);
    buttonOf(screen, 'Edit: m****, Gold').click();
    await until(() => focused()?.id === 'note', 'the form');
    await enter(control(screen, 'Note'), 'seen masked');
    give(screen);
    await until(() => shownText(rowOf(screen, 'm****')).includes('seen masked'), 'the note');
    expect(await everyone(office)).to.include('Gold minseo_k seen masked');
    buttonOf(screen, 'Remove: m****, Gold').click();
    await until(() => inside<HTMLDialogElement>(screen, 'dialog').open, 'the question');
    buttonOf(screen, 'Remove', 'dialog').click();
    await until(() => !valuesIn(screen).includes('m****'), 'it gone');
    expect(screen.shadowRoot!.querySelector('#undo')).to.equal(null);
  });

  it('shows hostile values as text, in Korean, on a narrow page, under the strictest policy', async () => {
    const hostile = '<img src=x onerror=alert(1)>{{x}}';
    const { admin } = await gradeDesk({
      grades: someGrades,
      given: [{ grade: 'VIP', criterion: 'memberId', value: hostile, note: hostile }],
    });
    const page = await strictPage(new URL('./define.ts', import.meta.url).href);
    const screen = page.document.createElement('grade-members');
    screen.desk = admin;
    page.document.body.append(screen);
    await until(() => screen.shadowRoot?.querySelector('.members .value'), 'the list');
    expect(shownText(inside(screen, '.members .value'))).to.equal(hostile);
    expect(page.violations).to.deep.equal([]);
    page.close();
    await setViewport({ width: 320, height: 700 });
    const korean = await openInKorean('grade-members', admin);
    await until(() => korean.shadowRoot!.querySelector('.members .value'), 'the list');
    expect(shownText(korean)).to.include('등급 지정 목록').and.include('만료 없음');
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
    await expectAccessible(korean);
    await setViewport({ width: 800, height: 600 });
  });
});
