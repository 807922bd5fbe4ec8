/** The whole product without a mouse, as an agent and as an administrator, in Korean in the page and in English on the gateway. */
import { after, before, describe } from 'node:test';
import { startDesk, type RunningDesk, type SandboxData } from '@deskcard/tools/sandbox';
import type { Browser } from 'puppeteer-core';
import { agentWalk } from './agent-walk.js';
import { Hands } from './hands.js';
import { openBrowser, Screen } from './screen.js';
import type { Language } from './words.js';

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

for (const [language, data, where] of [
  ['ko', 'page', 'with the data in the page'],
  ['en', 'memory', 'on the gateway'],
] satisfies [Language, SandboxData, string][]) {
  describe(`with the keyboard alone, in ${language}, ${where}`, () => {
    let desk: RunningDesk;
    before(async () => {
      desk = await startDesk({ port: 0, quiet: true, data, log: () => undefined });
    });
    after(() => desk?.close());

    /** Somebody sits down. */
    function sitsDown(role: 'agent' | 'admin'): () => Hands {
      let hands: Hands;
      before(async () => {
        const screen = await Screen.open(browser, desk.url, {
          preferences: { role, language, theme: 'light' },
        });
        hands = await Hands.of(screen);
      });
      after(() => hands?.screen.close());
      return () => hands;
    }

    describe('an agent', () => agentWalk(language, sitsDown('agent')));
  });
}
