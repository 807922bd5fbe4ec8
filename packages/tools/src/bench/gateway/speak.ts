/** The other end of `program.ts`: what a program was given, and its answers. */

export const given = <T>(): Promise<T> =>
  new Promise((done) => process.once('message', (input) => done(input as T)));

/** Says that the program is there, answers what it is asked one after the other, and ends with who started it. */
export function serve<Question>(
  answer: (question: Question) => Promise<unknown>,
  end: () => Promise<void>,
): void {
  process.on('message', (question) => {
    answer(question as Question).then(
      (words) => process.send!(words ?? {}),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.once('disconnect', () => {
    const leave = (): never => process.exit(0);
    end().then(leave, leave);
  });
  process.send!('there');
}
