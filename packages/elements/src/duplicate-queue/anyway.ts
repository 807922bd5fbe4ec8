/** B3: what speaks against a merge is read before it is made all the same. */
import { html } from 'lit';
import type { QueuedDuplicate } from '@deskcard/core';
import type { Question } from '../parts/asking.js';
import { fieldName } from './compare.js';
import { doubts, type Outlook } from './merging.js';
import type { Ui } from './ui.js';

export function anyway(ui: Ui, pair: QueuedDuplicate, outlook: Outlook, merge: () => void): Question {
  const { t } = ui;
  const warnings = doubts(pair, outlook);
  const fields = new Set([
    ...pair.contradictions,
    ...(warnings.includes('differentMemberId') ? ['memberId'] : []),
  ]);
  const texts = [
    ...[...fields].map((field) => t.differ(fieldName(ui, field))),
    ...(warnings.includes('nothingInCommon') ? [t.nothingInCommon] : []),
  ];
  return {
    title: t.anyway,
    body: () =>
      html`<p>${t.anywayText}</p>
        <ul class="points">
          ${texts.map((text) => html`<li>${text}</li>`)}
        </ul>`,
    yes: t.merge,
    isHarmless: true,
    act: merge,
  };
}
