/**
 * Lets a browser test set how much its origin may store, so that a full disk is met for real:
 * `await executeServerCommand('set-storage-quota', { bytes: 1_000_000 })`, and without `bytes` as before.
 */
import type { TestRunnerPlugin } from '@web/test-runner';
import type { ChromeLauncher } from '@web/test-runner-chrome';

export interface StorageQuota {
  bytes?: number;
}

export const storageQuotaPlugin: TestRunnerPlugin<StorageQuota> = {
  name: 'storage-quota',
  async executeCommand({ command, payload, session }) {
    if (command !== 'set-storage-quota') return undefined;
    const page = (session.browser as ChromeLauncher).getPage(session.id);
    const devtools = await page.createCDPSession();
    const { origin } = new URL(page.url());
    const quotaSize = payload?.bytes; console.log('Q', origin, page.url(), quotaSize, await devtools.send('Storage.getUsageAndQuota', {origin}));
    await devtools.send('Storage.overrideQuotaForOrigin', {
      origin,
      ...(quotaSize === undefined ? {} : { quotaSize }),
    });
    // The quota holds for as long as the session that set it.

    console.log('Q2', await devtools.send('Storage.getUsageAndQuota', {origin}).catch(String)); return true;
  },
};
