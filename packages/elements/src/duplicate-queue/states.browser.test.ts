import { expect } from '@open-wc/testing';
import { DeskError, type Desk } from '@deskcard/core';
import { provideDeskcard } from '../context.js';
import { ja } from '../locales/ja.js';
import { ko } from '../locales/ko.js';
import { expectAccessible } from '../../test/accessible.js';
import { at, duplicateDesk, openQueue, ready } from '../../test/duplicate-desk.js';
import { clearPage, inside, place, press, put, shownText, until } from '../../test/page.js';

describe('<duplicate-queue>, what it says to whom', () => {
  afterEach(clearPage);

  it('says where nothing waits, and what to do when all customers were never compared', async () => {
    const { desk } = await duplicateDesk({ pairs: 0 });
    const queue = await openQueue(desk);
    expect(shownText(at(queue, '#empty')))
      .to.include('No pair waits.')
      .and.include('Compare all customers once');
    await expectAccessible(queue);
  });

  it('is for administrators who may merge; others read why not (R1, R2)', async () => {
    for (const [options, words] of [
      [{ role: 'agent' }, 'The queue of duplicates is for administrators.'],
      [{ capabilities: ['personal.view'] }, 'You are not allowed to do this.'],
      [{ settings: { customerManagement: false } }, 'Customer information management is switched off.'],
    ] as const) {
      const { desk } = await duplicateDesk({ pairs: 0, ...options });
      const queue = await openQueue(desk);
      expect(shownText(queue)).to.include(words);
      await expectAccessible(queue);
    }
  });

  it('shows masks to whoever sees masks, and marks differences only as far as the desk tells them (D13)', async () => {
    const { desk } = await duplicateDesk({ pairs: 3, capabilities: ['customers.merge'] });
    const queue = await openQueue(desk);
    await ready(queue);
    inside(queue, '#pair').focus();
    for (let i = 0; i < 3; i++) {
      await ready(queue);
      expect(shownText(queue)).not.to.match(/김민서|박서연|이도|person\d|010-/);
      expect(queue.shadowRoot!.querySelectorAll('mark')).to.have.length(0);
      expect(shownText(at(queue, 'tr:nth-child(2) .relation'))).to.equal('= same');
      await press('j');
    }
    await expectAccessible(queue);
  });

  it('says that the desk cannot be reached and tries again', async () => {
    const { desk } = await duplicateDesk({ pairs: 1 });
    let isBroken = true;
    const broken: Desk = {
      ...desk,
      duplicates: {
        ...desk.duplicates,
        queue: (input, options) =>
          isBroken
            ? Promise.reject(new DeskError('desk_unreachable', ''))
            : desk.duplicates.queue(input, options),
      },
    };
    const queue = put('duplicate-queue', { desk: broken });
    await until(() => shownText(queue).includes('The server cannot be reached.'), 'what happened');
    isBroken = false;
    queue.shadowRoot!.querySelector<HTMLElement>('.status button')!.click();
    await ready(queue);
  });

  for (const [lang, locale, words] of [
    ['ko', ko, ['병합', '동일인 아님', '나중에', '전화번호 일치']],
    ['ja', ja, ['統合', '別の人物', '後で', '電話番号が一致']],
  ] as const) {
    it(`speaks ${lang}`, async () => {
      const { desk } = await duplicateDesk({ pairs: 2 });
      const home = place();
      home.lang = lang;
      provideDeskcard(home, { desk, locales: [locale] });
      const queue = document.createElement('duplicate-queue');
      home.append(queue);
      await ready(queue);
      for (const each of words) expect(shownText(queue)).to.include(each);
      expect(shownText(queue)).not.to.match(/same phone|Nothing speaks|Merge/);
      await expectAccessible(queue);
    });
  }
});
