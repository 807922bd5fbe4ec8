/** B4, B7: how likely two customers are one person, and why, in an agent's words. */
import { html, nothing, type TemplateResult } from 'lit';
import { explainReason, tellingReasons } from '@deskcard/core/identity/explain';
import type { Duplicate, DuplicateReason } from '@deskcard/core';
import type { duplicates } from '../locales/en.duplicates.js';
import type { Strings } from '../locales/locale.js';

export type DuplicateTexts = Pick<Strings['duplicateQueue'], keyof typeof duplicates>;

/** What the words are made of. */
export interface Words {
  readonly t: DuplicateTexts;
  /** BCP 47 */
  readonly language: string;
  /** customer fields that a host added, with their names */
  readonly customerFields: readonly { readonly code: string; readonly label: string }[];
}

const leastAlike = 0.3;

/** From which probability on it is called so; below the last one it is only possible. */
const steps = [
  ['certain', 0.99],
  ['high', 0.9],
  ['fair', 0.7],
  ['low', leastAlike],
  ['hardly', 0],
] as const;

/** Enough to be said to look alike; a pair that a ticket was kept from joining may be far below (B7). */
export const looksAlike = (probability: number): boolean => probability >= leastAlike;

/** In words and in percent, rounded down: nothing is 100 % sure. */
export function likelihood({ t, language }: Words, probability: number): string {
  const [word] = steps.find(([, least]) => probability >= least) ?? ['hardly'];
  const whole = Math.floor(Math.min(Math.max(probability, 0), 0.99) * 100) / 100;
  return t.likelihood[word](new Intl.NumberFormat(language, { style: 'percent' }).format(whole));
}

export function reasonInWords({ t, customerFields }: Words, reason: DuplicateReason): string {
  const own = customerFields.map(({ code, label }) => [code, label] as const);
  return explainReason(reason, t.reasons, { fieldNames: Object.fromEntries(own) });
}

/** What speaks for one person and what against it, strongest first. */
export function reasonsView(words: Words, reasons: readonly DuplicateReason[]): TemplateResult {
  const { inFavour, against } = tellingReasons(reasons);
  const line = (name: string, list: readonly DuplicateReason[]): TemplateResult | typeof nothing =>
    list.length === 0
      ? nothing
      : html`<div>
          <dt>${name}</dt>
          <dd>${list.map((each) => reasonInWords(words, each)).join(', ')}</dd>
        </div>`;
  return html`<dl class="pairs reasons" part="reasons">
    ${line(words.t.inFavour, inFavour)} ${line(words.t.against, against)}
  </dl>`;
}

/** What somebody said of the pair before, and that it holds. */
export function decidedText(
  { t }: Pick<Words, 't'>,
  { decided }: Pick<Duplicate, 'decided'>,
  when: (iso: string) => string,
): string | undefined {
  if (!decided || decided.decision === 'open') return undefined;
  return t.decided[decided.decision](decided.by, when(decided.at));
}
