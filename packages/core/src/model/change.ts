/** What happened, told to every desk on the same store once it is committed (B8). */
export type Change =
  | { type: 'customerCreated'; customerNumber: string }
  | { type: 'customerEdited'; customerNumber: string }
  | {
      type: 'customersMerged';
      mergeId: string;
      survivorNumber: string;
      absorbedNumber: string;
      /** every number that now resolves elsewhere → the survivor */
      numbers: Record<string, string>;
    }
  | {
      type: 'mergeUndone';
      mergeId: string;
      survivorNumber: string;
      absorbedNumber: string;
      /** every number that now resolves to the restored customer */
      numbers: Record<string, string>;
    }
  /** the two are suggested, or a person said something about them */
  | { type: 'duplicatesChanged'; customerNumber: string; otherNumber: string }
  /** nothing is left of them; `numbers` are all they ever had, their tickets stay and are theirs no more than by number */
  | { type: 'customerDeleted'; customerNumber: string; numbers: string[] }
  | { type: 'ticketArrived'; ticketId: string; customerNumber: string }
  | { type: 'ticketSaved'; ticketId: string; customerNumber: string }
  | { type: 'gradesChanged' }
  | { type: 'lookupApisChanged'; apiId: string }
  | { type: 'connectionsChanged'; apiId: string }
  | { type: 'cleared' }
  /** changes may have gone by unseen, as after a long break of a connection: what is shown should be read again */
  | { type: 'missed' };

/** `position` names the place of the change in the order of all, where a store or a server keeps one. */
export type ChangeListener = (change: Change, position?: string) => void;

export interface SubscribeOptions {
  /**
   * The position of the last change that was seen: those since then are told first. Whoever cannot tell which those
   * are tells `missed` instead.
   */
  after?: string;
}
