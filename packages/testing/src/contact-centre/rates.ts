/**
 * How often things happen in the made-up contact centre. Shares of people or of records; assumptions, named here so
 * that they can be argued with and changed. Where a figure is published the source stands beside it.
 */
export interface CentreRates {
  /** people with two, and with three records */
  twice: number;
  threeTimes: number;
  /** members of a household who have no telephone of their own and use the first one's */
  familyPhone: number;
  /** households with a landline that all of them use */
  landline: number;
  /** numbers of one household that differ in the last digit, as carriers sell them to families */
  neighbouringNumbers: number;
  /** people whose number was somebody else's before; carriers give a number out anew after 28 days */
  recycled: number;
  /** people who also call from an office's switchboard */
  switchboard: number;
  hasEmail: number;
  secondEmail: number;
  familyMailbox: number;
  teamMailbox: number;
  member: number;
  foreign: number;
  /** records: who called on somebody's behalf, from their own telephone */
  onBehalf: number;
  nameMissing: number;
  namePlaceholder: number;
  nameMisheard: number;
  namePolite: number;
  nameRemark: number;
  nameRomanised: number;
  givenOnly: number;
  nickname: number;
  phoneSlip: number;
  emailSlip: number;
  emailTag: number;
  officeMailbox: number;
}

export const usualRates: CentreRates = {
  twice: 0.1,
  threeTimes: 0.02,
  familyPhone: 0.05,
  landline: 0.12,
  neighbouringNumbers: 0.05,
  recycled: 0.01,
  switchboard: 0.02,
  hasEmail: 0.92,
  secondEmail: 0.2,
  familyMailbox: 0.03,
  teamMailbox: 0.01,
  member: 0.55,
  foreign: 0.03,
  onBehalf: 0.02,
  nameMissing: 0.03,
  namePlaceholder: 0.02,
  nameMisheard: 0.05,
  namePolite: 0.12,
  nameRemark: 0.02,
  nameRomanised: 0.06,
  givenOnly: 0.02,
  nickname: 0.02,
  phoneSlip: 0.015,
  emailSlip: 0.015,
  emailTag: 0.01,
  officeMailbox: 0.01,
};
