/**
 * The frame of every command: it gets the arguments, gives an exit code, and tells what went wrong in words,
 * not in a stack, when the reason is one that a person can mend.
 */
export async function runCommand(main: (args: string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    if (process.env['DEBUG'] !== undefined && error instanceof Error) console.error(error.stack);
    process.exitCode = 1;
  }
}
