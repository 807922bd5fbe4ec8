import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sharedJson } from '@deskcard/tools/shared-data';
import { readCsv } from '../csv.js';
import type { Desk } from '../desk.js';
import type { Grade, GradeAssignment } from '../model/grade.js';
import { putGrade } from '../store/grade.js';
import { call, testDesk, type TestDesk } from '../../test/desk.js';

const day = 24 * 60 * 60 * 1000;
const masked = { user: 'masked', role: 'admin', capabilities: [] } as const;

async function world(): Promise<{ desk: TestDesk; vip: Grade; gold: Grade }> {
  const desk = testDesk();
  const vip = await desk.grades.save({ name: 'VIP', color: '#7a1fa2' });
  const gold = await desk.grades.save({ name: '골드', color: '#b8860b' });
  return { desk, vip, gold };
}

const phones = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `010-2000-${String(1000 + i)}`);

const valuesOf = (items: readonly GradeAssignment[]): string[] => items.map(({ value }) => value);

/** Every page, and how many there were of what size. */
async function everyPage(desk: Desk, input: Parameters<Desk['grades']['assignments']>[0] = {}) {
  const items: GradeAssignment[] = [];
  const sizes: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await desk.grades.assignments({ ...input, ...(cursor === undefined ? {} : { cursor }) });
    items.push(...page.items);
    sizes.push(page.items.length);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return { items, sizes };
}

const matched = async (desk: Desk, phone: string): Promise<string[]> =>
  (await desk.grades.match({ subjects: [{ identifiers: { phone } }] })).items[0]!.map(({ name }) => name);

describe('the grades', () => {
  it('are all listed, matched and put in order, however many there are', async () => {
    const desk = testDesk();
    await desk.storage.write(async (tx) => {
      for (let order = 0; order < 1203; order++) {
        const gradeId = `g${String(order).padStart(5, '0')}`;
        await putGrade(tx, { gradeId, name: `Grade ${order}`, color: '#000000', order, version: 1 });
      }
    });
    assert.equal((await desk.grades.list()).items.length, 1203);
    await assert.rejects(desk.grades.save({ name: 'Grade 1202', color: '#000000' }), {
      code: 'invalid_input',
    });
    await desk.grades.assign({ gradeId: 'g01202', criterion: 'phone', value: '010-1111-2222' });
    assert.deepEqual(await matched(desk, '01011112222'), ['Grade 1202']);
  });

  it('say how often each is assigned, for whoever would delete one (D7)', async () => {
    const { desk, vip, gold } = await world();
    for (const value of phones(3))
      await desk.grades.assign({ gradeId: vip.gradeId, criterion: 'phone', value });
    assert.deepEqual((await desk.grades.usage()).items, [
      { gradeId: vip.gradeId, assignments: 3, more: false },
      { gradeId: gold.gradeId, assignments: 0, more: false },
    ]);
  });
});

describe('a grade that is given until a point in time (B14)', () => {
  it('is a grade until then and none from then on, and the answer says how long it holds', async () => {
    const { desk, vip } = await world();
    const expiresAt = new Date(desk.clock.time + day).toISOString();
    await desk.grades.assign({ gradeId: vip.gradeId, criterion: 'phone', value: '010-1111-2222', expiresAt });
    const subjects = [
      { identifiers: { phone: '010-1111-2222' } },
      { identifiers: { phone: '010-9999-8888' } },
    ];
    const { items, expiresIn } = await desk.grades.match({ subjects });
    assert.deepEqual(
      items[0]?.map(({ name }) => name),
      ['VIP'],
    );
    assert.ok(expiresIn !== undefined && expiresIn > day - 5000 && expiresIn < day, String(expiresIn));
    desk.clock.time += expiresIn - 1000;
    const after = await desk.grades.match({ subjects });
    assert.deepEqual(after, { items: [[], []] });
    assert.deepEqual(valuesOf((await desk.grades.assignments({})).items), ['010-1111-2222']);
  });

  it('finds nobody in the list of customers any more once it has expired (R5)', async () => {
    const { desk, vip } = await world();
    await desk.tickets.intake(call('010-1111-2222'));
    const expiresAt = new Date(desk.clock.time + day).toISOString();
    await desk.grades.assign({ gradeId: vip.gradeId, criterion: 'phone', value: '010-1111-2222', expiresAt });
    const found = async (): Promise<number> =>
      (await desk.customers.list({ gradeId: vip.gradeId })).items.length;
    assert.equal(await found(), 1);
    desk.clock.time += day;
    assert.equal(await found(), 0);
  });

  it('says nothing of an expiry that concerns nobody who was asked for', async () => {
    const { desk, vip } = await world();
    const expiresAt = new Date(desk.clock.time + day).toISOString();
    await desk.grades.assign({ gradeId: vip.gradeId, criterion: 'phone', value: '010-1111-2222', expiresAt });
    const { expiresIn } = await desk.grades.match({
      subjects: [{ identifiers: { phone: '010-3333-4444' } }],
    });
    assert.equal(expiresIn, undefined);
  });

  it('keeps its end when only the note changes, loses it when told so, and is given anew when it is over', async () => {
    const { desk, vip } = await world();
    const given = { gradeId: vip.gradeId, criterion: 'phone', value: '010-1111-2222' } as const;
    const expiresAt = new Date(desk.clock.time + day).toISOString();
    await desk.grades.assign({ ...given, expiresAt });
    assert.equal((await desk.grades.assign({ ...given, note: 'a' })).expiresAt, expiresAt);
    assert.equal((await desk.grades.assign({ ...given, expiresAt: '' })).expiresAt, undefined);
    await desk.grades.assign({ ...given, expiresAt });
    desk.clock.time += 2 * day;
    assert.deepEqual(await matched(desk, '010-1111-2222'), []);
    assert.equal((await desk.grades.assign(given)).expiresAt, undefined);
    assert.deepEqual(await matched(desk, '010-1111-2222'), ['VIP']);
  });

  it('may be written with any zone, and no text that is no time', async () => {
    const { desk, vip } = await world();
    const given = { gradeId: vip.gradeId, criterion: 'phone', value: '010-1111-2222' } as const;
    const { expiresAt } = await desk.grades.assign({ ...given, expiresAt: '2027-01-01T00:00:00Z' });
    assert.equal(expiresAt, '2027-01-01T00:00:00.000Z');
    await assert.rejects(desk.grades.assign({ ...given, expiresAt: 'tomorrow' }), {
      code: 'invalid_input',
    });
  });
});

describe('giving a grade to somebody who has one (R26, R28)', () => {
  const phone = { criterion: 'phone', value: '010-1111-2222' } as const;

  it('changes the same one with who and when, and stands another one beside, as it always did', async () => {
    const { desk, vip, gold } = await world();
    const first = await desk.grades.assign({ gradeId: vip.gradeId, ...phone, note: 'a' });
    assert.deepEqual([first.updatedAt, first.updatedBy], [first.createdAt, 'mina']);
    const jun = desk.as({ user: 'jun', role: 'admin' });
    const second = await jun.grades.assign({ gradeId: vip.gradeId, ...phone, note: 'b' });
    assert.deepEqual(
      [second.createdAt, second.createdBy, second.updatedBy],
      [first.createdAt, 'mina', 'jun'],
    );
    assert.ok(second.updatedAt > first.updatedAt);
    await desk.grades.assign({ gradeId: gold.gradeId, ...phone });
    assert.deepEqual(await matched(desk, phone.value), ['VIP', '골드']);
  });

  it('is refused where a screen asks first, whatever the spelling, and replaces when that is confirmed', async () => {
    const { desk, vip, gold } = await world();
    await desk.grades.assign({ gradeId: vip.gradeId, ...phone });
    const another = { gradeId: gold.gradeId, criterion: 'phone', value: '+82 10 1111 2222' } as const;
    for (const { gradeId } of [vip, gold]) {
      await assert.rejects(desk.grades.assign({ ...another, gradeId, replace: false }), {
        code: 'assignment_exists',
        details: { gradeIds: [vip.gradeId] },
      });
    }
    assert.deepEqual(await matched(desk, phone.value), ['VIP']);
    await desk.grades.assign({ ...another, replace: true });
    assert.deepEqual(await matched(desk, phone.value), ['골드']);
    const { items } = await desk.audit.list({ operation: 'grades.assign' });
    assert.equal(items[0]!.facts['replaced'], true);
  });

  it('moves an assignment to another grade or value, and never over another one unasked', async () => {
    const { desk, vip, gold } = await world();
    const made = await desk.grades.assign({ gradeId: vip.gradeId, ...phone, note: 'kept' });
    const { assignmentId, updatedAt } = made;
    const mail = { criterion: 'email', value: 'mina@example.com' } as const;
    const moved = await desk.grades.assign({ assignmentId, updatedAt, gradeId: gold.gradeId, ...mail });
    assert.deepEqual([moved.note, moved.createdAt], ['kept', made.createdAt]);
    assert.deepEqual(await matched(desk, phone.value), []);
    await assert.rejects(desk.grades.assign({ assignmentId, gradeId: gold.gradeId, ...mail }), {
      code: 'assignment_not_found',
    });
    await desk.grades.assign({ gradeId: gold.gradeId, ...phone });
    const back = { assignmentId: moved.assignmentId, gradeId: gold.gradeId, ...phone };
    await assert.rejects(desk.grades.assign(back), { code: 'assignment_exists' });
    await desk.grades.assign({ ...back, replace: true });
    const { items } = await desk.grades.assignments({});
    assert.deepEqual(
      items.map(({ value, note }) => [value, note]),
      [['010-1111-2222', 'kept']],
    );
  });

  it('tells a second editor that somebody was first', async () => {
    const { desk, vip } = await world();
    const { assignmentId, updatedAt } = await desk.grades.assign({ gradeId: vip.gradeId, ...phone });
    await desk.grades.assign({ gradeId: vip.gradeId, ...phone, note: 'theirs' });
    const mine = { assignmentId, updatedAt, gradeId: vip.gradeId, ...phone, note: 'mine' };
    await assert.rejects(desk.grades.assign(mine), { code: 'version_conflict' });
    const other = await desk.grades.assign({ ...mine, updatedAt: undefined, replace: false });
    assert.equal(other.note, 'mine');
  });

  it('edits an assignment whose value is masked for the editor, without changing the value (D13)', async () => {
    const { desk, vip } = await world();
    const { assignmentId } = await desk.grades.assign({ gradeId: vip.gradeId, ...phone });
    const there = desk.as(masked);
    const [row] = (await there.grades.assignments({})).items;
    assert.equal(row!.value, '****2222');
    const edit = { assignmentId, gradeId: vip.gradeId, criterion: 'phone', value: row!.value } as const;
    assert.equal((await there.grades.assign({ ...edit, note: 'x' })).value, '****2222');
    assert.deepEqual(
      (await desk.grades.assignments({})).items.map(({ value, note }) => [value, note]),
      [['010-1111-2222', 'x']],
    );
    await assert.rejects(there.grades.assign({ ...edit, value: '****3333' }), {
      code: 'invalid_input',
    });
  });
});

describe('the list of who has which grade', () => {
  it('has as many on a page as were asked for, though a phone may have several grades', async () => {
    const { desk, vip, gold } = await world();
    for (const value of phones(7)) {
      await desk.grades.assign({ gradeId: vip.gradeId, criterion: 'phone', value });
      await desk.grades.assign({ gradeId: gold.gradeId, criterion: 'phone', value });
    }
    const { items, sizes } = await everyPage(desk, { limit: 3 });
    assert.deepEqual(sizes, [3, 3, 3, 3, 2]);
    assert.equal(new Set(items.map(({ assignmentId }) => assignmentId)).size, 14);
    // Grade by grade, newest first.
    assert.deepEqual(valuesOf(items.slice(0, 7)), phones(7).reverse());
    assert.ok(items.slice(7).every(({ gradeId }) => gradeId === gold.gradeId));
  });

  it('names nobody in its cursor, which whoever sees masks gets as well (D13)', async () => {
    const { desk, vip } = await world();
    for (const value of phones(3))
      await desk.grades.assign({ gradeId: vip.gradeId, criterion: 'phone', value });
    for (const input of [{}, { gradeId: vip.gradeId }, { text: 'x' }, { text: '2000', limit: 2 }]) {
      const { cursor = '' } = await desk.as(masked).grades.assignments({ limit: 1, ...input });
      assert.doesNotMatch(cursor, /2000/);
    }
  });

  it('stays good while assignments come and go, and says so when its grade is gone', async () => {
    const { desk, vip, gold } = await world();
    for (const value of phones(4))
      await desk.grades.assign({ gradeId: vip.gradeId, criterion: 'phone', value });
    const first = await desk.grades.assignments({ limit: 2 });
    await desk.grades.unassign({ assignmentId: first.items[1]!.assignmentId });
    await desk.grades.assign({ gradeId: vip.gradeId, criterion: 'email', value: 'new@example.com' });
    const second = await desk.grades.assignments({ limit: 2, cursor: first.cursor });
    assert.deepEqual(valuesOf(second.items), ['010-2000-1001', '010-2000-1000']);
    await desk.grades.remove({ gradeId: vip.gradeId, reassignTo: gold.gradeId });
    for (const cursor of [first.cursor, 'nonsense']) {
      await assert.rejects(desk.grades.assignments({ cursor }), { code: 'invalid_input' });
    }
  });

  it('is searched by value in any spelling and by note, and filtered by grade, criterion and expiry', async () => {
    const { desk, vip, gold } = await world();
    const soon = new Date(desk.clock.time + 3 * day).toISOString();
    const late = new Date(desk.clock.time + 90 * day).toISOString();
    const past = new Date(desk.clock.time - day).toISOString();
    const { gradeId } = vip;
    await desk.grades.assign({ gradeId, criterion: 'phone', value: '010-1234-5678', note: '대표 지정' });
    await desk.grades.assign({ gradeId, criterion: 'email', value: 'Mina@Example.com', expiresAt: soon });
    await desk.grades.assign({ gradeId, criterion: 'memberId', value: 'gold-7', expiresAt: late });
    const phone = { criterion: 'phone', value: '+1 212 555 0123' } as const;
    await desk.grades.assign({ gradeId: gold.gradeId, ...phone, expiresAt: past, note: 'Asked by mina' });
    const found = async (input: Parameters<Desk['grades']['assignments']>[0]): Promise<string[]> =>
      valuesOf((await everyPage(desk, input)).items).sort();
    for (const text of ['+82 10 1234 5678', '01012345678', '1234', '5678', '대표', 'ㄷㅍ', '지정 1234']) {
      assert.deepEqual(await found({ text }), ['010-1234-5678'], text);
    }
    assert.deepEqual(await found({ text: 'MINA' }), ['+1 212 555 0123', 'Mina@Example.com']);
    assert.deepEqual(await found({ text: 'mina@example.com' }), ['Mina@Example.com']);
    assert.deepEqual(await found({ text: 'gold' }), ['gold-7']);
    assert.deepEqual(await found({ text: ' ' }), await found({}));
    assert.deepEqual(await found({ gradeId: gold.gradeId }), ['+1 212 555 0123']);
    assert.deepEqual(await found({ criterion: 'email' }), ['Mina@Example.com']);
    assert.deepEqual(await found({ expired: 'yes' }), ['+1 212 555 0123']);
    assert.deepEqual(await found({ expired: 'soon' }), ['Mina@Example.com']);
    assert.deepEqual(await found({ expired: 'no', criterion: 'memberId' }), ['gold-7']);
    assert.deepEqual(await found({ text: '5678', gradeId: gold.gradeId }), []);
  });

  it('shows whoever sees masks what they can name as a whole, and no piece of it (D13)', async () => {
    const { desk, vip } = await world();
    const { gradeId } = vip;
    await desk.grades.assign({ gradeId, criterion: 'phone', value: '010-1234-5678', note: 'golf club' });
    await desk.grades.assign({ gradeId, criterion: 'email', value: 'mina@example.com' });
    const count = async (text: string): Promise<number> =>
      (await everyPage(desk.as(masked), { text })).items.length;
    assert.deepEqual(
      await Promise.all(['010-1234-5678', '5678', 'golf', 'mina@example.com'].map(count)),
      [1, 1, 1, 1],
    );
    assert.deepEqual(await Promise.all(['1234', '0101', 'mina', 'mina@'].map(count)), [0, 0, 0, 0]);
  });

  it('looks at a bounded number of records a call, finds the whole value at once, and goes on with the cursor', async () => {
    const { desk, vip } = await world();
    const rows = Array.from({ length: 5000 }, (_, i) => `user-${String(i).padStart(4, '0')}`);
    for (let start = 0; start < rows.length; start += 200) {
      const lines = rows.slice(start, start + 200).map((value, i) => ({
        line: start + i + 2,
        grade: 'VIP',
        criterion: 'memberId',
        value,
      }));
      await desk.grades.importAssignments({ rows: lines });
    }
    const first = await desk.grades.assignments({ text: '0003' });
    assert.deepEqual([first.items.length, first.cursor === undefined], [0, false]);
    assert.deepEqual(valuesOf((await everyPage(desk, { text: '0003' })).items), ['user-0003']);
    const whole = await desk.grades.assignments({ text: 'user-0003' });
    assert.deepEqual(valuesOf(whole.items), ['user-0003']);
    assert.deepEqual(valuesOf((await everyPage(desk, { text: 'user-0003', limit: 1 })).items), ['user-0003']);
    assert.equal((await everyPage(desk, { gradeId: vip.gradeId, limit: 100 })).items.length, 5000);
  });

  it('reads assignments of an earlier version, which kept nothing of their last change', async () => {
    const { desk, vip } = await world();
    const given = { gradeId: vip.gradeId, criterion: 'phone', value: '010-1111-2222' } as const;
    const { updatedAt: _, updatedBy: __, ...old } = await desk.grades.assign(given);
    const indexes = { grade: [`${vip.gradeId}|`], id: [`${old.assignmentId}|`] };
    await desk.storage.write((tx) =>
      tx.put('assignments', { key: 'phone:+821011112222', value: [old], indexes }),
    );
    const [read] = (await desk.grades.assignments({})).items;
    assert.deepEqual([read!.updatedAt, read!.updatedBy], [old.createdAt, 'mina']);
  });
});

describe('who has which grade, as a file', () => {
  const line = (number: number, value: string, more: object = {}) => ({
    line: number,
    grade: 'VIP',
    criterion: 'phone',
    value,
    ...more,
  });

  it('says what became of each line, and stores no part of a refused one (trap 12)', async () => {
    const { desk, vip } = await world();
    await desk.grades.assign({ gradeId: vip.gradeId, criterion: 'phone', value: '010-1111-2222', note: 'a' });
    await desk.grades.assign({ gradeId: vip.gradeId, criterion: 'email', value: 'mina@example.com' });
    const rows = [
      line(2, '010-3333-4444'),
      line(3, '+82 10 1111 2222', { note: 'b' }),
      line(4, 'mina@example.com', { criterion: ' E-Mail ' }),
      line(5, '01033334444', { note: 'again' }),
      line(6, '1588-1234'),
      line(7, '010-5555-6666', { grade: 'Platinum' }),
      line(8, '010-5555-6666', { criterion: 'fax' }),
      line(9, ''),
      line(10, '010-5555-6666', { expiresAt: 'next year' }),
      line(11, '010-5555-6666', { note: 'x'.repeat(501) }),
      line(12, 'M-9', { grade: '골드', criterion: 'Member ID', expiresAt: '2027-01-31' }),
    ];
    const shown = async (dryRun: boolean) =>
      (await desk.grades.importAssignments({ rows, dryRun })).items.map(({ line: at, outcome, reason }) =>
        reason
          ? [at, outcome, reason.field, reason.issue ?? reason.code, reason.lines?.[0] ?? reason.maximum]
          : [at, outcome],
      );
    const expected = [
      [2, 'created'],
      [3, 'updated'],
      [4, 'unchanged'],
      [5, 'skipped', 'value', 'repeated', 2],
      [6, 'refused', 'value', 'invalidPhone', undefined],
      [7, 'refused', 'grade', 'unknown', undefined],
      [8, 'refused', 'criterion', 'unknown', undefined],
      [9, 'refused', 'value', 'required', undefined],
      [10, 'refused', 'expiresAt', 'invalidTime', undefined],
      [11, 'refused', 'note', 'tooLong', 500],
      [12, 'created'],
    ];
    assert.deepEqual(await shown(true), expected);
    assert.equal((await desk.grades.assignments({})).items.length, 2);
    assert.deepEqual(await shown(false), expected);
    const { items } = await desk.grades.assignments({});
    assert.deepEqual(valuesOf(items).sort(), [
      '+82 10 1111 2222',
      '010-3333-4444',
      'M-9',
      'mina@example.com',
    ]);
    assert.equal(items.find(({ value }) => value === 'M-9')!.expiresAt, '2027-01-31T00:00:00.000Z');
    const [entry, dry] = (await desk.audit.list({ operation: 'grades.importAssignments' })).items;
    assert.deepEqual(entry!.facts, { created: 2, updated: 1, unchanged: 1, skipped: 1, refused: 6 });
    assert.equal(dry!.facts['dryRun'], true);
    assert.doesNotMatch(JSON.stringify([entry, dry]), /3333|example/);
  });

  it('leaves what is there alone when told so, and finds equal lines of several calls by what they mean', async () => {
    const { desk, vip } = await world();
    await desk.grades.assign({ gradeId: vip.gradeId, criterion: 'phone', value: '010-1111-2222', note: 'a' });
    const rows = [line(2, '010-1111-2222', { note: 'b' })];
    const { items } = await desk.grades.importAssignments({ rows, existing: 'skip' });
    assert.equal(items[0]!.outcome, 'skipped');
    assert.equal((await desk.grades.assignments({})).items[0]!.note, 'a');
    const same = async (value: string, there: Desk = desk): Promise<string | undefined> =>
      (
        await there.grades.importAssignments({ rows: [line(2, value)], dryRun: true })
      ).items[0]!.identifiers?.join();
    assert.equal(await same('01011112222'), await same('+82 10-1111-2222'));
    assert.notEqual(await same('01011112222'), await same('01033332222'));
    assert.equal(await same('01011112222', desk.as(masked)), undefined);
  });

  it('gives every assignment back after a round trip through a spreadsheet, formulas and phones included', async (t) => {
    const cases = await sharedJson<{ dangerous: string[]; legit_must_roundtrip: string[] }>(
      'security/csv_cases.json',
    );
    if (!cases) t.diagnostic('security/csv_cases.json is absent: only the built-in cells were tried');
    const notes = [...(cases?.dangerous ?? ['=1+1']), ...(cases?.legit_must_roundtrip ?? ['a\nb'])];
    const { desk, vip } = await world();
    const values = ['+82-10-1234-5678', '+821012345679', '010-1234-5670', ...phones(notes.length)];
    for (const [i, value] of values.entries()) {
      const expiresAt = i % 2 === 0 ? { expiresAt: '2027-01-01T00:00:00Z' } : {};
      const note = { note: (notes[i] ?? '').trim() };
      await desk.grades.assign({ gradeId: vip.gradeId, criterion: 'phone', value, ...note, ...expiresAt });
    }
    await desk.grades.assign({ gradeId: vip.gradeId, criterion: 'memberId', value: '=1+1' });
    let text = '';
    let cursor: string | undefined;
    do {
      const page = await desk.grades.exportAssignments({
        limit: 4,
        ...(cursor === undefined ? {} : { cursor }),
      });
      text += page.csv;
      cursor = page.cursor;
    } while (cursor !== undefined);
    const [head, ...table] = readCsv(text);
    assert.deepEqual(head!.slice(0, 5), ['grade', 'criterion', 'value', 'note', 'expiresAt']);
    for (const cell of text.split(/[,\r\n]+/)) assert.doesNotMatch(cell, /^\ufeff?"?[=+@＝＋＠]/u);
    const before = (await everyPage(desk)).items;
    assert.equal(table.length, before.length);
    const rows = table.map(([grade, criterion, value, note, expiresAt], i) => ({
      ...line(i + 2, value!),
      ...{ grade: grade!, criterion: criterion!, note: note!, expiresAt: expiresAt! },
    }));
    const { items } = await desk.grades.importAssignments({ rows });
    assert.deepEqual([...new Set(items.map(({ outcome }) => outcome))], ['unchanged']);
    for (const { assignmentId } of before) await desk.grades.unassign({ assignmentId });
    await desk.grades.importAssignments({ rows });
    const plain = (all: readonly GradeAssignment[]) =>
      all.map(({ value, note, expiresAt }) => JSON.stringify([value, note, expiresAt])).sort();
    assert.deepEqual(plain((await everyPage(desk)).items), plain(before));
  });

  it('gives the grade whose name it has, where an older desk has two that differ in case or width', async () => {
    const { desk, vip, gold } = await world();
    const put = (gradeId: string, name: string, order: number) =>
      desk.storage.write((tx) => putGrade(tx, { ...vip, gradeId, name, order }));
    await put('small', 'vip', 2);
    await put('a', 'A+', 3);
    await put('wide', 'Ａ＋', 4);
    const spellings = ['VIP', ' vip ', 'A+', 'Ａ＋', 'small', '골드', 'Vip', 'A＋'];
    const rows = spellings.map((grade, i) => line(i + 2, phones(8)[i]!, { grade }));
    const { items } = await desk.grades.importAssignments({ rows });
    assert.deepEqual(
      items.map(({ identifiers, reason }) => identifiers?.[0]?.split('/')[0] ?? reason?.issue),
      [vip.gradeId, 'small', 'a', 'wide', 'small', gold.gradeId, 'unknown', 'unknown'],
    );
  });

  it('holds masks for whoever sees masks, and takes none in (D13)', async () => {
    const { desk, vip } = await world();
    await desk.grades.assign({ gradeId: vip.gradeId, criterion: 'email', value: 'mina@example.com' });
    const there = desk.as(masked);
    const { csv } = await there.grades.exportAssignments({});
    assert.match(csv, /m\*\*\*@example\.com/);
    assert.doesNotMatch(csv, /mina@/);
    const rows = [line(2, 'm***@example.com', { criterion: 'email' })];
    const { items } = await there.grades.importAssignments({ rows });
    assert.deepEqual(items[0]!.reason, { code: 'invalid', field: 'value', issue: 'masked' });
  });

  it('is for administrators, at most 200 lines a call, and says in the audit trail what left the desk', async () => {
    const { desk } = await world();
    const rows = Array.from({ length: 201 }, (_, i) => line(i, 'x'));
    await assert.rejects(desk.grades.importAssignments({ rows }), { code: 'invalid_input' });
    const agent = desk.as({ user: 'a', role: 'agent' });
    await assert.rejects(agent.grades.exportAssignments({}), { code: 'not_permitted' });
    await assert.rejects(agent.grades.usage(), { code: 'not_permitted' });
    await desk.grades.exportAssignments({ text: '010-1111-2222', criterion: 'phone' });
    const [entry] = (await desk.audit.list({ operation: 'grades.exportAssignments' })).items;
    assert.deepEqual(entry!.facts, { rows: 0, searched: true, criterion: 'phone' });
  });
});
