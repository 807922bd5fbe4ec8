/** A made-up Korean contact centre with labels: who is who among its records. */
export {
  contactCentre,
  type CentreChannel,
  type CentreOptions,
  type CentreRecord,
} from './contact-centre.js';
export { chance, type Chance } from '../fixtures/prng.js';
export { givenName, spell, surname } from './korean-names.js';
export { usualRates, type CentreRates } from './rates.js';
