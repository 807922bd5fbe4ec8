import { expect } from '@open-wc/testing';
import { DeskError, type Desk, type Ticket } from '@deskcard/core';
import { provideDeskcard } from '../context.js';
import { ko } from '../locales/ko.js';
import '../merge-dialog/define.js';
import { expectAccessible } from '../../test/accessible.js';
import { arrive } from '../../test/duplicate-desk.js';
import { box, counter, openFields, type Counter } from '../../test/fields-page.js';
import { clearPage, focused, nextEvent, place, press, put, shownText, until } from '../../test/page.js';
import type { CustomerFields } from './customer-fields.js';

const hint = (fields: Element): HTMLElement | null => fields.shadowRoot!.querySelector('.suggested');
const says = (fields: Element): string => shownText(hint(fields));
const button = (fields: Element, name: string): HTMLElement => {
  const all = [...fields.shadowRoot!.querySelectorAll<HTMLElement>('.suggested button')];
  const found = all.find((each) => (each.getAttribute('aria-label') ?? shownText(each)) === name);
  if (!found)
    throw new Error(`There is no button ${name}, but ${all.map((each) => shownText(each)).join(', ')}.`);
  return found;
};

interface Doubles extends Counter {
  /** 김민아, who wrote with 김미나's telephone number in the form */
  readonly likely: string;
  /** 김미나 again, by another address of the same name */
  readonly other: string;
}

async function doubles(options: Parameters<typeof counter>[0] = {}): Promise<Doubles> {
  const office = await counter(options);
  const likely = await arrive(office.elsewhere, 'email', {
    name: '김민아',
    phone: '010-1111-2222',
    mail: 'mina.kim@example.org',
  });
  const other = await arrive(office.elsewhere, 'chat', {
    name: '김미나',
    phone: '010-7777-8888',
    mail: 'm@example.net',
  });
  return { ...office, likely, other };
}

async function open(desk: Desk, properties: Partial<CustomerFields> = {}): Promise<CustomerFields> {
  const fields = await openFields(desk, { ...(properties.ticket ? {} : { ticketId: 'T-3' }), ...properties });
  await until(() => hint(fields), 'who else it may be');
  return fields;
}

describe('<customer-fields>, who else the customer may be (B4, B7)', () => {
  afterEach(clearPage);

  it('says below the number that others look like this customer, the likeliest with its reasons', async () => {
    const { desk, likely, other } = await doubles();
    const fields = await open(desk);
    expect(says(fields)).to.match(/^Looks like 2 other customers/);
    expect(says(fields)).to.match(/same person: \d\d%/);
    expect(says(fields)).to.include('In favour same phone');
    const shown = [likely, other].filter((each) => says(fields).includes(each));
    expect(shown, 'one of them').to.have.length(1);
    await expectAccessible(fields);
    button(fields, 'Show 1 more').focus();
    await press('Enter');
    await until(() => says(fields).includes(likely) && says(fields).includes(other), 'both');
    await until(() => focused() === fields.shadowRoot!.querySelector('#may-be'), 'the focus above them');
    await expectAccessible(fields);
  });

  it('says nothing, and loads nothing for it, where nobody looks like the customer', async () => {
    const { desk } = await counter();
    const fields = await openFields(desk);
    let asked = 0;
    const counted: Desk = {
      ...desk,
      duplicates: {
        ...desk.duplicates,
        list: async (input, options) => {
          const answer = await desk.duplicates.list(input, options);
          asked++;
          return answer;
        },
      },
    };
    fields.desk = counted;
    await until(() => asked === 1, 'the answer');
    await fields.updateComplete;
    expect(hint(fields)).to.equal(null);
  });

  it('takes “not the same” right there, keeps the focus at hand, and takes it back (B4)', async () => {
    const { desk, elsewhere, mina } = await doubles();
    const fields = await open(desk);
    const name = [...fields.shadowRoot!.querySelectorAll('.duplicate button')]
      .map((each) => each.getAttribute('aria-label')!)
      .find((each) => each.startsWith('Not the same'))!;
    const number = /\d+/.exec(name)![0];
    const told = nextEvent(document.body, 'deskcard-duplicate-decided');
    button(fields, name).focus();
    await press('Enter');
    expect((await told).detail).to.deep.equal({
      customerNumber: mina,
      otherNumber: number,
      decision: 'notSame',
    });
    await until(() => says(fields).startsWith('Looks like 1 other customer'), 'one less');
    expect(says(fields)).to.include('Remembered until an identifier of one of them changes.');
    await until(() => focused() === button(fields, 'Undo'), 'the focus');
    const { items } = await elsewhere.duplicates.list({ customerNumber: mina, decided: true });
    expect(items.find(({ other }) => other.customerNumber === number)?.decided?.by).to.equal('한지수');
    await press('Enter');
    await until(() => says(fields).startsWith('Looks like 2 other customers'), 'both again');
  });

  it('opens the merge dialog of the page with the chosen one, for this ticket (R18)', async () => {
    const { desk, mina } = await doubles();
    const dialog = put('merge-dialog', { desk, id: 'merge-at-ticket' });
    const fields = await open(desk, { mergeDialog: 'merge-at-ticket' });
    const name = [...fields.shadowRoot!.querySelectorAll('.duplicate button')]
      .map((each) => each.getAttribute('aria-label')!)
      .find((each) => each.startsWith('Merge'))!;
    button(fields, name).click();
    await until(() => dialog.open && dialog.shadowRoot!.querySelector('.compare'), 'the preview');
    expect([dialog.customerNumber, dialog.otherNumbers?.join(), dialog.ticketId]).to.deep.equal([
      mina,
      /\d+/.exec(name)![0],
      'T-3',
    ]);
  });

  it('says why the ticket did not join somebody by itself, with the same answers (B7)', async () => {
    const { desk, ticket, likely } = await doubles();
    const held: Ticket = {
      ...ticket,
      held: [{ kind: 'phone', reason: 'differentName', customerNumbers: [likely] }],
    };
    const fields = await open(desk, { ticket: held });
    const words = `This ticket did not join customer ${likely} by itself: the name differs.`;
    expect(says(fields)).to.include(words);
    await expectAccessible(fields);
    button(fields, `Not the same: no. ${likely}`).click();
    await until(() => !says(fields).includes(words), 'nothing of it any more');
  });

  it('does not call somebody alike who hardly is, as a relative on the same telephone (B7)', async () => {
    const { desk, elsewhere, mina } = await counter();
    const draft = { channelId: 'call', fields: { name: '김도담', phone: '010-1111-2222' } };
    const { ticket } = await elsewhere.tickets.intake(draft);
    const fields = await open(desk, { ticket });
    await until(() => says(fields).includes('Hardly the same person'), 'the pair');
    expect(says(fields)).to.match(/^Possible duplicates/);
    expect(says(fields)).to.include(`This ticket did not join customer ${mina} by itself`);
  });

  it('says that a value belongs to too many to tell whose the ticket is (B7)', async () => {
    const { desk, ticket, mina } = await counter();
    const held: Ticket = {
      ...ticket,
      held: [{ kind: 'phone', reason: 'shared', customerNumbers: ['10000071', '10000072'] }],
    };
    const fields = await open(desk, { ticket: held });
    expect(says(fields)).to.include('too many customers have the same value (10000071, 10000072)');
    expect(says(fields)).not.to.include(mina);
    await expectAccessible(fields);
  });

  it('follows what somebody else decides, and a merge elsewhere (trap 4)', async () => {
    const { desk, elsewhere, mina, likely, other } = await doubles();
    const fields = await open(desk);
    const request = { survivorNumber: mina, absorbedNumbers: [other] };
    const { fingerprint } = await elsewhere.customers.planMerge(request);
    await elsewhere.customers.merge({ ...request, fingerprint });
    await until(() => says(fields).startsWith('Looks like 1 other customer'), 'one less');
    expect(says(fields)).to.include(likely);
    await elsewhere.duplicates.decide({ customerNumber: likely, otherNumber: mina, decision: 'notSame' });
    await until(() => hint(fields) === null, 'nothing');
  });

  it('shows it without answers to whoever may not merge, and with masks to whoever sees masks (D13)', async () => {
    const { desk } = await doubles({ capabilities: ['customers.edit'] });
    const fields = await open(desk);
    expect(fields.shadowRoot!.querySelectorAll('.duplicate button')).to.have.length(0);
    expect(says(fields)).not.to.match(/김민아|김미나|1111/);
    await expectAccessible(fields);
  });

  it('lets an agent type on when that could not be read, or the answer could not be saved', async () => {
    const { desk } = await doubles();
    let isBroken = true;
    const broken = (): Promise<never> => Promise.reject(new DeskError('desk_unreachable', ''));
    const fields = await open({
      ...desk,
      duplicates: {
        ...desk.duplicates,
        list: (input, options) => (isBroken ? broken() : desk.duplicates.list(input, options)),
        decide: broken,
      },
    });
    expect(says(fields)).to.include('Possible duplicates could not be read.');
    expect(box(fields, 'Phone').value).to.equal('010-1111-2222');
    await expectAccessible(fields);
    isBroken = false;
    button(fields, 'Try again').click();
    await until(() => fields.shadowRoot!.querySelector('.duplicate'), 'the others');
    const not = [...fields.shadowRoot!.querySelectorAll<HTMLElement>('.duplicate button')].at(-1)!;
    not.click();
    await until(() => says(fields).includes('The server cannot be reached.'), 'what happened');
    expect(says(fields)).to.match(/^Looks like 2 other customers/);
  });

  it('speaks Korean', async () => {
    const { desk } = await doubles();
    const home = place();
    home.lang = 'ko';
    provideDeskcard(home, { desk, locales: [ko] });
    const fields = document.createElement('customer-fields');
    fields.ticketId = 'T-3';
    home.append(fields);
    await until(() => hint(fields), 'who else it may be');
    expect(says(fields)).to.match(/^동일인일 수 있는 고객 2명/);
    expect(says(fields)).to.include('전화번호 일치');
    await expectAccessible(fields);
  });
});
