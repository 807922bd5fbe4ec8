/**
 * What the mail catcher answers over HTTP:
 *
 * - `GET /`, `GET /mails/{id}`: the page, with the newest or the chosen mail open
 * - `GET /mails/{id}/html`: the HTML of one mail, sandboxed
 * - `GET /mails`: all of them as JSON, for tests; `DELETE /mails` removes them
 * - `GET /revision`: a number that goes up with every change
 */
import type { MailBox } from './mails.js';
import { renderMailHtml, renderPage } from './page.js';

export interface SiteRequest {
  method: string;
  path: string;
  /** the headers of these names */
  host: string;
  origin: string | undefined;
}

const isOfThisMachine = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

export function createSite(box: MailBox, smtpUrl: () => string): (request: SiteRequest) => Response {
  const pageOf = (open = box.all()[0]): Response =>
    renderPage({ mails: box.all(), open, revision: box.revision(), smtpUrl: smtpUrl() });

  function get(path: string): Response {
    if (path === '/') return pageOf();
    if (path === '/mails') return Response.json({ items: box.all() });
    if (path === '/revision') return new Response(String(box.revision()));
    const [, id = '', html] = /^\/mails\/([\w-]+)(\/html)?$/.exec(path) ?? [];
    const mail = box.get(id);
    if (mail === undefined) return new Response('There is nothing at this address.', { status: 404 });
    return html === undefined ? pageOf(mail) : renderMailHtml(mail);
  }

  return ({ method, path, host, origin }) => {
    // A page of somebody else may neither read nor delete mails, nor may a name that was pointed at this machine.
    const isForeign = origin !== undefined && origin !== `http://${host}`;
    if (isForeign || !isOfThisMachine.test(host)) return new Response('Not from here.', { status: 403 });
    if (method === 'DELETE' && path === '/mails') {
      box.empty();
      return new Response(null, { status: 204 });
    }
    if (method !== 'GET') return new Response('This address is read with GET.', { status: 405 });
    return get(path);
  };
}
