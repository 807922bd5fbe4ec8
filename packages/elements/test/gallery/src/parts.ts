/** The looks that all elements share, in one place: controls, fields, status lines, data, a dialog. */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { areaField, selectField, textField } from '../../../src/parts/field.js';
import * as icons from '../../../src/parts/icons.js';
import { skeleton } from '../../../src/parts/skeleton.js';
import { status } from '../../../src/parts/status.js';
import { base } from '../../../src/styles/base.js';
import { buttons, fields, inputs } from '../../../src/styles/controls.js';
import { disclosures } from '../../../src/styles/disclosures.js';
import { lists } from '../../../src/styles/lists.js';
import { pairs } from '../../../src/styles/pairs.js';
import { segments } from '../../../src/styles/segments.js';
import { skeletons } from '../../../src/styles/skeletons.js';
import { tables } from '../../../src/styles/tables.js';
import { dialogs } from '../../../src/styles/dialog.js';
import { statuses } from '../../../src/styles/status.js';
import { tokens } from '../../../src/styles/tokens.js';
import type { Scene } from './scene.js';

class GalleryParts extends LitElement {
  static override styles = [
    tokens,
    base,
    buttons,
    inputs,
    fields,
    statuses,
    tables,
    lists,
    pairs,
    skeletons,
    disclosures,
    segments,
    dialogs,
    css`
      :host {
        display: grid;
        gap: 16px;
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(220px, 1fr));
        gap: 12px;
      }
    `,
  ];

  override render(): TemplateResult {
    return html`${this.#controls()}${this.#fields()}${this.#statuses()}${this.#data()}`;
  }

  #controls(): TemplateResult {
    return html`<div class="row">
        <button class="button primary">${icons.searchIcon()}검색</button>
        <button class="button">Save</button>
        <button class="button quiet">${icons.plusIcon()}Add item</button>
        <button class="button danger">Delete</button>
        <button class="button danger primary">병합</button>
        <button class="button" disabled>Disabled</button>
        <button class="button primary" disabled>Disabled</button>
        <button class="button small">Small</button>
        <button class="button quiet icon-only" aria-label="Edit">${icons.editIcon()}</button>
        <button class="button small icon-only" aria-label="Copy">${icons.copyIcon()}</button>
      </div>
      <p class="row">${Object.values(icons).map((icon) => icon())}</p>
      <p class="row">
        <span class="segments" role="radiogroup" aria-label="Survivor">
          <label><input type="radio" name="s" checked />현재 고객</label>
          <label><input type="radio" name="s" />다른 고객</label>
        </span>
        <label class="choice"><input type="checkbox" checked />Required</label>
        <label class="choice"><input type="radio" name="r" checked />Text box</label>
      </p>`;
  }

  #fields(): TemplateResult {
    const onInput = (): void => undefined;
    return html`<div class="grid">
      ${textField({ id: 'a', label: '회원 아이디', value: 'minseo.kim', onInput, hint: '최대 100자', required: true })}
      ${textField({ id: 'b', label: 'Base URL', value: 'http://x', onInput, error: 'The address must begin with https://.' })}
      ${textField({ id: 'c', label: 'Search', value: '', placeholder: '이름, 전화번호, 이메일', onInput })}
      ${textField({ id: 'd', label: 'Off', value: 'cannot be changed', onInput, disabled: true })}
      ${selectField({ id: 'e', label: 'Kind', value: 'b', onInput, options: [{ value: 'b', label: '드롭다운' }] })}
      ${areaField({ id: 'f', label: '메모', value: '상담 이력 참고', onInput })}
    </div>`;
  }

  #statuses(): TemplateResult {
    return html`${status({ kind: 'busy', text: '회원 조회 API를 호출하는 중' })}
    ${status({ kind: 'ok', text: '회원 조회 API: 조회되었습니다.', hint: '10:42 기준' })}
    ${status({ kind: 'info', text: 'Not looked up by itself: this channel is not linked.' })}
    ${status({ kind: 'warning', text: 'The two customers have different member IDs.', hint: 'Look twice before you merge.' })}
    ${status({
      kind: 'error',
      text: 'The provider did not answer in time.',
      hint: 'Try again later.',
      action: html`<button class="button small">Try again</button>`,
    })}`;
  }

  #data(): TemplateResult {
    return html`<table class="table">
        <thead>
          <tr>
            <th>고객번호</th>
            <th>이름</th>
            <th>전화번호</th>
            <th class="number">티켓</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>10234</td>
            <td>김민서</td>
            <td>010-2345-6789</td>
            <td class="number">12</td>
          </tr>
          <tr>
            <td>10871</td>
            <td>Martha Jones</td>
            <td>+44 20 7946 0018</td>
            <td class="number">3</td>
          </tr>
        </tbody>
      </table>
      <ul class="list">
        <li>
          <button class="item" aria-pressed="true">
            김민서 <span class="muted">10234 · minseo.kim</span>
          </button>
        </li>
        <li>
          <button class="item" aria-pressed="false">
            김민서 <span class="muted">10871 · minseo@example.com</span>
          </button>
        </li>
      </ul>
      <details class="disclosure" open>
        <summary>${icons.chevronIcon()}조회 결과</summary>
        <dl class="pairs">
          <div>
            <dt>등급</dt>
            <dd>골드</dd>
          </div>
          <div>
            <dt>최근 주문</dt>
            <dd>2026-11-02 · 무선 이어폰 외 2건</dd>
          </div>
        </dl>
      </details>
      ${skeleton()}`;
  }
}
customElements.define('gallery-parts', GalleryParts);

export const partScenes: readonly Scene[] = [
  {
    element: 'parts',
    state: 'all',
    show(stage) {
      stage.append(document.createElement('gallery-parts'));
    },
  },
];
