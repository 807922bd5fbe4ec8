/** The page of the demo company: how its member service behaves, which key it knows, and whom one may look up. */
import { providerModes, type Member, type ProviderMode } from '@deskcard/testing/provider';

const labels: Record<ProviderMode, string> = {
  normal: 'Normal',
  slow: 'Slow: answers after three seconds',
  noResult: 'No result for anybody (400)',
  forbidden: 'Not allowed (403)',
  error500: 'Server error (500)',
  malformed: 'A login page instead of JSON',
  huge: 'Ten megabytes',
  never: 'Never answers',
  redirect: 'Redirects into the caller’s own network',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`);

/** A fresh nonce lets exactly this page's style and script run. */
export function renderPage(members: readonly Member[], mode: ProviderMode): Response {
  const nonce = crypto.randomUUID();
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'`;
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy };
  return new Response(html(members, mode, nonce), { headers });
}

const html = (members: readonly Member[], mode: ProviderMode, nonce: string): string => `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <meta name="viewport" content="width=device-width" />
  <title>Member service</title>
  <style nonce="${nonce}">${style}</style>
  <main>
    <h1>Member service</h1>
    <p>A made-up company with ${members.length.toLocaleString('en')} members. Desks look
      them up at <code>/customer</code> when the lookup API is signed or encrypted, and at <code>/open/customer</code>
      when it is neither.</p>
    <section>
      <h2 id="behaviour">How the service behaves</h2>
      <form id="modes" aria-labelledby="behaviour">
        ${providerModes.map((each) => radio(each, each === mode)).join('\n        ')}
      </form>
    </section>
    <section>
      <h2>Key of the desk</h2>
      <form id="keys">
        <label for="key">From the API settings: 24 characters for signed calls, 43 for encrypted ones</label>
        <div class="row">
          <input id="key" name="key" required pattern="[0-9a-f]{24}|[A-Za-z0-9_\\-]{43}" autocomplete="off" spellcheck="false" />
        </div>
        <label for="keyId">Its key id, for encrypted calls</label>
        <div class="row">
          <input id="keyId" name="keyId" autocomplete="off" spellcheck="false" />
          <button>Accept this key</button>
        </div>
      </form>
    </section>
    <p id="said" role="status"></p>
    <section>
      <h2>Members to try</h2>
      <div class="scroll"><table>
        <thead><tr><th>Member id</th><th>Name</th><th>Phone</th><th>Order</th><th>Level</th></tr></thead>
        <tbody>
          ${members.slice(0, 12).map(row).join('\n          ')}
        </tbody>
      </table></div>
    </section>
  </main>
  <script type="module" nonce="${nonce}">${script}</script>
</html>
`;

const radio = (mode: ProviderMode, checked: boolean): string =>
  `<label><input type="radio" name="mode" value="${mode}"${checked ? ' checked' : ''} /> ${labels[mode]}</label>`;

const row = ({ memberId, name, phone, lastOrder, level }: Member): string =>
  `<tr>${[memberId, name, phone, lastOrder.number, level].map((text) => `<td>${escaped(text)}</td>`).join('')}</tr>`;

const script = `
const said = document.querySelector('#said');
const put = async (path, body, done) => {
  const answer = await fetch(path, { method: 'PUT', body: JSON.stringify(body) }).catch(() => undefined);
  const reply = await answer?.json().catch(() => undefined);
  said.textContent = answer?.ok ? done : (reply?.error?.message ?? 'The service cannot be reached.');
};
document.querySelector('#modes').addEventListener('change', (event) => {
  put('/mode', { mode: event.target.value }, 'Switched: ' + event.target.parentElement.textContent.trim());
});
document.querySelector('#keys').addEventListener('submit', (event) => {
  event.preventDefault();
  const { key, keyId } = event.target.elements;
  const given = keyId.value === '' ? { key: key.value } : { key: key.value, keyId: keyId.value };
  put('/key', given, 'Calls with this key are answered, and with the one before.');
});
`;

const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 0; background: Canvas; color: CanvasText; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1rem; margin: 2rem 0 .5rem; }
#modes { display: grid; gap: .25rem; }
.row { display: flex; gap: .5rem; flex-wrap: wrap; margin-top: .25rem; }
input:not([type]) { font: inherit; font-family: ui-monospace, monospace; padding: .4rem .6rem; flex: 1 1 16rem; }
button { font: inherit; padding: .4rem .9rem; }
[role=status] { min-height: 1.5em; color: GrayText; margin: 1rem 0 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: start; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid color-mix(in srgb, CanvasText 15%, Canvas); white-space: nowrap; }
`;
