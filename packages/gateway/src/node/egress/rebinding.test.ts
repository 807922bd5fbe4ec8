/**
 * A name whose owner is an attacker answers what suits him at every moment. Real name servers with a time to live of 0,
 * and a real server on loopback that must never be reached (D15, B9).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  authority,
  callOf,
  callTo,
  ok,
  pretendDial,
  provider,
  publicAddress,
  transportToTest,
} from '../../../test/provider.js';
import { nameServer, type Zone } from '../../../test/name-server.js';
import { guardedTransport, transportOver } from './guarded-transport.js';
import { askNameServers } from './resolve.js';

const refused = { code: 'lookup_blocked', details: { reason: 'privateAddress' } };

/** A transport that asks a name server of ours; everything it connects to is written down. */
async function asking(zone: Zone) {
  const { server, asked } = await nameServer(zone);
  const { dial, dialled } = pretendDial();
  const transport = transportOver(dial, { ca: [authority], resolve: askNameServers({ servers: [server] }) });
  return { transport, asked, dialled };
}

/** Asked for both kinds of address at once, so the answer changes with every second question. */
const inTurn = (...answers: (readonly string[])[]): Zone => {
  let questions = 0;
  return () => answers[Math.floor(questions++ / 2) % answers.length]!;
};

test('A name that is public when it is checked and internal a moment later is asked once, and reached where it was checked', async () => {
  const { port } = await provider();
  const { transport, asked, dialled } = await asking(inTurn([publicAddress], ['127.0.0.1']));
  assert.equal((await transport.send(callTo(port), {})).body, ok);
  assert.deepEqual([asked, dialled], [['provider.test'], [publicAddress]]);
  await assert.rejects(transport.send(callTo(port), {}), refused);
  assert.deepEqual(dialled, [publicAddress]);
});

test('A name that flips with every question never leads inside, however often it is called', async () => {
  const { port } = await provider();
  const flip = inTurn([publicAddress], ['10.0.0.1'], ['169.254.169.254'], [publicAddress], ['::1']);
  const { transport, dialled } = await asking(flip);
  const outcomes = new Set<unknown>();
  for (let call = 0; call < 25; call++) {
    await transport.send(callTo(port, 'flip.test'), {}).then(
      ({ status }) => outcomes.add(status),
      ({ code }) => outcomes.add(code),
    );
  }
  assert.deepEqual(outcomes, new Set([200, 'lookup_blocked']));
  assert.deepEqual(new Set(dialled), new Set([publicAddress]));
});

test('One internal address among public ones is enough to refuse the name', async () => {
  const mixtures = [
    [publicAddress, '192.168.0.1'],
    ['192.168.0.1', publicAddress],
    ['1.1.1.1', '8.8.8.8', '127.0.0.1'],
    [publicAddress, '::1'],
    ['2606:4700:4700::1111', 'fd00::1', publicAddress],
  ];
  for (const mixture of mixtures) {
    const { transport, dialled } = await asking(() => mixture);
    await assert.rejects(transport.send(callTo(443), {}), refused, mixture.join());
    assert.deepEqual(dialled, []);
  }
});

test('A name that leads on to an internal name is judged by where it ends', async () => {
  const { transport, dialled } = await asking(() => ['www.attacker.test', 'printer.internal', '10.0.0.7']);
  await assert.rejects(transport.send(callTo(443), {}), refused);
  assert.deepEqual(dialled, []);
  const { port } = await provider();
  const honest = await asking(() => ['cdn.provider.test', publicAddress]);
  assert.equal((await honest.transport.send(callTo(port), {})).body, ok);
});

test('An internal address in the clothes of IPv6 is refused, beside a public one too', async () => {
  for (const hidden of [
    '::ffff:127.0.0.1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::7f00:1',
    '2002:7f00:1::1',
    '2001:0:7f00:1::1',
  ]) {
    const { transport, dialled } = await asking(() => [publicAddress, hidden]);
    await assert.rejects(transport.send(callTo(443), {}), refused, hidden);
    assert.deepEqual(dialled, []);
  }
});

test('A look-up that answers with something other than plain addresses is refused', async () => {
  for (const odd of [
    'localhost',
    '127.1',
    '2130706433',
    '0x7f000001',
    '[::1]',
    'fe80::1%lo',
    '',
    '8.8.8.8:80',
  ]) {
    const transport = transportToTest({ resolve: async () => [publicAddress, odd] });
    await assert.rejects(transport.send(callTo(443), {}), refused, odd);
    assert.deepEqual(transport.dialled, []);
  }
});

test('What is exempted for one name is not lent to another that leads to the same address', async () => {
  const { port, connections } = await provider();
  const { server } = await nameServer(() => ['127.0.0.1']);
  const transport = guardedTransport({
    allow: [`127.0.0.1:${port}`, `crm.internal:${port}`],
    resolve: askNameServers({ servers: [server] }),
    ca: [authority],
  });
  for (const host of ['provider.test', 'crm.internal.attacker.test', 'notcrm.internal']) {
    await assert.rejects(transport.send(callTo(port, host), {}), refused, host);
  }
  assert.equal(connections.length, 0);
});

test('A redirect does not lend an exemption either: it is not followed', async () => {
  const inside = await provider();
  const outside = await provider((response) =>
    response.writeHead(307, { Location: `https://127.0.0.1:${inside.port}/` }).end(),
  );
  const transport = transportToTest({ allow: [`127.0.0.1:${inside.port}`] });
  await assert.rejects(transport.send(callTo(outside.port), {}), {
    code: 'lookup_blocked',
    details: { reason: 'redirect' },
  });
  assert.equal(inside.connections.length, 0);
});

test('Of several public addresses the first that answers is taken, IPv4 first', async () => {
  const { port } = await provider();
  const { dial, dialled } = pretendDial();
  const broken = new Set(['8.8.8.8', '1.1.1.1']);
  const transport = transportOver(
    // Port 1 of loopback refuses.
    (address, to) => dial(address, broken.has(address) ? 1 : to),
    { ca: [authority], resolve: async () => ['2606:4700:4700::1111', '8.8.8.8', '1.1.1.1', publicAddress] },
  );
  assert.equal((await transport.send(callTo(port), {})).body, ok);
  assert.deepEqual(dialled, ['8.8.8.8', '1.1.1.1', publicAddress]);
});

test('A name that nobody knows is told apart from a provider that does not answer', async () => {
  const { transport, asked } = await asking(() => []);
  await assert.rejects(transport.send(callOf('https://nowhere.test/'), {}), {
    code: 'lookup_network',
    details: { reason: 'nameNotFound' },
  });
  assert.deepEqual(asked, ['nowhere.test', 'nowhere.test'], 'asked once more, because nothing was sent');
});

test('A look-up that never ends does not outlast the deadline', async () => {
  const transport = transportToTest({
    resolve: () => new Promise(() => undefined),
    limits: { timeoutMs: 200 },
  });
  await assert.rejects(transport.send(callTo(443), {}), {
    code: 'lookup_timeout',
    details: { reason: 'noConnection' },
  });
});
