/** Two people of the helpdesk side by side, each with a sign-in of their own: what one does shows at the other. */
import { readConfig } from './data.js';
import { fill, h } from './dom.js';
import { icon } from './icons.js';
import { readPreferences } from './preferences.js';
import { smallBar } from './small-bar.js';
import { seats } from './staff.js';
import { en } from './texts-en.js';
import { ko } from './texts-ko.js';

const { data } = await readConfig();
const bar = h('div');
const frames = seats.map((seat) => ({ seat, frame: h('iframe', { src: `/?seat=${seat}` }) }));
document.body.replaceChildren(
  h(
    'div',
    { class: 'page seats-page' },
    bar,
    h(
      'main',
      { class: 'seats' },
      frames.map(({ frame }) => frame),
    ),
  ),
);

function draw(): void {
  const preferences = readPreferences('1');
  const t = { ko, en }[preferences.language];
  document.documentElement.lang = preferences.language;
  document.documentElement.dataset['theme'] = preferences.theme;
  document.title = `${t.seatsTitle} · ${t.product}`;
  for (const { seat, frame } of frames) frame.title = t.seat(seat);
  fill(
    bar,
    smallBar(t, t.seatsTitle, t.seatsHint, [
      h('a', { class: 'button', href: '/' }, icon('person'), t.oneSeat),
      data === 'gateway' && h('a', { class: 'button', href: '/log', target: '_blank' }, icon('list'), t.log),
    ]),
  );
}

// Language and colours follow the first seat.
window.addEventListener('storage', draw);
draw();
