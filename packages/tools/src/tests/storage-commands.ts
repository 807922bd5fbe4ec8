/**
 * What a browser test cannot do to its own origin by itself:
 * - `executeServerCommand('set-storage-quota', { bytes })`: how much the origin may store; without `bytes` as before.
 *   The browser remembers for a while how much was free, so set it before the page stores anything.
 * - `executeServerCommand('clear-site-data')`: what a person does in the browser's settings.
 */
import type { TestRunnerPlugin } from '@web/test-runner';
import type { ChromeLauncher } from '@web/test-runner-chrome';

export const storageCommandsPlugin: TestRunnerPlugin<{ bytes?: number }> = {
  name: 'storage-commands',
  async executeCommand({ command, payload, session }) {
    if (command !== 'set-storage-quota' && command !== 'clear-site-data') return undefined;
    const page = (session.browser as ChromeLauncher).getPage(session.id);
    const devtools = await page.createCDPSession();
    const { origin } = new URL(page.url());
    if (command === 'clear-site-data') {
      await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
      await devtools.detach();
    } else {
      const quota = payload?.bytes === undefined ? {} : { quotaSize: payload.bytes };
      // The quota ends with the session that set it, so the session stays for as long as the page.
      await devtools.send('Storage.overrideQuotaForOrigin', { origin, ...quota });
    }
    return true;
  },
};
