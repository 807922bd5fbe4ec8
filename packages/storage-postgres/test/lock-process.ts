/** Locks the folder it is told, says how that went, and lives until it is killed. */
import { isDeskError } from '@deskcard/core/errors';
import { lockFolder } from '../src/folder-lock.js';

function attempt(folder: string): string {
  try {
    lockFolder(folder);
    return 'locked';
  } catch (error) {
    return isDeskError(error) ? error.code : String(error);
  }
}

process.send!(attempt(process.argv[2]!));
process.on('disconnect', () => process.exit());
