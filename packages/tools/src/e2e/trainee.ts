/** An agent who does not get to see the values of customers works all the same, and never receives one (D13). */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Ticket } from '@deskcard/core';
import { phoneSpellings, sandboxPeople } from '@deskcard/testing/fixtures';
import { takeCall } from './main-job.js';
import type { Screen } from './screen.js';

/** What nobody may read who sees masks: names, phone numbers in every spelling, addresses of the people on the books. */
export function personalValues(): string[] {
  const people = sandboxPeople();
  const values = people.flatMap(({ name, phone, email = '', memberId = '', address }) => [
    name,
    ...phoneSpellings(phone),
    phone.replace(/\D/g, ''),
    email,
    memberId,
    address,
  ]);
  // Two or three digits could stand anywhere.
  return [...new Set(values)].filter((value) => value.length > 1 && !/^\d{1,5}$/.test(value));
}

export const whatIsPersonalIn = (text: string): string[] => {
  const folded = text.toLowerCase();
  return personalValues().filter((value) => folded.includes(value.toLowerCase()));
};

interface Bench {
  trainee: Screen;
  /** asks the gateway as an agent who sees everything */
  asAgent(path: string): Promise<unknown>;
}

export function traineeAtWork(at: () => Bench): void {
  let ticketId = '';
  let customerNumber = '';

  it('sees masks in the list, at the ticket and with the customer (D13)', async () => {
    const { trainee } = at();
    await trainee.reads('body', /3\d\d tickets/);
    await trainee.reads('.row-name', /\*/);
    customerNumber = await takeCall(trainee, 3);
    ticketId = await trainee.page.$eval(
      '.row[aria-selected=true]',
      (row) => row.getAttribute('data-ticket') ?? '',
    );
    // A mask is no value: it stands where one would.
    assert.equal(await trainee.value('[data-field=phone] .input'), '');
    assert.match(await trainee.placeholder('[data-field=phone] .input'), /\*/);
    await trainee.look();
    await trainee.press('[role=tab]', /Customer/);
    await trainee.reads('.customer dd', /\*/);
    await trainee.look();
  });

  it('looks the caller up with the values that the masks stand for, and gets masks back', async () => {
    const { trainee } = at();
    await trainee.press('[role=tab]', /Information search/);
    await trainee.press('button', /^\s*Search\s*$/);
    await trainee.reads('.status', /Member service: Found/);
    await trainee.look();
  });

  it('previews a merge of two people it cannot see', async () => {
    const { trainee } = at();
    const other = await takeCall(trainee, 5);
    assert.notEqual(other, customerNumber);
    await trainee.press('.whose button', /Merge/);
    await trainee.type('[name=search]', customerNumber);
    await trainee.press('.list button.item', new RegExp(customerNumber));
    await trainee.reads('.points', new RegExp(`${customerNumber} leads to no\\. ${other}`));
    await trainee.look();
    await trainee.page.keyboard.press('Escape');
  });

  it('saves what it typed, and no mask takes the place of a value', async () => {
    const { trainee, asAgent } = at();
    const ticket = async () => ((await asAgent(`/api/tickets/${ticketId}`)) as Ticket).fields;
    const before = await ticket();
    await trainee.press(`[data-ticket="${ticketId}"]`, /\*/);
    await trainee.type('[data-field=memo] .input', 'calls back tomorrow');
    await trainee.press('.save-bar button', /Save/);
    await trainee.reads('.foot .status', /Saved/);
    const after = await ticket();
    assert.deepEqual(after, { ...before, memo: 'calls back tomorrow' });
    assert.match(before['phone'] ?? '', /^[^*]+$/);
  });

  it('has received no name, phone number or address of anybody, on the wire or on the screen (D13)', async () => {
    const { trainee, asAgent } = at();
    const exchanges = await trainee.traffic.exchanges();
    for (const part of ['/tickets', '/customers/', '/lookups/auto', '/lookups/', '/merges/plan']) {
      assert.ok(
        exchanges.some(({ url, received }) => url.includes(`/api${part}`) && received.includes('{')),
        `nothing was received from ${part}`,
      );
    }
    for (const { url, received } of exchanges) assert.deepEqual(whatIsPersonalIn(received), [], url);
    for (const text of trainee.seen) assert.deepEqual(whatIsPersonalIn(text), []);
    // The same tickets are full of values for whoever may see them, so there was something to find.
    assert.ok(whatIsPersonalIn(JSON.stringify(await asAgent('/api/tickets?limit=500'))).length > 200);
  });
}
