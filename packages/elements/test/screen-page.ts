/** What the tests of management screens do to them. */
import type { LitElement } from 'lit';
import { provideDeskcard } from '../src/context.js';
import { ko } from '../src/locales/ko.js';
import type { Desk } from '@deskcard/core';
import { place, put, shownText, until } from './page.js';

type Tag = 'grade-settings' | 'grade-members';

/** The screen, once there is something to do on it. */
export async function openScreen<K extends Tag>(tag: K, desk: Desk): Promise<HTMLElementTagNameMap[K]> {
  const screen = put(tag, { desk } as never);
  await until(() => screen.shadowRoot!.querySelector('[part=list]'), 'the screen');
  return screen;
}

/** The same on a Korean page. */
export async function openInKorean<K extends Tag>(tag: K, desk: Desk): Promise<HTMLElementTagNameMap[K]> {
  const home = place();
  home.lang = 'ko';
  provideDeskcard(home, { desk, locales: [ko] });
  const screen = document.createElement(tag);
  home.append(screen);
  await until(() => screen.shadowRoot!.querySelector('[part=list]'), 'the screen');
  return screen;
}

export const all = <T extends HTMLElement = HTMLElement>(screen: Element, selector: string): T[] => [
  ...screen.shadowRoot!.querySelectorAll<T>(selector),
];

/** The button that says this, or that is called this; `within` may narrow it down. */
export function buttonOf(screen: Element, says: string, within = ''): HTMLElement {
  const found = all(screen, `${within} button`).find(
    (each) => shownText(each) === says || each.getAttribute('aria-label') === says,
  );
  if (!found) throw new Error(`There is no button ${says}.`);
  return found;
}

/** The control with this label. */
export function control(screen: Element, label: string): HTMLInputElement {
  const found = all<HTMLLabelElement>(screen, 'label').find(
    (each) =>
      shownText(each)
        .replace(/\s*\*?\(required\)$/, '')
        .replace(/ \*$/, '') === label,
  )?.control;
  if (!found) throw new Error(`There is no field ${label}.`);
  return found as HTMLInputElement;
}

/** Puts a text into a field or chooses in a drop-down, as fast as a test needs it. */
export async function enter(field: HTMLElement, value: string): Promise<void> {
  field.focus();
  (field as HTMLInputElement).value = value;
  field.dispatchEvent(new Event('input'));
  field.dispatchEvent(new Event('change'));
  await (field.getRootNode() as ShadowRoot & { host: LitElement }).host.updateComplete;
}

/** What stands below a field that is wrong. */
export function faultAt(screen: Element, field: Element): string {
  const ids = (field.getAttribute('aria-describedby') ?? '').split(' ');
  return ids
    .map((id) => screen.shadowRoot!.getElementById(id))
    .filter((each) => each?.matches('.fault'))
    .map((each) => shownText(each))
    .join();
}

/** Waits until the screen says this somewhere. */
export const says = (screen: Element, text: string): Promise<unknown> =>
  until(() => shownText(screen).includes(text), text);
