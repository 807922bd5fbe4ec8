import assert from 'node:assert/strict';
import { test } from 'node:test';
import { membersApi } from '../../test/lookups.js';
import { createDesk, DeskError, memoryLookupCache, memoryStorage, type LookupReply } from '../index.js';
import type { CreateDeskOptions, LookupApiDraft, LookupCall, LookupSendOptions } from '../index.js';
import { allowedSeconds } from './look-up.js';

type Answer = (
  call: LookupCall,
  options: LookupSendOptions,
  count: number,
) => LookupReply | Promise<LookupReply>;

/** Signing would leave open when a call goes out. */
const plain = { mode: 'none', signedText: 'body+timestamp' } as const;

const turn = (): Promise<void> => new Promise((next) => setImmediate(next));

const json = (body: object, rest: Partial<LookupReply> = {}): LookupReply => ({
  status: 200,
  contentType: 'application/json',
  body: JSON.stringify(body),
  ...rest,
});
const numbered: Answer = (_call, _options, count) => json({ data: { name: `answer ${count}` } });

/** A lookup API that keeps answers for a minute, on a clock that stands still; desks of one company share the cache. */
async function office(answer: Answer = numbered, draft: Partial<LookupApiDraft> = {}) {
  const storage = memoryStorage();
  let asked = 0;
  let read = 0;
  const reading = storage.read.bind(storage);
  storage.read = async (work, options) => {
    try {
      return await reading(work, options);
    } finally {
      read++;
    }
  };
  /** Every search that was begun has read its definition, which is when it joins a call or begins one. */
  const joined = async (): Promise<void> => {
    while (read < asked) await turn();
    await turn();
  };
  const clock = { time: Date.UTC(2026, 0, 15, 9), now: () => clock.time };
  const provider = { answer, calls: 0 };
  const transport = {
    send: async (call: LookupCall, options: LookupSendOptions) =>
      provider.answer(call, options, ++provider.calls),
  };
  const lookupCache = memoryLookupCache({ clock });
  const desk = (more: Partial<CreateDeskOptions> = {}) =>
    createDesk({
      storage,
      transport,
      clock,
      lookupCache,
      principal: { user: 'jun', role: 'agent' },
      checkAnswers: true,
      ...more,
    });
  const admin = desk({ principal: { user: 'mina', role: 'admin' } });
  const agent = desk();
  const api = await admin.lookups.save(membersApi({ cacheSeconds: 60, security: plain, ...draft }));
  const { apiId } = api;
  const search = (
    more: { phone?: string; reload?: boolean; by?: typeof agent; signal?: AbortSignal } = {},
  ) => {
    const { phone = '1', reload, by = agent, signal } = more;
    asked++;
    return by.lookups.search({ apiId, inputs: { phone }, reload }, { signal });
  };
  const said = async (more?: Parameters<typeof search>[0]) => {
    const { outcome, values, cached } = await search(more);
    return [values[0]?.text ?? outcome, cached];
  };
  read = 0;
  return { clock, provider, desk, admin, agent, api, apiId, search, said, joined };
}

/** An answer that comes when the test says so. */
function held() {
  const waiting: (() => void)[] = [];
  const signals: AbortSignal[] = [];
  const answer: Answer = async (call, options, count) => {
    signals.push(options.signal!);
    await new Promise<void>((resolve, reject) => {
      waiting.push(resolve);
      options.signal?.addEventListener('abort', () => reject(new DeskError('aborted', 'gone')));
    });
    return numbered(call, options, count);
  };
  return { answer, signals, release: (index: number) => waiting[index]?.() };
}

test('The same question within the time is answered from memory, and says as of when (B11)', async () => {
  const { clock, search, said, provider } = await office();
  const first = await search();
  assert.deepEqual([first.cached, first.asOf], [false, new Date(clock.time).toISOString()]);
  clock.time += 59_999;
  const second = await search();
  assert.deepEqual([second.cached, second.asOf, second.values], [true, first.asOf, first.values]);
  assert.equal(second.at, new Date(clock.time).toISOString());
  clock.time += 1;
  assert.deepEqual(await said(), ['answer 2', false]);
  assert.deepEqual(await said({ phone: '2' }), ['answer 3', false]);
  assert.equal(provider.calls, 3);
});

test('Reload asks the provider, and everyone after that gets the new answer', async () => {
  const { clock, search, said } = await office();
  await search();
  clock.time += 1000;
  const reloaded = await search({ reload: true });
  assert.deepEqual([reloaded.values[0]?.text, reloaded.cached], ['answer 2', false]);
  assert.deepEqual(await said(), ['answer 2', true]);
});

test('An auto lookup is answered from memory too, and asks anew on reload (R53)', async () => {
  const { agent, said } = await office();
  await said({ phone: '010' });
  const ticket = { channelId: 'call', fields: { phone: '010' } };
  const ran = async (reload: boolean) => {
    const [item] = (await agent.lookups.auto({ ticket, reload })).items;
    return item?.ran ? [item.result.values[0]?.text, item.result.cached] : item?.reason;
  };
  assert.deepEqual(await ran(false), ['answer 1', true]);
  assert.deepEqual(await ran(true), ['answer 2', false]);
});

test('Nothing is kept unless the administrator says so, whatever the provider says', async () => {
  const reply = json({ data: { name: 'x' } }, { cacheControl: 'max-age=600' });
  for (const cacheSeconds of [undefined, 0]) {
    const { said, provider } = await office(() => reply, { cacheSeconds });
    await said();
    assert.deepEqual(await said(), ['x', false]);
    assert.equal(provider.calls, 2);
  }
  const { admin } = await office();
  for (const cacheSeconds of [-1, 86_401, 1.5]) {
    await assert.rejects(admin.lookups.save(membersApi({ cacheSeconds })), { code: 'invalid_input' });
  }
});

test('A definition that is saved without the time keeps the one it had', async () => {
  const { admin, api } = await office();
  const { cacheSeconds: _, ...rest } = api;
  assert.equal((await admin.lookups.save(rest)).cacheSeconds, 60);
});

test('The provider may set the time or forbid keeping, in the header of its answer', async () => {
  const { clock, provider, said } = await office();
  const keptFor = async (cacheControl: string): Promise<number> => {
    provider.answer = () => json({ data: { name: 'x' } }, { cacheControl });
    await said({ reload: true });
    const start = clock.time;
    let seconds = 0;
    for (; (await said())[1] === true; seconds++) clock.time += 1000;
    clock.time = start;
    return seconds;
  };
  assert.equal(await keptFor('private'), 60);
  assert.equal(await keptFor('private, max-age=5'), 5);
  assert.equal(await keptFor('max-age=90'), 90);
  assert.equal(await keptFor('no-store'), 0);
  assert.equal(await keptFor('max-age=0'), 0);
});

test('What a header says is read as it is meant, and what nobody understands forbids', () => {
  const cases: [string | undefined, number | undefined][] = [
    [undefined, undefined],
    ['', undefined],
    ['private', undefined],
    ['public, must-revalidate', undefined],
    ['s-maxage=5', undefined],
    ['MAX-AGE=7', 7],
    ['max-age = "8"', 8],
    ['No-Store, max-age=60', 0],
    ['max-age=60, no-cache="x"', 0],
    ['max-age=-1', 0],
    ['max-age', 0],
    ['max-age=1e9', 0],
  ];
  for (const [header, seconds] of cases) assert.equal(allowedSeconds(header), seconds, header);
});

test('Only found and no result are kept; what fails is asked again', async () => {
  const { provider, said, search } = await office(() => json({}, { status: 400 }));
  assert.deepEqual(await said(), ['noResult', false]);
  assert.deepEqual(await said(), ['noResult', true]);
  let phone = 10;
  for (const status of [200, 401, 404, 500, 302]) {
    provider.answer = () => json({}, { status });
    const asked = { phone: String(phone++) };
    await search(asked);
    assert.equal((await search(asked)).cached, false, String(status));
  }
  provider.answer = () => Promise.reject(new DeskError('lookup_timeout', 'late'));
  const late = await search({ phone: 'late' });
  assert.deepEqual([late.outcome, 'asOf' in late], ['timeout', false]);
});

test('A reload that fails on the way leaves what was kept; one that the provider refuses takes it away', async () => {
  const { provider, said } = await office();
  await said();
  provider.answer = () => Promise.reject(new DeskError('lookup_network', 'gone'));
  assert.deepEqual(await said({ reload: true }), ['network', false]);
  assert.deepEqual(await said(), ['answer 1', true]);
  provider.answer = () => json({}, { status: 403 });
  assert.deepEqual(await said({ reload: true }), ['notAllowed', false]);
  assert.deepEqual(await said(), ['notAllowed', false]);
});

test('A changed definition, a changed key and a test call get nothing from memory and leave nothing there', async () => {
  const { security } = membersApi();
  const { admin, api, apiId, said, provider } = await office(numbered, { security });
  await said();
  await admin.lookups.save({ ...api, resultItems: api.resultItems.slice(0, 1) });
  assert.deepEqual(await said(), ['answer 2', false]);
  await admin.lookups.changeKey({ apiId });
  assert.deepEqual(await said(), ['answer 3', false]);
  const tested = await admin.lookups.test({ api: { ...api, version: undefined }, inputs: { phone: '1' } });
  assert.deepEqual([tested.result.values[0]?.text, tested.result.cached], ['answer 4', false]);
  assert.deepEqual(await said(), ['answer 3', true]);
  assert.equal(provider.calls, 4);
});

test('Field connections are applied as they are now, not as they were when the answer came', async () => {
  const { admin, apiId, search } = await office();
  assert.deepEqual((await search()).connected, []);
  await admin.connections.save({ apiId, links: [{ resultItemId: 'r1', fieldCode: 'name' }] });
  const { cached, connected } = await search();
  assert.deepEqual([cached, connected[0]?.text], [true, 'answer 1']);
});

test('What only an administrator may read reaches no agent, from memory or from a joined call', async () => {
  const error = { code: 'E7', message: 'table members is locked', detail: null };
  const { admin, provider, search, joined } = await office(() => json({ error }, { status: 400 }));
  assert.match((await search({ by: admin })).providerMessage ?? '', /locked/);
  const fromMemory = await search();
  assert.equal(fromMemory.cached, true);
  assert.ok(!JSON.stringify(fromMemory).includes('locked'));
  assert.match((await search({ by: admin })).providerMessage ?? '', /locked/);

  const later = held();
  provider.answer = async (...given) => (await later.answer(...given), json({ error }, { status: 400 }));
  const both = [search({ by: admin, phone: '2' }), search({ phone: '2' })];
  await joined();
  later.release(0);
  const [byAdmin, byAgent] = await Promise.all(both);
  assert.match(byAdmin?.providerMessage ?? '', /locked/);
  assert.ok(!JSON.stringify(byAgent).includes('locked'));
  assert.equal(later.signals.length, 1);
});

test('One company never gets what another one found', async () => {
  const { desk, said, provider, joined } = await office();
  const acme = desk({ workspace: 'acme' });
  const other = desk({ workspace: 'other' });
  assert.deepEqual(await said({ by: acme }), ['answer 1', false]);
  assert.deepEqual(await said({ by: other }), ['answer 2', false]);
  assert.deepEqual(await said({ by: acme }), ['answer 1', true]);
  const later = held();
  provider.answer = later.answer;
  const both = [said({ by: acme, phone: '2' }), said({ by: other, phone: '2' })];
  await joined();
  later.release(0);
  later.release(1);
  assert.deepEqual(await Promise.all(both), [
    ['answer 3', false],
    ['answer 4', false],
  ]);
});

test('Equal questions at the same moment are one call, even where nothing is kept', async () => {
  const later = held();
  const { search, provider, desk, joined } = await office(later.answer, { cacheSeconds: 0 });
  const asking = Array.from({ length: 20 }, (_, i) => search(i % 2 ? {} : { by: desk() }));
  const another = search({ phone: '2' });
  await joined();
  assert.equal(provider.calls, 2);
  later.release(0);
  later.release(1);
  const results = await Promise.all(asking);
  assert.equal(new Set(results.map((result) => result.values[0]?.text)).size, 1);
  assert.ok(results.every((result) => !result.cached));
  results[0]!.values.length = 0;
  assert.equal(results[1]!.values.length, 2);
  await another;
});

test('Who gives up leaves the others their call; when the last one leaves the call is ended, and a new one begins', async () => {
  const later = held();
  const { search, said, joined } = await office(later.answer);
  const leaving = [new AbortController(), new AbortController(), new AbortController()] as const;
  const first = search({ signal: leaving[0].signal });
  const second = search({ signal: leaving[1].signal });
  await joined();
  leaving[0].abort();
  await assert.rejects(first, { code: 'aborted' });
  assert.equal(later.signals[0]?.aborted, false);
  leaving[1].abort();
  await assert.rejects(second, { code: 'aborted' });
  assert.equal(later.signals[0]?.aborted, true);

  const third = search({ signal: leaving[2].signal });
  const fourth = said();
  await joined();
  leaving[2].abort();
  await assert.rejects(third, { code: 'aborted' });
  later.release(1);
  assert.deepEqual(await fourth, ['answer 2', false]);
  assert.deepEqual(await said(), ['answer 2', true]);
});

test('A reload does not join a call from before it; the older answer, when it comes last, is not kept', async () => {
  const later = held();
  const { said, joined } = await office(later.answer);
  const before = said();
  await joined();
  const reloaded = said({ reload: true });
  await joined();
  const after = said();
  await joined();
  later.release(1);
  assert.deepEqual(await Promise.all([reloaded, after]), [
    ['answer 2', false],
    ['answer 2', false],
  ]);
  later.release(0);
  assert.deepEqual(await before, ['answer 1', false]);
  assert.deepEqual(await said(), ['answer 2', true]);
});

test('A call that breaks breaks for all who joined it, and the next one is made anew', async () => {
  const { said, provider } = await office(() => Promise.reject(new TypeError('a mistake in the transport')));
  const both = await Promise.allSettled([said(), said()]);
  assert.deepEqual(
    both.map((each) => each.status === 'rejected' && (each.reason as DeskError).code),
    ['internal', 'internal'],
  );
  provider.answer = numbered;
  assert.equal((await said())[1], false);
});
