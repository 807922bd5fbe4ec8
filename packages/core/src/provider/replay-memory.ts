/**
 * An encrypted call is answered once: whoever overheard it gains nothing by sending it again. The number of a call
 * need only be remembered for as long as its clock is accepted; and only calls that were opened with the key come
 * here, so nobody without it can fill the memory.
 */

/** Where a company runs several servers they share one memory, such as Redis with `SET … NX PXAT`. */
export interface ReplayMemory {
  /** True the first time this id is seen; it is to be remembered until `until`, in epoch milliseconds. */
  isFirst(id: string, until: number, now: number): boolean | Promise<boolean>;
}

/** For one process. */
export function replayMemory(): ReplayMemory {
  const seen = new Map<string, number>();
  let sweepAt = 1000;
  return {
    isFirst(id, until, now) {
      if (seen.size >= sweepAt) {
        for (const [each, end] of seen) if (end < now) seen.delete(each);
        sweepAt = Math.max(1000, 2 * seen.size);
      }
      const end = seen.get(id);
      if (end !== undefined && end >= now) return false;
      seen.set(id, until);
      return true;
    },
  };
}
