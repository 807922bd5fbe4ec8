/** Deadlines that a test lets pass, instead of waiting for them. */

/** Holds back every long timer from now on, until the function that is returned lets them all go off. */
export function holdTimers(): () => void {
  const real = window.setTimeout;
  const held: (() => void)[] = [];
  window.setTimeout = ((run: () => void, delay = 0, ...rest: unknown[]) =>
    delay < 10_000 ? real(run, delay, ...rest) : held.push(run)) as typeof window.setTimeout;
  return () => {
    window.setTimeout = real;
    for (const run of held) run();
  };
}
