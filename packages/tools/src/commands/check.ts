/**
 * `npm run check`: everything that can be known without running the product. Each step prints one line, or
 * what is wrong and how to mend it; naming steps (`npm run check -- types lint`) runs only those.
 */
import { join } from 'node:path';
import { build } from '../build/build.js';
import { publishedProblems } from '../check/published.js';
import { runChild } from '../children.js';
import { runCommand } from '../command.js';
import { brokenFloors } from '../floors.js';
import { root } from '../repo.js';

interface Step {
  readonly name: string;
  /** What to do when it fails. */
  readonly mend: string;
  /** Problems in words; empty when all is well. */
  run(): Promise<string[]>;
}

/** A pattern, because the linter takes a folder without any file for it for a mistake. */
const SOURCES = '{packages,examples}/**/*.ts';

const steps: readonly Step[] = [
  {
    name: 'types',
    mend: 'Mend the types at the places named.',
    run: () => program('typescript/bin/tsc', '-p', '.', '--pretty', 'false'),
  },
  {
    name: 'lint',
    mend: 'Mend the places named; many mend themselves with: npx eslint -c packages/tools/eslint.config.mjs --fix packages',
    run: () =>
      program('eslint/bin/eslint.js', '-c', 'packages/tools/eslint.config.mjs', '--max-warnings=0', SOURCES),
  },
  {
    name: 'templates',
    mend: 'Mend the templates at the places named: a property or a type is not what the element takes.',
    // Its lists of attributes and CSS properties are older than the browsers, and it does not know `nothing`.
    run: () => {
      const rules = ['no-invalid-css', 'no-unknown-attribute', 'no-incompatible-type-binding'].flatMap(
        (rule) => [`--rules.${rule}`, 'off'],
      );
      return program(
        'lit-analyzer/cli.js',
        'packages/elements/src/**/*.ts',
        '--strict',
        '--noColor',
        ...rules,
      );
    },
  },
  {
    name: 'format',
    mend: 'Run: npx prettier --write .',
    run: () => program('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  },
  {
    name: 'floors',
    mend: 'Import from a lower floor, or pass the thing in; the floors are in packages/tools/src/floors.ts.',
    run: () => Promise.resolve(brokenFloors()),
  },
  {
    name: 'packages',
    mend: 'Mend the package.json or the module named; npm run build shows the build alone.',
    run: async () => {
      const unbuilt = await build(() => undefined);
      return unbuilt.length > 0 ? unbuilt.map((problem) => `not built: ${problem}`) : publishedProblems();
    },
  },
  {
    name: 'unused',
    mend: 'Delete what nothing uses, or name it in packages/tools/knip.jsonc when a tool uses it unseen.',
    run: () =>
      program(
        'knip/bin/knip.js',
        '--config',
        'packages/tools/knip.jsonc',
        '--no-progress',
        '--no-config-hints',
      ),
  },
];

async function program(file: string, ...args: string[]): Promise<string[]> {
  const { code, output } = await runChild(process.execPath, [join(root, 'node_modules', file), ...args]);
  return code === 0 ? [] : [output.trim() || `ended with code ${code}`];
}

await runCommand(async (args) => {
  const unknown = args.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `No step is called ${unknown.join(', ')}. There are: ${steps.map((s) => s.name).join(', ')}.`,
    );
  }
  const failed: string[] = [];
  for (const step of steps.filter(({ name }) => args.length === 0 || args.includes(name))) {
    const problems = await step.run();
    if (problems.length === 0) {
      console.log(`ok    ${step.name}`);
      continue;
    }
    failed.push(step.name);
    console.log(`FAIL  ${step.name}\n\n${problems.join('\n')}\n\n      ${step.mend}\n`);
  }
  if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}.`);
  return failed.length === 0 ? 0 : 1;
});
