import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sandboxPeople } from '../fixtures/people.js';
import { phoneSpellings } from '../fixtures/phones.js';
import { memberDirectory } from './member-directory.js';
import { sandboxMembers } from './members.js';
import { phoneKey } from './phone-key.js';

const members = sandboxMembers();
const find = memberDirectory(members);

test('The shop has 10,000 members, the same ones every time, each with an id and an order of its own', () => {
  assert.equal(members.length, 10_000);
  assert.deepEqual(sandboxMembers(), members);
  assert.equal(new Set(members.map((member) => member.memberId.toLowerCase())).size, 10_000);
  assert.match(members[9999]!.memberId, /^M-010000$/);
  for (const member of members) {
    if (member.level === 'VIP') assert.ok(member.vipNote?.includes(member.manager));
  }
  assert.deepEqual(sandboxMembers(50), members.slice(0, 50));
});

test('Every customer of the sandbox is a member, found by the phone in any spelling', () => {
  for (const person of sandboxPeople()) {
    for (const spelling of phoneSpellings(person.phone)) {
      const found = find({ phone: spelling });
      assert.equal(found && phoneKey(found.phone), phoneKey(person.phone), spelling);
      if (person.household === undefined) assert.equal(found?.name, person.name, spelling);
    }
  }
  assert.equal(find({ phone: `${members[0]!.phone} 내선 12` }), members[0]);
});

test('Members are found by member id, e-mail and order number however they are capitalised', () => {
  for (const member of [members[0]!, members[77]!, members[5000]!, members[9999]!]) {
    assert.equal(find({ memberId: ` ${member.memberId.toUpperCase()} ` }), member);
    assert.equal(
      find({ orderNumber: member.lastOrder.number.toLowerCase() })?.lastOrder.number,
      member.lastOrder.number,
    );
    if (member.email !== undefined) assert.equal(find({ email: member.email.toUpperCase() }), member);
  }
});

test('A name needs something beside it when several members have it', () => {
  const one = members.find((member) => members.filter(({ name }) => name === member.name).length > 1)!;
  assert.throws(() => find({ name: one.name }), { name: 'ProviderError', code: 'ambiguous' });
  assert.equal(find({ name: one.name, phone: one.phone }), one);
  assert.equal(find({ name: one.latinName ?? one.name, memberId: one.memberId }), one);
});

test('Everything that was sent must be true, and nothing sent finds nobody', () => {
  const [first, second] = members as [(typeof members)[0], (typeof members)[0]];
  assert.equal(find({ memberId: first.memberId, phone: second.phone }), undefined);
  assert.equal(find({ memberId: first.memberId, shop: first.shop }), first);
  assert.equal(find({ memberId: first.memberId, shop: 'jeju' }), undefined);
  const nobody: Record<string, string>[] = [
    {},
    { shop: 'online' },
    { phone: '' },
    { phone: 'none' },
    { memberId: 'x' },
    { constructor: 'x' },
  ];
  for (const inputs of nobody) {
    assert.equal(find(inputs), undefined);
  }
});

test('People of one household share a phone: the first who joined answers for it', () => {
  const household = sandboxPeople().filter((person) => person.household !== undefined);
  assert.ok(household.length > 1);
  const first = household.map((person) => person.joinedOn).sort()[0];
  assert.equal(find({ phone: household[0]!.phone })?.joinedOn, first);
});
