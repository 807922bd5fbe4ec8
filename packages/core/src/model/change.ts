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
  | { type: 'ticketArrived'; ticketId: string; customerNumber: string }
  | { type: 'ticketSaved'; ticketId: string; customerNumber: string }
  | { type: 'gradesChanged' }
  | { type: 'lookupApisChanged'; apiId: string }
  | { type: 'connectionsChanged'; apiId: string }
  | { type: 'cleared' };
