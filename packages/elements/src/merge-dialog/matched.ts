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
  const hits = characters.map(() => false);
  const ranges = [
    ...(isPhone ? [digitRange(characters, query)] : []),
    ...query.split(/\s+/).map((word) => wordRange(characters, word)),
  ];
  for (const range of ranges) if (range) hits.fill(true, ...range);
  return characters.reduce<Piece[]>((pieces, text, index) => {
    const last = pieces.at(-1);
    const hit = hits[index]!;
    if (last?.hit !== hit) pieces.push({ text, hit });
    else pieces[pieces.length - 1] = { text: last.text + text, hit };
    return pieces;
  }, []);
}

type Range = [start: number, end: number];

const consonants = /^[ㄱ-ㅎ]+$/;

/** Jamo typed alone become those that syllables are made of. */
function letters(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFD').replace(/\s/g, '');
}

function wordRange(characters: readonly string[], word: string): Range | undefined {
  const wanted = letters(word);
  if (wanted === '') return undefined;
  const isConsonants = consonants.test(word);
  return rangeOf(
    characters.map((each) => {
      const own = letters(each);
      return isConsonants && /^[\u1100-\u1112]/.test(own) ? own[0]! : own;
    }),
    wanted,
  );
}

/** What was typed may have the country in front where the value has not, so its end is enough. */
function digitRange(characters: readonly string[], query: string): Range | undefined {
  const typed = letters(query).replace(/\D/g, '');
  const digits = characters.map((each) => letters(each).replace(/\D/g, ''));
  for (let from = 0; from <= 5 && (from === 0 || typed.length - from > 3); from++) {
    const range = rangeOf(digits, typed.slice(from));
    if (range) return range;
  }
  return undefined;
}

/** The characters, as their letters, that contain `wanted`. */
function rangeOf(units: readonly string[], wanted: string): Range | undefined {
  const at = wanted === '' ? -1 : units.join('').indexOf(wanted);
  if (at < 0) return undefined;
  let start = -1;
  let read = 0;
  for (const [index, unit] of units.entries()) {
    read += unit.length;
    if (start < 0 && read > at) start = index;
    if (read >= at + wanted.length) return [start, index + 1];
  }
  return undefined;
}
