import { it } from 'node:test';
import { contractOver } from '../test/contract.js';
import { testDatabase } from '../test/helpers.js';

const { skip, database } = await testDatabase();

if (skip !== false) {
  it('openPostgres keeps the storage contract', { skip }, () => undefined);
} else {
  contractOver('openPostgres keeps the storage contract', await database.open(), await database.open());
}
