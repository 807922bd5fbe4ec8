/**
 * Which tests a call of `npm test` means: both kinds unless one is named, all files unless some are.
 */
import { filesBelow } from '../repo.js';

/** What the command line asked for. */
export interface Selection {
  readonly node: boolean;
  readonly browser: boolean;
  /** Parts of file paths; a file runs when its path contains one of them, or when there are none. */
  readonly filters: readonly string[];
}

/** Reads `--node`, `--browser` and path parts. An unknown option is an error, so that a typo never runs all. */
export function readSelection(args: readonly string[]): Selection {
  const options = args.filter((arg) => arg.startsWith('-'));
  const unknown = options.filter((option) => option !== '--node' && option !== '--browser');
  if (unknown.length > 0) {
    throw new Error(`Unknown option ${unknown.join(', ')}. Use --node, --browser and parts of file paths.`);
  }
  const filters = args.filter((arg) => !arg.startsWith('-')).map((arg) => arg.replace(/^\.\//, ''));
  const both = options.length === 0;
  return {
    node: both || options.includes('--node'),
    browser: both || options.includes('--browser'),
    filters,
  };
}

/** The files of one kind that a selection means, relative to the root. */
export function selectFiles(files: readonly string[], filters: readonly string[]): string[] {
  return files.filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)));
}

/** All test files of the repository by kind: `x.browser.test.ts` needs a page, any other `x.test.ts` Node. */
export function testFiles(base?: string): { node: string[]; browser: string[] } {
  const isTest = (path: string) => /^[^/]+\/[^/]+\/(src|test)\/.*\.test\.ts$/.test(path);
  const all = ['packages', 'examples'].flatMap((folder) => filesBelow(folder, isTest, base));
  const inBrowser = (path: string) => path.endsWith('.browser.test.ts');
  return { node: all.filter((path) => !inBrowser(path)), browser: all.filter(inBrowser) };
}
