/** Every figure of accuracy beside its bar. */
import { clusters, scan } from '@deskcard/core/identity/scan';
import { chance, givenName, spell, surname } from '@deskcard/testing/contact-centre';
import { compareNames } from '../../../../core/src/identity/compare-name.js';
import { personName } from '../../../../core/src/identity/person-name.js';
import type { Figure } from '../figure.js';
import { calibrationError, centre, precisionAt, recallAt } from './centre.js';
import { febrlModel, febrlSets } from './febrl.js';
import { accuracy, pairsOf } from './truth.js';

/** Least F1 of pairs by set; what has no bar of its own gets the lowest. */
const febrlBars: Readonly<Record<string, number>> = {
  dataset1: 0.999,
  dataset2: 0.998,
  dataset3: 0.996,
  dataset4: 0.999,
};
const sure = 0.99;

export async function febrl(folder: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const set of await febrlSets(folder)) {
    const pairs = [...scan(set.records, febrlModel(), { least: 0.01 })].flatMap((step) => step.pairs);
    const found = accuracy(
      set,
      pairs.filter(({ probability }) => probability >= sure),
    );
    const bar = febrlBars[set.name] ?? 0.996;
    figures.push(
      { name: `${set.name}: F1 of pairs at p ≥ .99`, value: found.f1, unit: '', bar, moreIsBetter: true },
      { name: `${set.name}: false pairs`, value: found.wrong, unit: 'pairs', bar: 0 },
    );
    if (set.name !== 'dataset3') continue;
    const { f1 } = accuracy(set, clusters(pairs).flatMap(pairsOf));
    figures.push({
      name: `${set.name}: F1 of pairs within groups`,
      value: f1,
      unit: '',
      bar: 0.9995,
      moreIsBetter: true,
    });
  }
  return figures;
}

/** Other seeds than those the weights were counted on. */
export function contactCentres(): Figure[] {
  const usual = centre({ seed: 20_261, people: 60_000 });
  const families = centre({ seed: 20_262, people: 60_000, rates: { familyPhone: 0.15 } });
  const more = { unit: '', moreIsBetter: true } as const;
  return [
    { name: 'contact centre: precision at p ≥ .9', value: precisionAt(usual, 0.9), bar: 0.995, ...more },
    {
      name: 'contact centre: recall at p ≥ .9, of pairs with an identifier in common',
      value: recallAt(usual, 0.9),
      bar: 0.85,
      ...more,
    },
    {
      name: 'contact centre: calibration error above .8',
      value: calibrationError(usual),
      unit: '',
      bar: 0.02,
    },
    {
      name: '15 % on a family telephone: precision at p ≥ .9',
      value: precisionAt(families, 0.9),
      bar: 0.99,
      ...more,
    },
    {
      name: '15 % on a family telephone: calibration error above .8',
      value: calibrationError(families),
      unit: '',
      bar: 0.02,
    },
  ];
}

interface NamePair {
  ko: string;
  latin: string;
}

function madeUpNames(count: number): NamePair[] {
  const random = chance(20_263);
  return Array.from({ length: count }, () => {
    const [family, given] = [surname(random), givenName(random)];
    const first = spell(given, random).join(random.pick(['', '-', ' ']));
    const last = spell(family, random).join('');
    return { ko: family + given, latin: random.odds(0.7) ? `${first} ${last}` : `${last} ${first}` };
  });
}

function isKnown(ko: string, latin: string): boolean {
  const [one, other] = [personName(ko), personName(latin)];
  return one !== undefined && other !== undefined && compareNames(one, other)?.level === 'romanised';
}

/** How many spellings are known, and how many of the names of others are taken for them. */
export function romanisedNames(name: string, pairs: readonly NamePair[]): Figure[] {
  const known = pairs.filter(({ ko, latin }) => isKnown(ko, latin)).length / pairs.length;
  let compared = 0;
  let wrong = 0;
  for (const { ko } of pairs) {
    for (const other of pairs) {
      if (other.ko === ko) continue;
      compared++;
      if (isKnown(ko, other.latin)) wrong++;
    }
  }
  return [
    { name: `romanised names, ${name}: recall`, value: known, unit: '', bar: 0.9, moreIsBetter: true },
    { name: `romanised names, ${name}: false`, value: (100 * wrong) / compared, unit: '%', bar: 0.2 },
  ];
}

export const madeUpRomanisedNames = (): Figure[] => romanisedNames('made up', madeUpNames(1_000));
