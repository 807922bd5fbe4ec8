/**
 * What people set in their system, as far as the runner's own `emulateMedia` does not know it:
 * `executeServerCommand('media-features', { 'forced-colors': 'active', 'prefers-reduced-motion': 'reduce' })`;
 * `{}` for the system as it is.
 */
import type { TestRunnerPlugin } from '@web/test-runner';
import type { ChromeLauncher } from '@web/test-runner-chrome';
import type { CDPSession, Page } from 'puppeteer-core';

export function mediaCommandsPlugin(): TestRunnerPlugin<Record<string, string>> {
  // The features end with the session that set them, so one session stays for as long as its page.
  const sessions = new WeakMap<Page, CDPSession>();
  return {
    name: 'media-commands',
    async executeCommand({ command, payload = {}, session }) {
      if (command !== 'media-features') return undefined;
      // The launcher brings its own copy of the types.
      const page = (session.browser as ChromeLauncher).getPage(session.id) as unknown as Page;
      const devtools = sessions.get(page) ?? (await page.createCDPSession());
      sessions.set(page, devtools);
      const features = Object.entries(payload).map(([name, value]) => ({ name, value }));
      await devtools.send('Emulation.setEmulatedMedia', { features });
      return true;
    },
  };
}
