/** One lookup API in the side tab: its name, what came of the lookup and when, its values, and a way to ask anew (R53). */
import { html, nothing, type TemplateResult } from 'lit';
import { outcomeOf, statusOf } from '../lookups/outcome.js';
import { obstacleOf, type Section } from '../lookups/section.js';
import { button } from '../parts/button.js';
import { reloadIcon, searchIcon } from '../parts/icons.js';
import { status, type Status } from '../parts/status.js';
import type { View } from './view.js';

export function lookupView(view: View, section: Section): TemplateResult {
  const { api, run, outcome } = section;
  const isFound = outcome?.kind === 'result' && outcome.result.outcome === 'found';
  return html`<section class="api" part="lookup" aria-label=${api.name}>
    <div class="row head">
      <h3 class="grow">${api.name}</h3>
      ${again(view, section)}
    </div>
    ${status(lineOf(view, section))}${run || isFound ? view.values.render(view, section) : nothing}
  </section>`;
}

/** It keeps its place, and so the focus, while the call is under way; without what a call needs there is none. */
function again(
  { common, lookups, service, search }: View,
  section: Section,
): TemplateResult | typeof nothing {
  const { api, run, outcome } = section;
  if (obstacleOf(section, lookups.ticket, service)) return nothing;
  const hasRun = run !== undefined || (outcome !== undefined && outcome.kind !== 'notRun');
  const [icon, word] = hasRun ? [reloadIcon(), common.reload] : [searchIcon(), common.search];
  return button([icon, word], () => search(section, outcome?.kind === 'result'), 'quiet small again', {
    isWaiting: run !== undefined,
    name: `${word}: ${api.name}`,
  });
}

/** The name stands above; somebody who hears the line alone needs it there, too. */
function lineOf(view: View, section: Section): Status | undefined {
  const { t, lookups, service } = view;
  const words = (says: string): TemplateResult =>
    html`<span class="said">${section.api.name}:</span> ${says}`;
  const line = statusOf(view, section, words(outcomeOf(view, section)));
  if (line !== undefined || lookups.isWaiting) return line && { ...line, action: undefined };
  const obstacle = obstacleOf(section, lookups.ticket, service);
  return { kind: 'info', text: words(obstacle ? t.notRun[obstacle.reason](obstacle.items) : t.notYet) };
}
