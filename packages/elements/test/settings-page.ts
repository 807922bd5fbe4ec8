/** What the tests of the API settings do to them. */
import { sendKeys } from '@web/test-runner-commands';
import { provideDeskcard } from '../src/context.js';
import { ko } from '../src/locales/ko.js';
import type { ApiSettings } from '../src/api-settings/api-settings.js';
import type { LookupDesk } from './lookup-desk.js';
import { inside, place, put, shownText, until } from './page.js';

/** The settings of an administrator, with their list. */
export async function openSettings(office: LookupDesk): Promise<ApiSettings> {
  const settings = put('api-settings', { desk: office.admin });
  await until(() => settings.shadowRoot!.querySelector('#add'), 'the list');
  return settings;
}

/** The same on a Korean page. */
export async function openInKorean(office: LookupDesk): Promise<ApiSettings> {
  const home = place();
  home.lang = 'ko';
  provideDeskcard(home, { desk: office.admin, locales: [ko] });
  const settings = document.createElement('api-settings');
  home.append(settings);
  await until(() => settings.shadowRoot!.querySelector('#add'), 'the list');
  return settings;
}

/** The settings with one of the APIs in the editor, the first unless told otherwise. */
export async function openEditor(office: LookupDesk, at = 0): Promise<ApiSettings> {
  const settings = await openSettings(office);
  await settings.edit(office.apis[at]!.apiId);
  await until(() => settings.shadowRoot!.querySelector('.editor'), 'the editor');
  return settings;
}

export const all = <T extends HTMLElement = HTMLElement>(settings: ApiSettings, selector: string): T[] => [
  ...settings.shadowRoot!.querySelectorAll<T>(selector),
];

/** The button that says this, or that is called this. */
export function buttonOf(settings: ApiSettings, says: string, within = ''): HTMLElement {
  const found = all(settings, `${within} button`).find(
    (each) => shownText(each) === says || each.getAttribute('aria-label') === says,
  );
  if (!found) throw new Error(`There is no button ${says}.`);
  return found;
}

/** The control with this label; `at` when several have it. */
export function control(settings: ApiSettings, label: string, at = 0): HTMLInputElement {
  const labels = all<HTMLLabelElement>(settings, 'label').filter(
    (each) =>
      shownText(each)
        .replace(/\s*\*?\(required\)$/, '')
        .replace(/ \*$/, '') === label,
  );
  const found = labels[at]?.control;
  if (!found) throw new Error(`There is no field ${label}.`);
  return found as HTMLInputElement;
}

/** Puts a text into a field or chooses in a drop-down, as fast as a test needs it. */
export async function enter(field: HTMLInputElement, value: string): Promise<void> {
  field.focus();
  field.value = value;
  field.dispatchEvent(new Event('input'));
  field.dispatchEvent(new Event('change'));
  await (field.getRootNode() as ShadowRoot & { host: ApiSettings }).host.updateComplete;
}

/** What stands below a field that is wrong. */
export function faultAt(settings: ApiSettings, field: Element): string {
  const ids = (field.getAttribute('aria-describedby') ?? '').split(' ');
  return ids
    .map((id) => settings.shadowRoot!.getElementById(id))
    .filter((each) => each?.matches('.fault'))
    .map((each) => shownText(each))
    .join();
}

export const namesIn = (settings: ApiSettings): string[] =>
  all(settings, '.apis .item b').map((name) => shownText(name));

/** Saves, and waits until that is said. */
export async function save(settings: ApiSettings): Promise<void> {
  inside(settings, '[part=save]').click();
  await until(() => shownText(inside(settings, '.foot')).includes('Saved.'), 'the word that it is saved');
}

/** Presses a key while Alt is down. */
export async function withAlt(key: string): Promise<void> {
  await sendKeys({ down: 'Alt' });
  await sendKeys({ press: key });
  await sendKeys({ up: 'Alt' });
}
