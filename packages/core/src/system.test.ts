import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import { systemIds } from './system.js';

const version7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('the ids of the platform', () => {
  afterEach(() => mock.restoreAll());

  for (const isSecure of [true, false]) {
    it(`are UUIDs of version 7 that tell their time${isSecure ? '' : ', also where a page is not served securely'}`, () => {
      const plain = { getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => webCrypto.getRandomValues(bytes) };
      const webCrypto = globalThis.crypto;
      if (!isSecure) mock.getter(globalThis, 'crypto', () => plain as unknown as Crypto);
      const before = Date.now();
      const ids = Array.from({ length: 200 }, () => systemIds.next());
      for (const id of ids) {
        const [, high, low] = version7.exec(id) ?? assert.fail(id);
        const time = Number.parseInt(high! + low!, 16);
        assert.ok(time >= before && time <= Date.now(), id);
      }
      assert.equal(new Set(ids).size, ids.length);
      assert.equal(new Set(ids.map((id) => id[19])).size, 4, 'the variant leaves two bits');
    });
  }

  it('come with secrets of as many random bytes as are asked for', () => {
    const secrets = Array.from({ length: 50 }, () => systemIds.secret(12));
    for (const secret of secrets) assert.match(secret, /^[0-9a-f]{24}$/);
    assert.equal(new Set(secrets).size, secrets.length);
  });
});
