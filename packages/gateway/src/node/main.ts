#!/usr/bin/env node
/** `deskcard-gateway`: a gateway from the environment, until SIGTERM or Ctrl-C. */
import { ConfigError, readConfig, variables } from './config.js';
import { startGateway } from './start.js';

function help(): string {
  const width = Math.max(...Object.keys(variables).map((name) => name.length));
  const lines = Object.entries(variables).map(([name, what]) => `  ${name.padEnd(width)}  ${what}`);
  return ['deskcard-gateway: customer information for a whole team, over REST.', '', ...lines].join('\n');
}

/** A database that went away may never let go; whoever ends this process has waited longer than requests may take. */
const patience = 20_000;

/** Standard output belongs to the log; everything else is said beside it. */
function print(text: string, to: NodeJS.WriteStream = process.stderr): void {
  to.write(`${text}\n`);
}

async function main(): Promise<void> {
  if (process.argv.includes('--help') || process.argv.includes('-h')) return print(help(), process.stdout);
  const gateway = await startGateway(readConfig(process.env));
  print(`Deskcard gateway on ${gateway.url}`);
  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
  const late = setTimeout(() => {
    print('What the gateway uses did not let go of it in time.');
    process.exit(1);
  }, patience);
  await gateway.stop();
  clearTimeout(late);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const { code, message, hint } = error as { code?: string; message?: string; hint?: string };
    if (error instanceof ConfigError) print(`${error.message}\n\nSee deskcard-gateway --help.`);
    else if (code === 'EADDRINUSE') print('The port is taken; set DESKCARD_PORT to another one.');
    else print([message ?? 'The gateway could not start.', hint].filter(Boolean).join('\n'));
    process.exit(1);
  },
);
