import { expect } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { failure, get, issue, put, uniqueName } from '../test/helpers.js';
import { idbStorage } from './index.js';

// Not compressible, as the browser compresses what it stores.
const sevenMegabytes = Array.from({ length: 200_000 }, () => crypto.randomUUID()).join('');

describe('a disk that is really full', () => {
  after(() => executeServerCommand('set-storage-quota', {}));

  it('refuses a write with storage_full, keeps what was there, and takes writes again when there is space', async () => {
    await executeServerCommand('set-storage-quota', { bytes: 1_000_000 });
    const store = idbStorage({ name: uniqueName() });
    await put(store, 'a', 'before');
    const write = store.write(async (tx) => {
      await tx.put('grades', { key: 'a', value: 'after', indexes: {} });
      await tx.put('grades', { key: 'big', value: sevenMegabytes, indexes: {} });
    });
    const error = await failure(write);
    expect(error.code).to.equal('storage_full');
    expect(error.hint).to.contain('space');
    expect((error.cause as DOMException).name).to.equal('QuotaExceededError');
    expect(await get(store, 'a')).to.equal('before');
    expect(await get(store, 'big')).to.equal(undefined);

    // Only now: what the refused write took is given back when the browser finds the time.
    await executeServerCommand('set-storage-quota', {});
    expect(await issue(store)).to.have.length(1);
    await put(store, 'big', sevenMegabytes);
    expect(await get(store, 'big')).to.equal(sevenMegabytes);
    await store.close();
  });
});
