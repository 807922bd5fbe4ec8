/** Up to millions of different people from their index alone, the same on every run. */

const surnames = [...'김이박최정강조윤장임한오서신권황안송류홍'];
const first = [...'민서지하도예수은현주'];
const second = [...'준연우윤진아원영호빈나경'];
const initials = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const domains = ['example.com', 'mail.example', 'post.example', 'shop.example'];
const words = ['mina', 'june', 'haru', 'bom', 'sora', 'dami', 'yuri', 'noa'];

export interface Person {
  name: string;
  choseong: string;
  phone: string;
  email: string;
  memberId: string;
}

const choseongOf = (syllable: string): string =>
  initials[Math.floor((syllable.codePointAt(0)! - 0xac00) / 588)]!;

export function personOf(index: number): Person {
  const name =
    surnames[index % 20]! + first[Math.floor(index / 20) % 10]! + second[Math.floor(index / 200) % 12]!;
  // All of these are given out; some below, as 010-5970, are not, and identify nobody.
  const digits = String(61_234_567 + ((index * 613) % 34_000_000));
  return {
    name,
    choseong: [...name].map(choseongOf).join(''),
    phone: `010-${digits.slice(0, 4)}-${digits.slice(4)}`,
    email: `${words[index % 8]}.${(index * 31).toString(36)}@${domains[index % 4]}`,
    memberId: `M-${String(index).padStart(6, '0')}`,
  };
}

/** Any fragment: cut from a person's own values at changing places and lengths. */
export const fragments: Record<string, (person: Person, i: number) => string> = {
  'a name, one syllable or more': ({ name }, i) => name.slice(i % 2, (i % 2) + 1 + (i % 3)),
  'a name, two syllables': ({ name }, i) => name.slice(i % 2, (i % 2) + 2),
  'a name, first consonants': ({ choseong }, i) => choseong.slice(0, 2 + (i % 2)),
  'a phone number': ({ phone }, i) => phone.replace(/-/g, '').slice(2 + (i % 4), 5 + (i % 4) + (i % 4)),
  'an e-mail address': ({ email }, i) => email.slice(i % 8, (i % 8) + 3 + (i % 5)),
};

/** Indexes far apart, none of them soon again. */
export const spread = (i: number, count: number): number => (i * 7919) % count;
