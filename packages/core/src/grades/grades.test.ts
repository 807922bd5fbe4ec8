import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeskError } from '../errors.js';
import type { Grade } from '../model/grade.js';
import { putGrade } from '../store/grade.js';
import { call, mail, testDesk, type TestDesk } from '../../test/desk.js';
import { sharedJson } from '@deskcard/tools/shared-data';

async function threeGrades(desk: TestDesk): Promise<[Grade, Grade, Grade]> {
  const vip = await desk.grades.save({ name: 'VIP', color: '#7A1FA2' });
  const gold = await desk.grades.save({ name: '골드', color: '#b8860b' });
  const caution = await desk.grades.save({ name: '주의', color: '#c62828' });
  return [vip, gold, caution];
}

const names = (grades: Grade[] | undefined): string[] | undefined => grades?.map((grade) => grade.name);

describe('grades', () => {
  it('match a ticket by its phone, e-mail or member id, however they are written (R23, D3)', async () => {
    const desk = testDesk();
    const [vip, gold, caution] = await threeGrades(desk);
    await desk.grades.assign({ gradeId: caution.gradeId, criterion: 'memberId', value: 'M-7' });
    await desk.grades.assign({ gradeId: gold.gradeId, criterion: 'email', value: 'Mina@Example.com' });
    await desk.grades.assign({
      gradeId: vip.gradeId,
      criterion: 'phone',
      value: '010-1111-2222',
      note: '대표 지정',
    });
    const { ticket } = await desk.tickets.intake(
      call('+82 10 1111 2222', { mail: 'mina@example.com', usercode: 'M-7' }),
    );
    const { items } = await desk.grades.match({ subjects: [{ ticketId: ticket.ticketId }] });
    assert.deepEqual(names(items[0]), ['VIP', '골드', '주의']);
  });

  it('count every identifier of the customer, each grade once and in grade order (D7)', async () => {
    const desk = testDesk();
    const [vip, gold] = await threeGrades(desk);
    await desk.grades.assign({ gradeId: gold.gradeId, criterion: 'phone', value: '010-1111-2222' });
    await desk.grades.assign({ gradeId: vip.gradeId, criterion: 'email', value: 'mina@example.com' });
    await desk.grades.assign({ gradeId: vip.gradeId, criterion: 'phone', value: '010-1111-2222' });
    const a = (await desk.tickets.intake(call('010-1111-2222'))).ticket;
    const b = (await desk.tickets.intake(mail('mina@example.com'))).ticket;
    const pair = { survivorNumber: a.customerNumber, absorbedNumbers: [b.customerNumber] };
    const subjects = [{ ticketId: b.ticketId }, { customerNumber: a.customerNumber }];
    assert.deepEqual((await desk.grades.match({ subjects })).items.map(names), [['VIP'], ['VIP', '골드']]);
    const { fingerprint } = await desk.customers.planMerge(pair);
    await desk.customers.merge({ ...pair, fingerprint });
    assert.deepEqual((await desk.grades.match({ subjects })).items.map(names), [
      ['VIP', '골드'],
      ['VIP', '골드'],
    ]);
  });

  it('are known for a ticket that is not saved yet, and there are none for strangers', async () => {
    const desk = testDesk();
    const [vip] = await threeGrades(desk);
    await desk.grades.assign({ gradeId: vip.gradeId, criterion: 'phone', value: '010-1111-2222' });
    const subjects = [
      { identifiers: { phone: '01011112222' } },
      { ticketId: 'unknown' },
      { customerNumber: '99999999' },
      {},
    ];
    assert.deepEqual((await desk.grades.match({ subjects })).items.map(names), [['VIP'], [], [], []]);
  });

  it('give the same assignment again a new note instead of a second entry (R26, R28)', async () => {
    const desk = testDesk();
    const [vip] = await threeGrades(desk);
    await desk.grades.assign({ gradeId: vip.gradeId, criterion: 'phone', value: '010-1111-2222', note: 'a' });
    await desk.grades.assign({ gradeId: vip.gradeId, criterion: 'phone', value: '+821011112222', note: 'b' });
    const { items } = await desk.grades.assignments({});
    assert.deepEqual(
      items.map(({ note, createdBy }) => [note, createdBy]),
      [['b', 'mina']],
    );
    await desk.grades.unassign({ assignmentId: items[0]!.assignmentId });
    assert.deepEqual((await desk.grades.assignments({ gradeId: vip.gradeId })).items, []);
  });

  it('cannot be deleted while in use unless another grade takes over (D7)', async () => {
    const desk = testDesk();
    const [vip, gold] = await threeGrades(desk);
    await desk.grades.assign({ gradeId: vip.gradeId, criterion: 'phone', value: '010-1111-2222' });
    await assert.rejects(desk.grades.remove({ gradeId: vip.gradeId }), { code: 'grade_in_use' });
    assert.deepEqual(await desk.grades.remove({ gradeId: vip.gradeId, reassignTo: gold.gradeId }), {
      reassigned: 1,
    });
    const { items } = await desk.grades.match({ subjects: [{ identifiers: { phone: '010-1111-2222' } }] });
    assert.deepEqual(names(items[0]), ['골드']);
  });

  it('that take over last as long as the longer of both for whoever has both, with both notes (D7)', async () => {
    const past = '2025-12-31T15:00:00.000Z';
    const soon = '2026-01-16T00:00:00.000Z';
    const late = '2026-12-31T15:00:00.000Z';
    for (const [deleted, other, left] of [
      [undefined, past, undefined],
      [undefined, soon, undefined],
      [soon, undefined, undefined],
      [late, soon, late],
      [soon, late, late],
    ]) {
      const desk = testDesk();
      const [vip, gold] = await threeGrades(desk);
      const phone = { criterion: 'phone', value: '010-1111-2222' } as const;
      await desk.grades.assign({ gradeId: vip.gradeId, ...phone, expiresAt: deleted, note: 'board member' });
      await desk.grades.assign({ gradeId: gold.gradeId, ...phone, expiresAt: other, note: 'trial' });
      await desk.grades.remove({ gradeId: vip.gradeId, reassignTo: gold.gradeId });
      const { items } = await desk.grades.match({ subjects: [{ identifiers: { phone: phone.value } }] });
      assert.deepEqual(names(items[0]), ['골드']);
      const given = (await desk.grades.assignments({})).items;
      assert.deepEqual(
        given.map(({ note, expiresAt }) => [note, expiresAt]),
        [['trial · board member', left]],
      );
    }
  });

  it('that take over say when and by whom they were changed, so that nobody saves over it unseen', async () => {
    const desk = testDesk();
    const [vip, gold] = await threeGrades(desk);
    const phone = { criterion: 'phone', value: '010-1111-2222' } as const;
    await desk.grades.assign({ gradeId: vip.gradeId, ...phone, note: 'board member' });
    const read = await desk.grades.assign({ gradeId: gold.gradeId, ...phone });
    await desk
      .as({ user: 'jun', role: 'admin' })
      .grades.remove({ gradeId: vip.gradeId, reassignTo: gold.gradeId });
    const [left] = (await desk.grades.assignments({})).items;
    assert.deepEqual(
      [left!.assignmentId, left!.createdBy, left!.updatedBy, left!.note],
      [read.assignmentId, 'mina', 'jun', 'board member'],
    );
    const { assignmentId, updatedAt } = read;
    await assert.rejects(desk.grades.assign({ assignmentId, updatedAt, gradeId: gold.gradeId, ...phone }), {
      code: 'version_conflict',
    });
  });

  it('refuse a value that identifies nobody, at the field (R26)', async () => {
    const desk = testDesk();
    const [vip] = await threeGrades(desk);
    for (const [criterion, value, code] of [
      ['phone', '1588-1234', 'invalidPhone'],
      ['phone', '010-1111-2222 / 010-3333-4444', 'invalidPhone'],
      ['email', 'nobody', 'invalidEmail'],
      ['memberId', ' ', 'invalid'],
    ] as const) {
      await assert.rejects(
        desk.grades.assign({ gradeId: vip.gradeId, criterion, value }),
        (error: DeskError) => {
          assert.deepEqual([error.issues[0]?.path, error.issues[0]?.code], [['value'], code]);
          return true;
        },
      );
    }
  });

  it('take a colour of the form #RRGGBB and no other text (D7)', async (t) => {
    const desk = testDesk();
    const hostile = await sharedJson<string[]>('security/hostile_colours.json');
    if (!hostile)
      t.diagnostic('security/hostile_colours.json is absent: only the built-in colours were tried');
    const colours = ['red', '#fff', '#12345g', '#1234567', 'url(x)', '', ...(hostile ?? [])].filter(
      (each) => each !== '#ff0000',
    );
    for (const color of colours) {
      await assert.rejects(desk.grades.save({ name: 'VIP', color }), (error: DeskError) => {
        assert.deepEqual([error.issues[0]?.path, error.issues[0]?.code], [['color'], 'invalidColour']);
        return true;
      });
    }
    assert.equal((await desk.grades.save({ name: 'VIP', color: '#FF0000' })).color, '#ff0000');
  });

  it('have a name that one can see, and no two the same one (R25)', async () => {
    const desk = testDesk();
    await assert.rejects(desk.grades.save({ name: ' \u3000', color: '#000000' }), (error: DeskError) => {
      assert.deepEqual([error.issues[0]?.path, error.issues[0]?.code], [['name'], 'required']);
      return true;
    });
    assert.equal((await desk.grades.save({ name: ' VIP  gold ', color: '#000000' })).name, 'VIP gold');
    await assert.rejects(desk.grades.save({ name: 'VIP gold ', color: '#000000' }), {
      code: 'invalid_input',
    });
  });

  it('do not share a name that differs in case or width alone, because a file names them by it (R25, B14)', async () => {
    const desk = testDesk();
    const color = '#000000';
    const vip = await desk.grades.save({ name: 'VIP', color });
    const plus = await desk.grades.save({ name: 'A+', color });
    for (const draft of [
      { name: 'vip', color },
      { name: 'Ａ＋', color },
      { ...plus, name: 'Vip' },
    ]) {
      await assert.rejects(desk.grades.save(draft), (error: DeskError) => {
        assert.deepEqual([error.issues[0]?.path, error.issues[0]?.code], [['name'], 'duplicate']);
        return true;
      });
    }
    assert.equal((await desk.grades.save({ ...vip, name: 'Vip' })).name, 'Vip');
  });

  it('that shared such a name before may keep it, and have another colour (R25)', async () => {
    const desk = testDesk();
    const vip = await desk.grades.save({ name: 'VIP', color: '#000000' });
    const old = { ...vip, gradeId: 'old', name: 'vip', order: 1 };
    await desk.storage.write((tx) => putGrade(tx, old));
    assert.equal((await desk.grades.save({ ...old, color: '#ffffff' })).color, '#ffffff');
    await assert.rejects(desk.grades.save({ ...vip, name: 'Vip' }), { code: 'invalid_input' });
  });

  it('keep their order, tell a second editor, and do not share a name (R25)', async () => {
    const desk = testDesk();
    const [vip, gold, caution] = await threeGrades(desk);
    await desk.grades.reorder({ gradeIds: [gold.gradeId, caution.gradeId, vip.gradeId] });
    assert.deepEqual(names((await desk.grades.list()).items), ['골드', '주의', 'VIP']);
    await assert.rejects(desk.grades.reorder({ gradeIds: [gold.gradeId] }), { code: 'invalid_input' });
    await desk.grades.save({ ...vip, name: 'VVIP' });
    await assert.rejects(desk.grades.save({ ...vip, name: 'VIP+' }), { code: 'version_conflict' });
    await assert.rejects(desk.grades.save({ name: 'VVIP', color: '#000000' }), { code: 'invalid_input' });
  });
});
