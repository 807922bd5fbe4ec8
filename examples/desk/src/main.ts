/** The sandbox helpdesk: a believable host, in plain TypeScript, with Deskcard inside. */
import { builtInChannels, type Principal } from 'deskcard';
import { sandboxTicketFields } from '@deskcard/testing/fixtures';
import { App } from './app.js';
import { connectProvider, forgetProvider } from './demo-provider.js';
import { embedDeskcard, listenToDeskcard, type Host, type Service } from './deskcard.js';
import { fill, h } from './dom.js';
import { explain } from './explain.js';
import { createPage } from './page.js';
import { readPreferences, writePreferences, type Preferences } from './preferences.js';
import { seedDesk } from './seed.js';
import { en } from './texts-en.js';
import { ko } from './texts-ko.js';

const texts = { en, ko };

function principal({ role, language }: Preferences): Principal {
  const names = { ko: { agent: '이하늘', admin: '정다온' }, en: { agent: 'Haneul Lee', admin: 'Daon Jung' } };
  return { user: names[language][role], role };
}

/** The fields and channels of this helpdesk, as they are called in its language. */
function serviceIn(language: Preferences['language']): Service {
  const channels = builtInChannels.map((each) => ({
    ...each,
    label: texts[language].channel[each.id] ?? each.label,
  }));
  return { ticketFields: sandboxTicketFields(language), channels };
}

/** What the elements say becomes what the helpdesk does. */
function hostOf(app: App): Host {
  return {
    fill(apiId, fields) {
      const { ticket } = app;
      const origin = { apiId, apiName: app.apiNames.get(apiId) ?? '' };
      if (ticket) for (const { fieldCode, text } of fields) app.drafts.fill(ticket, fieldCode, text, origin);
    },
    unfill(fields) {
      const { ticket } = app;
      if (ticket) for (const { fieldCode, text } of fields) app.drafts.unfill(ticket, fieldCode, text);
    },
    showCustomer: (customerNumber) => app.showSide('customer', customerNumber),
    merged(survivorNumber, absorbedNumber) {
      app.notes.show({ kind: 'done', title: app.t.side.merged(survivorNumber, absorbedNumber) });
    },
    separated(survivorNumber, restoredNumber) {
      app.notes.show({ kind: 'done', title: app.t.side.undoneReport(survivorNumber, restoredNumber) });
    },
  };
}

async function start(): Promise<void> {
  const preferences = readPreferences();
  document.documentElement.lang = preferences.language;
  document.documentElement.dataset['theme'] = preferences.theme;
  const t = texts[preferences.language];
  const progress = h('progress', { max: 1, 'aria-label': t.loading });
  const words = h('p', {}, t.loading);
  const waiting = h(
    'div',
    { class: 'waiting', role: 'status' },
    h('img', { src: '/icon.svg', alt: '' }),
    words,
    progress,
  );
  document.body.replaceChildren(waiting);
  try {
    await open(preferences, (done, all) => {
      words.textContent = t.seeding(done, all);
      progress.max = all;
      progress.value = done;
    });
  } catch (error) {
    const [what, hint] = explain(error, preferences.language);
    const again = h(
      'button',
      { type: 'button', class: 'button primary', onclick: () => location.reload() },
      t.tryAgain,
    );
    fill(waiting, h('h1', {}, t.failed), h('p', {}, what), h('p', {}, hint), again);
  }
}

async function open(preferences: Preferences, progress: (done: number, all: number) => void): Promise<void> {
  const { language } = preferences;
  const service = serviceIn(language);
  const { desk, storage, signIn } = embedDeskcard(principal(preferences), service);
  const app = new App(desk, texts[language], preferences, service.ticketFields);

  // One tab fills the empty desk, the others wait for it.
  await navigator.locks.request('naru.seed', async () => {
    const asAdmin = signIn({ user: 'sandbox', role: 'admin' }, service);
    await seedDesk(asAdmin, language, progress);
    await connectProvider(storage, language);
    signIn(principal(preferences), service);
  });

  app.book.follow(new AbortController().signal);
  await Promise.all([app.book.load(), app.learnApiNames()]);
  app.desk.changes.subscribe((change) => {
    if (change.type === 'lookupApisChanged') void app.learnApiNames();
    if (change.type === 'cleared') location.reload();
  });

  const prefer = (change: Partial<Preferences>): void => {
    app.preferences = { ...app.preferences, ...change };
    writePreferences(app.preferences);
    app.t = texts[app.preferences.language];
    const service = serviceIn(app.preferences.language);
    app.fields = service.ticketFields;
    if (change.theme === undefined) app.desk = signIn(principal(app.preferences), service);
    if (app.preferences.role !== 'admin') app.area = 'tickets';
    page.draw();
  };
  const reset = async (): Promise<void> => {
    if (!confirm(app.t.resetQuestion)) return;
    forgetProvider();
    await storage.clear();
  };
  const page = createPage(app, { prefer, reset: () => void reset() });
  listenToDeskcard(document.body, hostOf(app));
  readHash(app);
  page.draw();
  window.addEventListener('hashchange', () => readHash(app));
}

/** A link to a ticket opens that ticket; without one the newest is open on a screen that has the room. */
function readHash(app: App): void {
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (wanted === 'settings' && app.preferences.role === 'admin') return app.goTo('settings');
  if (app.book.get(wanted)) return app.open(wanted);
  const [newest] = app.book.all;
  if (newest && matchMedia('(width >= 1000px)').matches) app.open(newest.ticketId);
}

void start();
