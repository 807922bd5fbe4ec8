import { expect } from '@open-wc/testing';
import { DeskError } from '@deskcard/core/errors';
import { expectAccessible } from '../../test/accessible.js';
import { fakeDesk, later } from '../../test/fake-desk.js';
import { gradeDesk, type GradeDesk } from '../../test/grade-desk.js';
import { clearPage, focused, inside, nextEvent, press, settle, shownText, until } from '../../test/page.js';
import { all, buttonOf, enter, openInKorean, openScreen, says } from '../../test/screen-page.js';
import './define.js';
import { lastDay } from './days.js';
import type { GradeMembers } from './grade-members.js';

async function openImport(desk: GradeDesk['admin']): Promise<GradeMembers> {
  const screen = await openScreen('grade-members', desk);
  buttonOf(screen, 'Import CSV').click();
  await until(() => focused()?.id === 'import-title', 'the import');
  return screen;
}

function choose(screen: Element, content: BlobPart): void {
  const files = new DataTransfer();
  files.items.add(new File([content], 'members.csv', { type: 'text/csv' }));
  const input = inside<HTMLInputElement>(screen, '#csv');
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
}

const counts = (screen: Element): string[] => all(screen, '.counts > div').map((each) => shownText(each));
const left = (screen: Element): string[] =>
  all<HTMLTableRowElement>(screen, '.import tbody tr').map((row) =>
    [...row.cells].map((cell) => shownText(cell)).join(' | '),
  );

const total = async (office: GradeDesk): Promise<number> =>
  (await office.admin.grades.assignments({ limit: 100 })).items.length;

/** An administrator's desk through which every import call can be watched. */
function watched(office: GradeDesk, importing: (dryRun: boolean, call: number) => Promise<unknown>) {
  const { service, grades } = office.admin;
  let calls = 0;
  return fakeDesk({
    'service.describe': () => service.describe(),
    'grades.list': () => grades.list(),
    'grades.assignments': (input) => grades.assignments(input),
    'grades.importAssignments': async (input) => {
      await importing(input.dryRun ?? false, input.dryRun ? 0 : ++calls);
      return grades.importAssignments(input);
    },
  });
}

const many = (count: number): string =>
  `grade,criterion,value\n${Array.from({ length: count }, (_, i) => `VIP,memberId,m-${i}\n`).join('')}`;

describe('<grade-members>, a CSV file in (B14)', () => {
  afterEach(clearPage);

  it('says first what would become of each line, then does it, and tells the page', async () => {
    const office = await gradeDesk();
    const screen = await openImport(office.admin);
    choose(
      screen,
      'Grade,Criterion,Value,Note,Valid through\n' +
        'vip,Phone,010-7777-8888,=1+1,2099-12-31\n' +
        'VIP,phone,01077778888,twice,\n' +
        'Platinum,phone,010-1111-2222,,\n' +
        'VIP,E-mail,minseo.kim@example.com,new,\n' +
        'VIP,phone,1588-1234,,\n',
    );
    await says(screen, 'Nothing has been changed yet.');
    expect(counts(screen)).to.deep.equal(['New 1', 'Updated 1', 'Unchanged 0', 'Skipped 1', 'Refused 2']);
    expect(left(screen)).to.deep.equal([
      '3 | Skipped | Says the same as line 2.',
      '4 | Refused | Grade: This is not known.',
      '6 | Refused | Value: This is not a phone number that can be called.',
    ]);
    expect(await total(office)).to.equal(4);
    await expectAccessible(screen);
    const told = nextEvent(screen, 'deskcard-grades-imported');
    buttonOf(screen, 'Import 2 lines').click();
    expect((await told).detail.counts).to.deep.include({ created: 1, updated: 1 });
    await says(screen, 'The import is complete.');
    await expectAccessible(screen);
    const { items } = await office.admin.grades.assignments({ text: '010-7777-8888' });
    expect(items[0]!.note).to.equal('=1+1');
    expect(lastDay(items[0]!.expiresAt!)).to.equal('2099-12-31');
    buttonOf(screen, 'Close').click();
    await until(() => focused()?.id === 'import', 'the focus on the button');
  });

  it('refuses a day that does not exist, rather than giving a grade until another one', async () => {
    const office = await gradeDesk({ given: [] });
    const screen = await openImport(office.admin);
    choose(screen, 'grade,criterion,value,expiresAt\nVIP,memberId,a,2099-02-29\nVIP,memberId,b,2096-02-29\n');
    await says(screen, 'Nothing has been changed yet.');
    expect(left(screen)).to.deep.equal(['2 | Refused | Valid through: Enter a day such as 2026-12-31.']);
    buttonOf(screen, 'Import 1 line').click();
    await says(screen, 'The import is complete.');
    const { items } = await office.admin.grades.assignments({});
    expect(items.map(({ value, expiresAt }) => [value, lastDay(expiresAt!)])).to.deep.equal([
      ['b', '2096-02-29'],
    ]);
  });

  it('finds equal lines of a long file that takes several calls', async () => {
    const office = await gradeDesk({ given: [] });
    const screen = await openImport(office.admin);
    choose(screen, `${many(250)}VIP,memberId,M-0\nVIP,memberId,m-0\n`);
    await says(screen, 'Nothing has been changed yet.');
    expect(left(screen).at(-1)).to.equal('253 | Skipped | Says the same as line 2.');
    buttonOf(screen, 'Import 251 lines').click();
    await says(screen, 'The import is complete.');
  });

  it('leaves what is there alone when told so', async () => {
    const office = await gradeDesk();
    const screen = await openImport(office.admin);
    await enter(inside(screen, '#existing'), 'skip');
    choose(screen, 'grade,criterion,value,note\nVIP,email,minseo.kim@example.com,new\n');
    await says(screen, 'There is nothing to import in this file.');
    expect(left(screen)).to.deep.equal(['2 | Skipped | It is there already.']);
    await enter(inside(screen, '#existing'), 'update');
    await until(() => counts(screen)[1] === 'Updated 1', 'the other way');
  });

  it('reads what spreadsheets in Korea save in their own encoding, and Korean names of columns', async () => {
    const office = await gradeDesk({ given: [] });
    const screen = await openInKorean('grade-members', office.admin);
    inside(screen, '#import').click();
    await until(() => screen.shadowRoot!.querySelector('#csv'), 'the import');
    // 등급,기준,값 / VIP,전화번호,010-7777-8888 in windows-949
    const head = [0xb5, 0xee, 0xb1, 0xde, 0x2c, 0xb1, 0xe2, 0xc1, 0xd8, 0x2c, 0xb0, 0xaa, 0x0a];
    const line = [0xc0, 0xfc, 0xc8, 0xad, 0xb9, 0xf8, 0xc8, 0xa3];
    const ascii = (text: string): number[] => [...text].map((each) => each.charCodeAt(0));
    choose(screen, new Uint8Array([...head, ...ascii('VIP,'), ...line, ...ascii(',010-7777-8888\n')]));
    await says(screen, '아직 변경되지 않았습니다.');
    expect(counts(screen)[0]).to.equal('신규 1');
    await expectAccessible(screen);
  });

  it('says what is wrong with a file, and takes the next one', async () => {
    const screen = await openImport((await gradeDesk()).admin);
    for (const [content, said] of [
      ['grade,value\nVIP,x\n', 'must name these columns, too: Criterion.'],
      ['grade,criterion,value\nVIP,phone,"01\n', 'Line 2 has text beside or no end of its quotes.'],
      ['grade,criterion,value\n\n', 'This file has no lines below its first one.'],
      ['', 'must name these columns, too: Grade, Criterion, Value.'],
    ] as const) {
      choose(screen, content);
      await says(screen, said);
    }
    await expectAccessible(screen);
    choose(screen, 'grade,criterion,value\nVIP,memberId,next\n');
    await says(screen, 'Import 1 line');
  });

  it('goes on with the file that was chosen last, whichever is read first', async () => {
    const screen = await openImport((await gradeDesk()).admin);
    const input = inside<HTMLInputElement>(screen, '#csv');
    const slow = later<ArrayBuffer>();
    const first = Object.assign(new File([], 'first.csv'), { arrayBuffer: () => slow.promise });
    Object.defineProperty(input, 'files', { value: [first], configurable: true });
    input.dispatchEvent(new Event('change'));
    Reflect.deleteProperty(input, 'files');
    choose(screen, many(2));
    await until(() => screen.shadowRoot!.querySelector('#csv-go'), 'the check');
    slow.resolve(await new Blob([many(5)]).arrayBuffer());
    await settle(5);
    expect(counts(screen)[0]).to.equal('New 2');
  });

  it('keeps the focus at hand by keyboard, from the start of the import to its end', async () => {
    const screen = await openImport((await gradeDesk()).admin);
    choose(screen, many(2));
    (await until(() => screen.shadowRoot!.querySelector<HTMLElement>('#csv-go'), 'the check')).focus();
    await press('Enter');
    await until(() => focused()?.id === 'csv-close', 'the focus on the way out');
    await press('Enter');
    await until(() => focused()?.id === 'import', 'the screen alone');
  });

  it('shows how far it is, can be stopped, says what is done, and goes on', async () => {
    const office = await gradeDesk({ given: [] });
    const second = later<undefined>();
    const desk = watched(office, async (_, call) => {
      if (call === 2) await second.promise;
    });
    const screen = await openImport(desk.desk);
    choose(screen, many(450));
    await says(screen, 'Import 450 lines');
    buttonOf(screen, 'Import 450 lines').click();
    await says(screen, 'Imported 200 of 450 lines');
    await expectAccessible(screen);
    inside(screen, '#csv-stop').click();
    await says(screen, 'Stopped. 200 lines are imported, the others are not.');
    expect(screen.hasUnsavedChanges).to.equal(true);
    buttonOf(screen, 'Go on').click();
    await says(screen, 'The import is complete.');
    expect((await office.admin.grades.usage()).items[0]!.assignments).to.equal(450);
    second.resolve(undefined);
    await settle();
  });

  it('says why it stopped when the server is gone, with what is done, and goes on from there', async () => {
    const office = await gradeDesk({ given: [] });
    let isDown = true;
    const desk = watched(office, (_, call) =>
      call === 2 && isDown ? Promise.reject(new DeskError('desk_unreachable', '')) : Promise.resolve(),
    );
    const screen = await openImport(desk.desk);
    choose(screen, many(250));
    await says(screen, 'Import 250 lines');
    buttonOf(screen, 'Import 250 lines').click();
    await says(screen, 'The server cannot be reached. Stopped. 200 lines are imported');
    isDown = false;
    buttonOf(screen, 'Go on').click();
    await says(screen, 'The import is complete.');
    expect((await office.admin.grades.usage()).items[0]!.assignments).to.equal(250);
  });
});

describe('<grade-members>, a CSV file out (B14)', () => {
  afterEach(clearPage);

  it('hands over all that is searched for, safe for spreadsheets, and it can be read in again', async () => {
    const office = await gradeDesk();
    await office.admin.grades.assign({
      gradeId: office.grades[0]!.gradeId,
      criterion: 'memberId',
      value: '=cmd',
      note: '+82',
    });
    const screen = await openScreen('grade-members', office.admin);
    let file: Blob | undefined;
    const { createObjectURL } = URL;
    URL.createObjectURL = (blob: Blob) => {
      file = blob;
      return 'blob:test';
    };
    const { click } = HTMLAnchorElement.prototype;
    const clicked = new Promise<string>((done) => {
      HTMLAnchorElement.prototype.click = function (): void {
        done(this.download);
      };
    });
    try {
      buttonOf(screen, 'Export CSV').click();
      expect(await clicked).to.equal('grades.csv');
    } finally {
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = click;
    }
    await says(screen, '5 lines exported.');
    const text = await file!.text();
    expect(text).to.include("memberId,'=cmd,'+82");
    buttonOf(screen, 'Import CSV').click();
    await until(() => screen.shadowRoot!.querySelector('#csv'), 'the import');
    choose(screen, text);
    await until(() => counts(screen)[2] === 'Unchanged 5', 'the same five');
  });

  it('can be stopped, and says why when it fails', async () => {
    const office = await gradeDesk();
    const { service, grades } = office.admin;
    const answer = later<never>();
    let isDown = false;
    const fake = fakeDesk({
      'service.describe': () => service.describe(),
      'grades.list': () => grades.list(),
      'grades.assignments': (input) => grades.assignments(input),
      'grades.exportAssignments': () =>
        isDown ? Promise.reject(new DeskError('desk_unreachable', '')) : answer.promise,
    });
    const screen = await openScreen('grade-members', fake.desk);
    buttonOf(screen, 'Export CSV').click();
    await says(screen, '0 lines written…');
    buttonOf(screen, 'Cancel', '.head').click();
    await until(() => !shownText(screen).includes('written…'), 'it stopped');
    isDown = true;
    buttonOf(screen, 'Export CSV').click();
    await says(screen, 'The server cannot be reached.');
  });
});
