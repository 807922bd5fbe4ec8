/** The sandbox helpdesk: a believable host, in plain TypeScript, with Deskcard inside. */
import { App } from './app.js';
import { openData, readConfig } from './data.js';
import { embedDeskcard, listenToDeskcard, type Host } from './deskcard.js';
import { fill, h } from './dom.js';
import { explain } from './explain.js';
import { createPage } from './page.js';
import { isOneOfTwo, readPreferences, seatHere, writePreferences, type Preferences } from './preferences.js';
import { en } from './texts-en.js';
import { ko } from './texts-ko.js';

const texts = { en, ko };

/** What the elements say becomes what the helpdesk does. */
function hostOf(app: App): Host {
  return {
    fieldsChanged: () => app.drafts.changed.tell(),
    // What belongs to the customer goes into Deskcard's own fields, the rest into ours.
    async fill(apiId, fills) {
      const { ticket } = app;
      const origin = { apiId, apiName: app.apiNames.get(apiId) ?? '' };
      const own = (await app.customerFields?.fill(apiId, fills)) ?? [];
      if (ticket) for (const { fieldCode, text } of own) app.drafts.fill(ticket, fieldCode, text, origin);
    },
    async unfill(fills) {
      const { ticket } = app;
      const own = (await app.customerFields?.unfill(fills)) ?? [];
      if (ticket) for (const { fieldCode, text } of own) app.drafts.unfill(ticket, fieldCode, text);
    },
    showCustomer: (customerNumber, ticketId) => app.showSide('customer', customerNumber, ticketId),
    openTicket(ticketId, newWindow) {
      if (!newWindow) return app.open(ticketId);
      const address = new URL(location.href);
      address.searchParams.set('ticket', ticketId);
      address.hash = '';
      window.open(address, '_blank', 'noopener');
    },
    merged(survivorNumber, absorbedNumbers) {
      app.notes.show({ kind: 'done', title: app.t.side.merged(survivorNumber, absorbedNumbers) });
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
  const config = await readConfig();
  const data = await openData(config, seatHere());
  await data.prepare(preferences.language, progress);
  const desk = await data.signIn(preferences);
  const deskcard = embedDeskcard(desk);
  const app = new App(data, config, texts[preferences.language], preferences);
  await app.use(desk);

  const prefer = async (change: Partial<Preferences>): Promise<void> => {
    app.preferences = { ...app.preferences, ...change };
    writePreferences(app.preferences);
    // Somebody else sits here now: nothing of what the one before saw stays in the page.
    if (change.role !== undefined) return location.reload();
    app.t = texts[app.preferences.language];
    page.draw();
    if (change.language === undefined) return;
    // Labels of fields and channels come from the desk.
    const desk = await data.signIn(app.preferences);
    deskcard.use(desk);
    await app.use(desk);
    page.draw();
  };
  const reset = async (): Promise<void> => {
    if (confirm(app.t.resetQuestion)) await data.reset();
  };
  const act = (work: Promise<void>): void => void work.catch((error: unknown) => app.complain(error));
  const page = createPage(app, {
    prefer: (change) => act(prefer(change)),
    reset: () => act(reset()),
  });
  listenToDeskcard(document.body, hostOf(app));
  readHash(app);
  page.draw();
  window.addEventListener('hashchange', () => readHash(app));
}

/** A link to a ticket opens that ticket; without one the newest is open on a screen that has the room. */
function readHash(app: App): void {
  const wanted =
    decodeURIComponent(location.hash.slice(1)) || new URLSearchParams(location.search).get('ticket') || '';
  if (wanted === 'settings' && app.preferences.role === 'admin') return app.goTo('settings');
  if (app.book.get(wanted)) return app.open(wanted);
  const [newest] = app.book.all;
  // Of two seats each shows a ticket, so that there is something to see arrive.
  const room = isOneOfTwo() ? '(width >= 600px)' : '(width >= 1000px)';
  if (newest && matchMedia(room).matches) app.open(newest.ticketId);
}

void start();
