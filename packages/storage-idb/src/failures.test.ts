import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { failure, get, put } from '../test/helpers.js';
import { openFailure, transactionFailure } from './failures.js';
import { idbStorage } from './index.js';

describe('where there is no IndexedDB, as in Node', () => {
  it('the module loads, an adapter can be made, and its calls say storage_unavailable', async () => {
    const store = idbStorage();
    const unsubscribe = store.subscribe(() => undefined);
    for (const call of [get(store, 'a'), put(store, 'a'), store.clear()]) {
      const error = await failure(call);
      assert.equal(error.code, 'storage_unavailable');
      assert.match(error.hint, /another storage adapter/);
    }
    unsubscribe();
    await store.close();
    assert.equal((await failure(get(store, 'a'))).code, 'storage_closed');
  });
});

describe('what a browser reports', () => {
  const named = (name: string) => new DOMException('of the browser', name);

  it('when a database does not open becomes a code that hosts can switch on', () => {
    const codes = {
      QuotaExceededError: 'storage_full',
      VersionError: 'storage_newer',
      AbortError: 'storage_aborted',
      SecurityError: 'storage_unavailable',
      InvalidStateError: 'storage_unavailable',
      UnknownError: 'storage_unavailable',
    };
    for (const [name, code] of Object.entries(codes)) {
      const cause = named(name);
      const error = openFailure(cause);
      assert.deepEqual([error.code, error.cause], [code, cause], name);
    }
  });

  it('when a transaction fails becomes a code that hosts can switch on', () => {
    const codes = {
      QuotaExceededError: 'storage_full',
      TransactionInactiveError: 'storage_aborted',
      AbortError: 'storage_aborted',
      ConstraintError: 'storage_aborted',
      UnknownError: 'storage_aborted',
    };
    for (const [name, code] of Object.entries(codes)) {
      const cause = named(name);
      const error = transactionFailure(cause);
      assert.deepEqual([error.code, error.cause], [code, cause], name);
    }
  });
});
