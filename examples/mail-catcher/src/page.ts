/**
 * The page with the caught mails: the list on one side, the chosen mail on the other. What stands in a mail is text;
 * its HTML is drawn by a document of its own that may run nothing, load nothing and reach nothing.
 */
import { randomUUID } from 'node:crypto';
import type { CaughtMail } from './mails.js';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`);

/** The time on the reader's clock is set by the page's script; until then it reads as it stands. */
const time = (iso: string): string =>
  `<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;

const entry = (mail: CaughtMail, isOpen: boolean): string => `
        <li><a href="/mails/${mail.id}"${isOpen ? ' aria-current="page"' : ''}>
          <span class="to">${escaped(mail.recipients.join(', '))}</span>
          <span class="subject">${escaped(mail.subject) || 'No subject'}</span>
          ${time(mail.receivedAt)}
        </a></li>`;

const headRow = (label: string, text: string): string =>
  text === '' ? '' : `<dt>${label}</dt><dd>${escaped(text)}</dd>`;

const opened = (mail: CaughtMail): string => `
      <article aria-labelledby="subject">
        <h2 id="subject">${escaped(mail.subject) || 'No subject'}</h2>
        <dl>
          ${headRow('From', mail.from)}
          ${headRow('To', mail.to)}
          ${headRow('Delivered to', mail.recipients.join(', '))}
          ${headRow('Reply to', mail.replyTo)}
        </dl>
        <h3>Text</h3>
        <pre tabindex="0">${escaped(mail.text) || 'This mail has no text.'}</pre>
        ${
          mail.html === ''
            ? ''
            : `<h3>HTML</h3>
        <iframe title="The mail as HTML" src="/mails/${mail.id}/html" sandbox></iframe>`
        }
      </article>`;

const nothing = (smtpUrl: string): string => `
      <p class="empty">No mail yet. Whatever is sent to <code>${escaped(smtpUrl)}</code> shows here; nothing leaves this machine.</p>`;

export interface PageContent {
  mails: readonly CaughtMail[];
  open: CaughtMail | undefined;
  revision: number;
  smtpUrl: string;
}

/** A fresh nonce lets exactly this page's style and script run. */
export function renderPage({ mails, open, revision, smtpUrl }: PageContent): Response {
  const nonce = randomUUID();
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  const html = `<!doctype html>
<html lang="en" data-revision="${revision}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Caught mails (${mails.length})</title>
    <link rel="icon" href="data:," />
    <style nonce="${nonce}">${style}</style>
  </head>
  <body>
    <header>
      <h1>Caught mails</h1>
      <p id="count" role="status">${mails.length === 1 ? '1 mail' : `${mails.length} mails`}</p>
      <button id="empty"${mails.length === 0 ? ' disabled' : ''}>Delete all</button>
    </header>
    <div class="columns">
      <nav aria-label="Mails">
        <ul>${mails.map((mail) => entry(mail, mail === open)).join('')}
        </ul>
      </nav>
      <main>${open ? opened(open) : nothing(smtpUrl)}
      </main>
    </div>
    <script type="module" nonce="${nonce}">${script}</script>
  </body>
</html>
`;
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
}

/** The HTML of one mail, in a sandbox also when it is opened on its own. Only styles of its own are let through. */
export function renderMailHtml(mail: CaughtMail): Response {
  return new Response(mail.html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy':
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
}

const script = `
for (const time of document.querySelectorAll('time')) {
  time.textContent = new Date(time.dateTime).toLocaleTimeString();
}
document.querySelector('#empty').addEventListener('click', async () => {
  await fetch('/mails', { method: 'DELETE' });
  location.href = '/';
});
const seen = document.documentElement.dataset.revision;
setInterval(async () => {
  const answer = await fetch('/revision').catch(() => undefined);
  if (answer?.ok && (await answer.text()) !== seen) location.reload();
}, 1000);
`;

const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; --line: color-mix(in srgb, CanvasText 16%, Canvas); --soft: color-mix(in srgb, CanvasText 5%, Canvas); --quiet: color-mix(in srgb, CanvasText 68%, Canvas); --accent: light-dark(#1257b0, #8db9f5); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; grid-template-rows: auto 1fr; background: Canvas; color: CanvasText; }
header { display: flex; align-items: baseline; gap: 1rem; padding: .9rem 1.25rem; border-bottom: 1px solid var(--line); }
h1 { font-size: 1.125rem; margin: 0; }
header p { margin: 0; color: var(--quiet); }
button { margin-inline-start: auto; font: inherit; padding: .3rem .8rem; border: 1px solid var(--line); border-radius: 6px; background: Canvas; color: inherit; cursor: pointer; }
button:hover:enabled { background: var(--soft); }
button:disabled { color: var(--quiet); cursor: default; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
.columns { display: grid; grid-template-columns: minmax(15rem, 22rem) minmax(0, 1fr); }
nav { border-inline-end: 1px solid var(--line); }
ul { list-style: none; margin: 0; padding: 0; }
li a { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .1rem .75rem; padding: .7rem 1.25rem; color: inherit; text-decoration: none; border-bottom: 1px solid var(--line); border-inline-start: 3px solid transparent; }
li a:hover { background: var(--soft); }
li a[aria-current] { background: var(--soft); border-inline-start-color: var(--accent); }
.to { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.subject { grid-row: 2; grid-column: 1 / -1; color: var(--quiet); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
time { color: var(--quiet); font-size: .8125rem; font-variant-numeric: tabular-nums; }
main { padding: 1.25rem 1.5rem 3rem; }
article { max-width: 52rem; }
h2 { font-size: 1.25rem; margin: 0 0 .75rem; overflow-wrap: anywhere; }
h3 { font-size: .8125rem; color: var(--quiet); margin: 1.5rem 0 .4rem; }
dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .2rem 1rem; margin: 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
pre { margin: 0; padding: 1rem; border: 1px solid var(--line); border-radius: 8px; background: var(--soft); white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.6 ui-monospace, monospace; }
iframe { width: 100%; height: 30rem; border: 1px solid var(--line); border-radius: 8px; background: Canvas; }
.empty { color: var(--quiet); max-width: 34rem; }
@media (max-width: 40rem) { .columns { grid-template-columns: minmax(0, 1fr); align-content: start; } nav { border-inline-end: 0; max-height: 40vh; overflow: auto; } main { padding-inline: 1.25rem; } }
`;
