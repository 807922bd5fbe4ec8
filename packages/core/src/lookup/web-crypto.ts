/** Browsers take WebCrypto away from pages on plain http, localhost excepted. */
import { DeskError } from '../errors.js';

export function assertWebCrypto(): void {
  if ((globalThis.crypto as Crypto | undefined)?.subtle !== undefined) return;
  throw new DeskError('internal', 'This page may neither sign nor encrypt.', {
    hint: 'Open the page over https or from localhost: browsers sign and encrypt nowhere else.',
  });
}
