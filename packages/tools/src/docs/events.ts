/**
 * The table of every event of every element, read from the sources: what a class says it fires (`@fires`), which
 * events are declared and with what detail (`GlobalEventHandlersEventMap` in `*.events.ts`), and what the code really fires.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';
import { filesBelow, root } from '../repo.js';

/** What a class says of an event. */
export interface Fired {
  readonly element: string;
  readonly event: string;
  /** the type of the detail; absent for a plain event */
  readonly detail: string | undefined;
  readonly when: string;
}

export interface DetailField {
  readonly name: string;
  readonly type: string;
  readonly what: string;
}

export interface ElementEvents {
  readonly fired: readonly Fired[];
  /** event → type of its detail */
  readonly declared: ReadonlyMap<string, string>;
  /** type → its fields, those it inherits first */
  readonly details: ReadonlyMap<string, readonly DetailField[]>;
  /** events that some module tells, and those that it asks, by `tell` and `ask` of events.ts */
  readonly told: ReadonlySet<string>;
  readonly asked: ReadonlySet<string>;
}

const folder = 'packages/elements/src';
const isSource = (path: string): boolean => path.endsWith('.ts') && !path.endsWith('.test.ts');

export function readEvents(): ElementEvents {
  const declared = new Map<string, string>();
  const interfaces = new Map<string, ts.InterfaceDeclaration>();
  const told = new Set<string>();
  const asked = new Set<string>();
  const fired: Fired[] = [];
  for (const path of filesBelow(folder, isSource)) {
    const text = readFileSync(join(root, path), 'utf8');
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
    if (path.endsWith('.events.ts')) readDeclarations(file, declared, interfaces);
    for (const [, way, event] of text.matchAll(/\b(tell|ask)\(\s*[\w.#]+,\s*'(deskcard-[a-z-]+)'/g)) {
      (way === 'tell' ? told : asked).add(event!);
    }
    const [element, name] = path.slice(folder.length + 1).split('/');
    if (name === `${element}.ts`) fired.push(...readFires(element!, text));
  }
  const details = new Map([...interfaces].map(([name, node]) => [name, fieldsOf(node, interfaces)]));
  return { fired, declared, details, told, asked };
}

function readFires(element: string, text: string): Fired[] {
  const lines = text.matchAll(/^ \* @fires \{(?:CustomEvent<([^}]+)>|Event)\} ([a-z-]+) - (.+)$/gm);
  return [...lines].map(([, detail, event, when]) => ({ element, event: event!, detail, when: when! }));
}

function readDeclarations(
  file: ts.SourceFile,
  declared: Map<string, string>,
  interfaces: Map<string, ts.InterfaceDeclaration>,
): void {
  const visit = (node: ts.Node): void => {
    if (!ts.isInterfaceDeclaration(node)) return ts.forEachChild(node, visit);
    if (node.name.text !== 'GlobalEventHandlersEventMap') return void interfaces.set(node.name.text, node);
    for (const member of node.members) {
      if (!ts.isPropertySignature(member) || !ts.isStringLiteral(member.name)) continue;
      const detail = /^CustomEvent<(.+)>$/s.exec(member.type?.getText() ?? '')?.[1];
      declared.set(member.name.text, detail ?? '');
    }
  };
  ts.forEachChild(file, visit);
}

function fieldsOf(
  node: ts.InterfaceDeclaration,
  interfaces: ReadonlyMap<string, ts.InterfaceDeclaration>,
): DetailField[] {
  const above = (node.heritageClauses ?? []).flatMap(({ types }) =>
    types.flatMap((type) => {
      const parent = interfaces.get(type.expression.getText());
      return parent ? fieldsOf(parent, interfaces) : [];
    }),
  );
  const own = node.members.filter(ts.isPropertySignature).map((member) => ({
    name: member.name.getText() + (member.questionToken ? '?' : ''),
    type: (member.type?.getText() ?? 'unknown').replace(/\s+/g, ' '),
    what: ts
      .getJSDocCommentsAndTags(member)
      .map((doc) => (typeof doc.comment === 'string' ? doc.comment : ''))
      .join(' ')
      .replace(/\s+/g, ' '),
  }));
  return [...above, ...own];
}

/** True for an intent, which comes before what it is about and can be cancelled. */
export const isIntent = (event: string): boolean => event.startsWith('deskcard-before-');

const head = `# Events

What the elements tell their page. A **fact** says that something happened; it bubbles and is composed, so one listener on the document hears all of them, from every element. An **intent** (\`deskcard-before-…\`) says what is about to happen; \`event.preventDefault()\` prevents that. An event without \`deskcard-\` is one of the element alone, as of a native one: it does not bubble.

\`\`\`ts
document.addEventListener('deskcard-customers-merged', ({ detail }) => {
  for (const [old, current] of Object.entries(detail.numbers)) renumber(old, current);
});
document.addEventListener('deskcard-before-merge', (event) => {
  if (event.detail.absorbedNumbers.some(isLocked)) event.preventDefault();
});
\`\`\`

Names and details are typed in \`GlobalEventHandlersEventMap\`, so a listener on an element, the document or the window knows them. \`@deskcard/elements\` exports the types of all details; types that are not explained below are those of \`@deskcard/core\`. Events tell what people did in an element of this page. What happens on the desk, wherever it is done, arrives by \`desk.changes.subscribe(…)\`.

This page is written by \`node packages/tools/run.mjs events\` from the sources.
`;

/** docs/events.md, unformatted: element by element, in the order in which each class tells of its events. */
export function eventsPage({ fired, details }: ElementEvents): string {
  const rows = [...new Set(fired.map(({ event }) => event))].map((event) => {
    const firing = fired.filter((one) => one.event === event);
    const from = firing.map(({ element }) => `\`<${element}>\``).join(', ');
    const whens = [...new Set(firing.map(({ when }) => when))].join('; or: ');
    const { detail } = firing[0]!;
    const shown = detail ? (details.has(detail) ? link(detail) : `\`${detail}\``) : '';
    return `| \`${event}\` | ${from} | ${cell(whens)} | ${isIntent(event) ? 'yes' : ''} | ${shown} |`;
  });
  const used = new Set(fired.flatMap(({ detail }) => detail ?? []));
  for (const name of used) {
    for (const { type } of details.get(name) ?? []) {
      for (const other of details.keys()) if (new RegExp(`\\b${other}\\b`).test(type)) used.add(other);
    }
  }
  const types = [...used].filter((name) => details.has(name)).sort();
  const sections = types.map((name) => {
    const fields = details
      .get(name)!
      .map(({ name, type, what }) => `| \`${name}\` | \`${cell(type)}\` | ${cell(what)} |`);
    return `### ${name}\n\n| field | type | what |\n| --- | --- | --- |\n${fields.join('\n')}\n`;
  });
  return [
    head,
    `## All of them\n\n| event | from | when | cancelable | \`detail\` |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`,
    `## What they carry\n\n${sections.join('\n')}`,
  ].join('\n');
}

/** As `npm run check` wants it. */
export async function formatted(markdown: string): Promise<string> {
  const path = join(root, 'docs/events.md');
  return format(markdown, { ...(await resolveConfig(path)), filepath: path });
}

const link = (type: string): string => `[\`${type}\`](#${type.toLowerCase()})`;
const cell = (text: string): string => text.replaceAll('|', '\\|');
