/**
 * The mail with our addresses (R36), as plain text and as simple HTML made from the same blocks, so that both say the
 * same. What administrators and directories wrote is only ever text in it.
 */
import type { Agent, ServerInformation, ServerInformationMail } from '../model/server-information.js';
import type { LookupApi } from '../model/lookup-api.js';
import type { Mail } from '../ports.js';
import { mailboxAddress, oneLine } from './mailbox.js';
import { mailTexts, type MailTarget } from './texts.js';

export interface MailContent {
  information: ServerInformation;
  api: LookupApi | undefined;
  /** the administrator; without a name when the directory does not know them */
  asker: Pick<Agent, 'userId'> & Partial<Agent>;
  note: string | undefined;
  language: ServerInformationMail['language'];
}

type Block =
  | { kind: 'paragraph' | 'heading' | 'small'; text: string }
  | { kind: 'addresses' | 'steps'; items: string[] }
  | { kind: 'quote'; lines: string[] };

/** Where the calls go, without path, query or credentials. */
function targetOf({ name, baseUrl }: LookupApi): MailTarget {
  const { hostname, port, protocol } = new URL(baseUrl);
  return { name: oneLine(name), host: hostname, port: port || (protocol === 'http:' ? '80' : '443') };
}

/** Line breaks of a note are kept; nothing else that is not text is. */
function noteLines(note: string): string[] {
  return note
    .trim()
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((line) => oneLine(line, 1000));
}

function blocksOf(recipient: string, content: MailContent): Block[] {
  const texts = mailTexts[content.language];
  const target = content.api && targetOf(content.api);
  const asker = oneLine(content.asker.name ?? '') || oneLine(content.asker.userId);
  const note = content.note?.trim() ? noteLines(content.note) : [];
  const { addresses, serviceName = '' } = content.information;
  return [
    { kind: 'paragraph', text: texts.greeting(recipient) },
    { kind: 'paragraph', text: texts.request(asker, target) },
    { kind: 'addresses', items: addresses },
    { kind: 'steps', items: texts.steps(asker, target) },
    ...(note.length > 0
      ? ([
          { kind: 'heading', text: texts.noteBy(asker) },
          { kind: 'quote', lines: note },
        ] as const)
      : []),
    { kind: 'small', text: texts.noSecrets },
    ...(oneLine(serviceName) ? [{ kind: 'small', text: oneLine(serviceName) } as const] : []),
  ];
}

function asText(block: Block): string {
  switch (block.kind) {
    case 'addresses':
      return block.items.map((item) => `    ${item}`).join('\n');
    case 'steps':
      return block.items.map((item, index) => `${index + 1}. ${item}`).join('\n');
    case 'quote':
      // A quoted line cannot pose as one of ours.
      return block.lines.map((line) => `> ${line}`.trimEnd()).join('\n');
    default:
      return block.text;
  }
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`);

function asHtml(block: Block): string {
  switch (block.kind) {
    case 'addresses':
      return `<pre style="padding:12px 16px;border:1px solid #8886;border-radius:6px;font:15px/1.6 ui-monospace,monospace">${block.items.map(escaped).join('\n')}</pre>`;
    case 'steps':
      return `<ol>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ol>`;
    case 'quote':
      return `<blockquote style="margin:0;padding-left:12px;border-left:3px solid #8888">${block.lines.map(escaped).join('<br>')}</blockquote>`;
    case 'small':
      return `<p style="font-size:13px;opacity:.75">${escaped(block.text)}</p>`;
    default:
      return `<p>${escaped(block.text)}</p>`;
  }
}

function page(title: string, language: string, blocks: readonly Block[]): string {
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${escaped(title)}</title></head>
<body style="font:15px/1.6 system-ui,sans-serif;max-width:38em">
${blocks.map(asHtml).join('\n')}
</body>
</html>
`;
}

/** The mail to one agent at a checked address. */
export function composeMail(id: string, to: Agent, address: string, content: MailContent): Mail {
  const name = oneLine(to.name);
  const blocks = blocksOf(name || address, content);
  const subject = oneLine(mailTexts[content.language].subject(content.api && targetOf(content.api)), 150);
  const replyTo = mailboxAddress(content.asker.email ?? '');
  return {
    id,
    to: { address, name },
    ...(replyTo === undefined
      ? {}
      : { replyTo: { address: replyTo, name: oneLine(content.asker.name ?? '') } }),
    subject,
    language: content.language,
    text: `${blocks.map(asText).join('\n\n')}\n`,
    html: page(subject, content.language, blocks),
  };
}
