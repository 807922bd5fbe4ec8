import { storageContract } from '@deskcard/testing/storage-contract';
import { memoryStorage } from './memory-storage.js';

storageContract({
  describe,
  it,
  name: 'memoryStorage keeps the storage contract in a real browser',
  open: () => memoryStorage(),
});
