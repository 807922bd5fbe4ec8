/** `node packages/tools/run.mjs events`: writes docs/events.md anew after the elements' events have changed. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../command.js';
import { eventsPage, formatted, readEvents } from '../docs/events.js';
import { root } from '../repo.js';

await runCommand(async () => {
  const text = await formatted(eventsPage(readEvents()));
  writeFileSync(join(root, 'docs/events.md'), text);
  console.log('docs/events.md');
  return 0;
});
