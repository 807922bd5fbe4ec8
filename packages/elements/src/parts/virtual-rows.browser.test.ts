import { expect } from '@open-wc/testing';
import { clearPage, place, until } from '../../test/page.js';
import { virtualRows } from '../styles/virtual-rows.js';
import { VirtualRows } from './virtual-rows.js';

interface Stage {
  readonly rows: VirtualRows;
  readonly scroller: HTMLElement;
  readonly sizer: HTMLElement;
  /** the indexes that were written, in order */
  readonly written: number[];
  texts(): string[];
}

/** Rows of 20 pixels in a window of ten of them. */
function stage(count: number): Stage {
  const home = place();
  const root = home.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [virtualRows.styleSheet!];
  root.innerHTML = '<div class="scroller"><div class="sizer"></div></div>';
  const scroller = root.querySelector<HTMLElement>('.scroller')!;
  const sizer = root.querySelector<HTMLElement>('.sizer')!;
  scroller.style.height = '200px';
  sizer.style.setProperty('--_row', '20px');
  const written: number[] = [];
  const rows = new VirtualRows({
    scroller,
    sizer,
    make: () => {
      const row = document.createElement('div');
      row.className = 'virtual-row';
      row.tabIndex = -1;
      return row;
    },
    fill: (row, index) => {
      written.push(index);
      row.textContent = `row ${index}`;
    },
  });
  rows.count = count;
  rows.draw();
  const texts = (): string[] => [...sizer.querySelectorAll('.virtual-row')].map((each) => each.textContent!);
  return { rows, scroller, sizer, written, texts };
}

const from = (first: number, end: number): string[] =>
  Array.from({ length: end - first }, (_, index) => `row ${first + index}`);

describe('rows of which only the visible ones are on the page', () => {
  afterEach(clearPage);

  it('are those in sight and a few beyond, in their order, wherever one scrolls', async () => {
    const { scroller, sizer, texts, rows } = stage(100_000);
    expect(texts()).to.deep.equal(from(0, 16));
    expect(sizer.offsetHeight).to.equal(2_000_000);
    expect(rows.page).to.equal(10);
    scroller.scrollTop = 1_000_000;
    await until(() => texts()[0] === 'row 49994', 'the middle');
    expect(texts()).to.deep.equal(from(49_994, 50_016));
    scroller.scrollTop = 999_940;
    await until(() => texts()[0] === 'row 49991', 'a little above');
    expect(texts()).to.deep.equal(from(49_991, 50_013));
    scroller.scrollTop = 2_000_000;
    await until(() => texts().at(-1) === 'row 99999', 'the end');
  });

  it('keep the one with the focus, and write no other row twice', async () => {
    const { rows, scroller, texts, written } = stage(1000);
    rows.kept = 3;
    rows.at(3)!.focus();
    const row = rows.at(3)!;
    scroller.scrollTop = 10_000;
    await until(() => texts().includes('row 500'), 'the middle');
    expect(texts()[0]).to.equal('row 3');
    expect((row.getRootNode() as ShadowRoot).activeElement).to.equal(row);
    expect(new Set(written).size).to.equal(written.length);
    rows.reveal(3);
    await until(() => texts().includes('row 12'), 'the top');
    expect((row.getRootNode() as ShadowRoot).activeElement).to.equal(row);
  });

  it('stay where they are when rows become higher, as where it is narrow', async () => {
    const { scroller, sizer, texts } = stage(1000);
    scroller.scrollTop = 2000;
    await until(() => texts().includes('row 100'), 'row 100 on top');
    sizer.style.setProperty('--_row', '50px');
    await until(() => scroller.scrollTop === 5000, 'row 100 on top again');
    expect(sizer.offsetHeight).to.equal(50_000);
  });

  it('are gone when there are fewer, and when nobody needs them any more', () => {
    const { rows, sizer, texts } = stage(30);
    rows.count = 2;
    rows.draw(true);
    expect(texts()).to.deep.equal(from(0, 2));
    rows.stop();
    expect(sizer.childElementCount).to.equal(0);
  });
});
