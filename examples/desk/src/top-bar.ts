/** The bar at the top: whose helpdesk this is, what comes in, and how the person in front of it likes it. */
import type { App } from './app.js';
import { arrive } from './arrivals.js';
import type { ArrivalChannel } from './callers.js';
import { h } from './dom.js';
import { icon } from './icons.js';
import { menuButton } from './menu.js';
import { isOneOfTwo, type Preferences } from './preferences.js';

export interface TopBarActions {
  prefer(change: Partial<Preferences>): void;
  reset(): void;
}

const signs = { call: 'phone', email: 'mail', chat: 'chat' } as const;

export function topBar(app: App, { prefer, reset }: TopBarActions, signal: AbortSignal): HTMLElement {
  const { t, preferences } = app;
  const user = app.service?.user ?? '';
  const isDark = preferences.theme === 'dark';
  const isRoomy = preferences.density === 'comfortable';
  const bar = h(
    'header',
    { class: 'top' },
    h(
      'div',
      { class: 'brand' },
      h('img', { src: '/icon.svg', alt: '', width: 24, height: 24 }),
      h('div', {}, h('strong', {}, t.product), h('small', { title: t.user(user) }, user)),
    ),
    preferences.role === 'admin' && areas(app, signal),
    h(
      'div',
      { class: 'arrivals' },
      (['call', 'email', 'chat'] as const).map((channel) => arrivals(app, channel)),
    ),
    h(
      'div',
      { class: 'wishes' },
      ways(app),
      isOneOfTwo() && h('span', { class: 'who', title: t.user(user) }, icon('person'), user),
      choice(t.roleLabel, preferences.role, t.role, (role) => prefer({ role })),
      // The helpdesk has no Japanese of its own; the elements in it have.
      choice(
        t.languageLabel,
        preferences.elements,
        { ko: '한국어', en: 'English', ja: '日本語' },
        (elements) => prefer({ elements, language: elements === 'ja' ? 'en' : elements }),
      ),
      plainButton(isDark ? 'sun' : 'moon', isDark ? t.toLight : t.toDark, () =>
        prefer({ theme: isDark ? 'light' : 'dark' }),
      ),
      plainButton('density', isRoomy ? t.toCompact : t.toComfortable, () =>
        prefer({ density: isRoomy ? 'compact' : 'comfortable' }),
      ),
      plainButton('reset', t.reset, reset),
    ),
  );
  return bar;
}

/** To the pages beside this one; whoever sits on one of two seats is there already. */
function ways({ t, config }: App): HTMLElement | undefined {
  if (isOneOfTwo()) return undefined;
  const way = (href: string, sign: Parameters<typeof icon>[0], label: string, target?: string): HTMLElement =>
    h('a', { class: 'button bare', href, target, 'aria-label': label, title: label }, icon(sign));
  const isServed = config.data === 'gateway';
  return h(
    'nav',
    { class: 'ways', 'aria-label': t.beside },
    way('/seats', 'seats', t.seats),
    isServed && way('/log', 'list', t.log, '_blank'),
    isServed && config.mailUrl && way(config.mailUrl, 'mail', t.mails, '_blank'),
  );
}

function areas(app: App, signal: AbortSignal): HTMLElement {
  const buttons = (['tickets', 'settings'] as const).map((area) => {
    const button = h('button', { type: 'button', onclick: () => app.goTo(area) }, app.t.nav[area]);
    const draw = (): void => {
      if (app.area === area) button.setAttribute('aria-current', 'page');
      else button.removeAttribute('aria-current');
    };
    draw();
    app.moved.add(draw, signal);
    return button;
  });
  return h('nav', { class: 'areas', 'aria-label': app.t.nav.label }, buttons);
}

function arrivals(app: App, channel: ArrivalChannel): HTMLElement {
  const { arrivals: t } = app.t;
  return menuButton(signs[channel], t[channel], [
    { label: t.known, hint: t.knownHint[channel], act: () => void arrive(app, channel, 'known') },
    { label: t.variant[channel], hint: t.variantHint, act: () => void arrive(app, channel, 'variant') },
    ...(channel === 'call'
      ? [{ label: t.relative, hint: t.relativeHint, act: () => void arrive(app, channel, 'relative') }]
      : []),
    { label: t.stranger, hint: t.strangerHint, act: () => void arrive(app, channel, 'stranger') },
  ]);
}

/** Two or three buttons of which one is pressed. */
function choice<T extends string>(
  label: string,
  chosen: T,
  options: Readonly<Record<T, string>>,
  choose: (value: T) => void,
): HTMLElement {
  const buttons = (Object.keys(options) as T[]).map((value) =>
    h(
      'button',
      {
        type: 'button',
        'aria-pressed': String(value === chosen),
        'data-value': value,
        onclick: () => choose(value),
      },
      options[value],
    ),
  );
  return h('div', { class: 'choice', role: 'group', 'aria-label': label }, buttons);
}

function plainButton(sign: Parameters<typeof icon>[0], label: string, act: () => void): HTMLElement {
  return h(
    'button',
    { type: 'button', class: 'button bare', 'aria-label': label, title: label, onclick: act },
    icon(sign),
  );
}
