#!/usr/bin/env node
/** `deskcard-gateway`: a gateway from the environment, until SIGTERM or Ctrl-C. `deskcard-gateway reseal`: see there. */
import { ConfigError, readConfig, readDatabaseConfig, variables } from './config.js';
import { tuneHeap } from './heap.js';
import { runReseal } from './reseal.js';
import { masterKeyIds } from './sealer.js';
import { openDatabase, startGateway } from './start.js';

const commands = {
  '(nothing)': 'runs a gateway',
  'reseal [--dry-run] [WORKSPACE…]':
    'seals every stored key with the first master key, also beside running gateways; all workspaces when none is named',
} as const;

function help(): string {
  const table = (rows: Readonly<Record<string, string>>): string[] => {
    const width = Math.max(...Object.keys(rows).map((name) => name.length));
    return Object.entries(rows).map(([name, what]) => `  ${name.padEnd(width)}  ${what}`);
  };
  return [
    'deskcard-gateway: customer information for a whole team, over REST.',
    '',
    ...table(commands),
    '',
    ...table(variables),
  ].join('\n');
}

/** A database that went away may never let go; whoever ends this process has waited longer than requests may take. */
const patience = 20_000;

/** Standard output belongs to the log, or to what a command is asked for; everything else is said beside it. */
function print(text: string, to: NodeJS.WriteStream = process.stderr): void {
  to.write(`${text}\n`);
}

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    print(help(), process.stdout);
    return 0;
  }
  const [command, ...rest] = args;
  if (command === 'reseal') return reseal(rest);
  if (command !== undefined) throw new ConfigError([`${command} is no command.`], 'Nothing was done');
  const config = readConfig(process.env);
  tuneHeap();
  const gateway = await startGateway(config);
  print(`Deskcard gateway on ${gateway.url}`);
  await asked();
  const late = setTimeout(() => {
    print('What the gateway uses did not let go of it in time.');
    process.exit(1);
  }, patience);
  await gateway.stop();
  clearTimeout(late);
  return 0;
}

/** Resolves when whoever runs this wants it to end. */
function asked(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
}

async function reseal(args: readonly string[]): Promise<number> {
  const unknown = args.find((each) => each.startsWith('-') && each !== '--dry-run');
  if (unknown !== undefined)
    throw new ConfigError([`${unknown} is no option of reseal.`], 'Nothing was done');
  const config = readDatabaseConfig(process.env);
  // Before anything is opened: a slip in the master keys must not bring a database to another shape.
  masterKeyIds(config.masterKeys);
  const named = args.filter((each) => !each.startsWith('-'));
  const stopping = new AbortController();
  void asked().then(() => stopping.abort());
  const database = await openDatabase(config);
  try {
    const isDone = await runReseal(
      database,
      {
        masterKeys: config.masterKeys,
        ...(named.length > 0 ? { workspaces: named } : {}),
        isDryRun: args.includes('--dry-run'),
        signal: stopping.signal,
      },
      (line) => print(line, process.stdout),
    );
    return isDone ? 0 : 1;
  } catch (error) {
    print('Not finished; what was sealed anew stays so. Run it again: it goes on with the rest.');
    throw error;
  } finally {
    await database.close();
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    const { code, message, hint } = error as { code?: string; message?: string; hint?: string };
    if (error instanceof ConfigError) print(`${error.message}\n\nSee deskcard-gateway --help.`);
    else if (code === 'EADDRINUSE') print('The port is taken; set DESKCARD_PORT to another one.');
    else print([message ?? 'The gateway could not start.', hint].filter(Boolean).join('\n'));
    process.exit(1);
  },
);
