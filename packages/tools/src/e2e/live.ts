/** Two people on one desk: what one of them does is on the other's screen without anybody reloading (B8). */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { takeCall } from './main-job.js';
import type { Screen } from './screen.js';

const number = '.customer-number';

/** `first` is an administrator, `second` anybody. */
export function liveChanges(at: () => { first: Screen; second: Screen }): void {
  let absorbed = '';
  let ticketId = '';

  it('shows a call that came in at the other seat', async () => {
    const { first, second } = at();
    absorbed = await takeCall(first, 8);
    ticketId = await first.page.$eval(
      '.row[aria-selected=true]',
      (row) => row.getAttribute('data-ticket') ?? '',
    );
    await second.press(`[data-ticket="${ticketId}"]`, /Incoming call/);
    await second.reads(number, new RegExp(absorbed));
  });

  it('shows the grade that the other one just gave', async () => {
    const { first, second } = at();
    const phone = await second.value('[data-field=phone] .input');
    await first.press('.areas button', /Settings/);
    await first.press('.settings-nav button', /Grades/);
    await first.reads('#gradeId', /Business/);
    await first.page.select('grade-members >>> #gradeId', await gradeNamed(first, 'Business'));
    await first.type('#value', phone);
    await first.press('[part=save]', /Give grade/);
    await second.page.waitForFunction(() =>
      /Business/.test(
        document.querySelector('.history-section customer-badge')?.shadowRoot?.textContent ?? '',
      ),
    );
    await first.press('.areas button', /Tickets/);
  });

  it('moves an open ticket to the survivor when the other one merges (trap 4)', async () => {
    const { first, second } = at();
    const survivor = await takeCall(first, 9);
    await first.press('.whose button', /Merge/);
    await first.type('[name=search]', absorbed);
    await first.press('.list button.item', new RegExp(absorbed));
    await first.press('label', /I have checked/);
    await first.press('.dialog-foot button.primary', /Merge/);
    await second.reads(number, new RegExp(survivor));
    await first.press('.dialog-foot button', /Close/);
  });

  it('fills into the ticket what the administrator has just connected (R54)', async () => {
    const { first, second } = at();
    await first.press('.areas button', /Settings/);
    await first.press('.settings-nav button', /Field connections/);
    await first.reads('.links', /Points/);
    await first.type('select[id$="-points-0"]', 'Memo');
    await first.press('[part=save]', /Save/);
    await first.reads('.status', /Saved\./);
    await takeCall(second, 11);
    await second.reads('.status', /Filled in the ticket: .*Memo/);
    assert.match(await second.value('[data-field=memo] .input'), /^\d+$/);
  });
}

/** The value of the option that says so. */
function gradeNamed(screen: Screen, name: string): Promise<string> {
  return screen.page.$eval(
    'grade-members >>> #gradeId',
    (select, wanted) =>
      [...(select as HTMLSelectElement).options].find(({ text }) => text === wanted)?.value ?? '',
    name,
  );
}
