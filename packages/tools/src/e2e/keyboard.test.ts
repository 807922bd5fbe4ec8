/** The whole product without a mouse, as an administrator and as an agent, in both languages, wherever the data lies. */
import { after, before, describe } from 'node:test';
import { startDesk, type RunningDesk, type SandboxData } from '@deskcard/tools/sandbox';
import type { Browser } from 'puppeteer-core';
import { administratorWalk } from './administrator-walk.js';
import { agentWalk } from './agent-walk.js';
import { Hands } from './hands.js';
import { peopleWalk } from './people-walk.js';
import { openBrowser, Screen } from './screen.js';

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

const backends = [
  ['page', 'with the data in the page'],
  ['memory', 'on the gateway'],
] satisfies [SandboxData, string][];

for (const [language, data, where] of (['ko', 'en'] as const).flatMap((language) =>
  backends.map((each) => [language, ...each] as const),
)) {
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

    describe('an administrator', () =>
      administratorWalk({
        language,
        hasGateway: data !== 'page',
        providerUrl: () => desk.providerUrl,
        at: sitsDown('admin'),
      }));
    describe('an agent', () => agentWalk(language, sitsDown('agent')));
    describe('an agent who joins people and parts them', () => peopleWalk(language, sitsDown('agent')));
  });
}
