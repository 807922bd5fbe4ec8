/**
 * One key for every spelling of a phone number, as a Korean company without a library would do it: full-width digits,
 * country code or none, a lost leading zero, an extension behind.
 */

/** Empty when there is no number in the text. */
export function phoneKey(text: string): string {
  const [first = ''] = text.normalize('NFKC').split(/\/|,|내선|ext\.?|#/i);
  const international = first.trim().replace(/^00(?!0)/, '+');
  const digits = international.replace(/\D/g, '');
  if (digits === '') return '';
  if (international.startsWith('+'))
    return digits.startsWith('82') ? domestic(digits.slice(2)) : `+${digits}`;
  return domestic(digits);
}

/** `10…` as spreadsheets leave it, and `(0)10…` as business cards print it, are both 010…. */
function domestic(digits: string): string {
  return digits.startsWith('0') ? digits : `0${digits}`;
}
