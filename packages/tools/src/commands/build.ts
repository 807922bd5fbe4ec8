/** `npm run build`: what npm will carry, into each package's `dist`. */
import { build } from '../build/build.js';
import { runCommand } from '../command.js';

await runCommand(async () => {
  const problems = await build((line) => console.log(line));
  for (const problem of problems) console.error(`\nNOT BUILT ${problem}`);
  return problems.length === 0 ? 0 : 1;
});
