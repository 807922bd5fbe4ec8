/**
 * R21: an agent sees why somebody was found. The parts of a value that meet what was typed are marked, in the ways
 * the desk looks for them: capitals and white space do not count, half-typed syllables (김ㅁ) and first consonants
 * (ㄱㅁㅅ) do, and a phone number is its digits.
 */

/** A stretch of a value; `hit` when it is what was looked for. */
export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** The value cut into pieces; a single one that is no hit when nothing in it was looked for. */
export function matched(value: string, query: string, isPhone = false): Piece[] {
  const characters = [...value];
  const hits = new Set<number>();
  const mark = (wanted: string, unitOf: (character: string) => string): boolean => {
    const units = characters.map(unitOf);
    const at = wanted === '' ? -1 : units.join('').indexOf(wanted);
    let read = 0;
    units.forEach((unit, index) => {
      if (at >= 0 && read < at + wanted.length && read + unit.length > at) hits.add(index);
      read += unit.length;
    });
    return at >= 0;
  };
  for (const word of query.split(/\s+/)) mark(letters(word), isConsonants.test(word) ? firstLetter : letters);
  // What was typed may have the country in front where the value has not, so its end is enough.
  for (let typed = isPhone ? digits(query.slice(0, 40)) : ''; typed && !mark(typed, digits);) {
    typed = typed.length > 4 ? typed.slice(1) : '';
  }
  return characters.reduce<Piece[]>((pieces, text, index) => {
    const last = pieces.at(-1);
    const hit = hits.has(index);
    return last?.hit === hit
      ? [...pieces.slice(0, -1), { text: last.text + text, hit }]
      : [...pieces, { text, hit }];
  }, []);
}

const isConsonants = /^[ㄱ-ㅎ]+$/;

/** Jamo typed alone become those that syllables are made of. */
function letters(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFD').replace(/\s/g, '');
}

function firstLetter(text: string): string {
  return letters(text).replace(/^([\u1100-\u1112]).*/, '$1');
}

function digits(text: string): string {
  return letters(text).replace(/\D/g, '');
}
