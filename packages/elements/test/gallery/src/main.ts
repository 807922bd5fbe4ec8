/**
 * Every element in its states, for looking at and for pictures. The address chooses: `?element=customer-badge`,
 * `&state=several`, `&theme=dark`, `&lang=ko` (`en`, `ja`, or `qps-Ploc` for texts 40 % longer), `&dir=rtl`, `&width=360`,
 * `&look=material` (`carbon`, `shoelace`, `plain`), `&density=1`, and `&plain` without frame and headings.
 */
import { scenes } from './scenes.js';

const query = new URLSearchParams(location.search);
const page = document.documentElement;
page.lang = query.get('lang') ?? 'en';
page.dir = query.get('dir') ?? 'ltr';
page.style.colorScheme = query.get('theme') ?? 'light';
document.body.classList.toggle('plain', query.has('plain'));
page.style.setProperty('--deskcard-density', query.get('density'));
const look = query.get('look');
if (look) await wear(look);

const wanted = (name: 'element' | 'state', value: string): boolean => (query.get(name) ?? value) === value;

for (const scene of scenes) {
  if (!wanted('element', scene.element) || !wanted('state', scene.state)) continue;
  const section = document.createElement('section');
  const heading = document.createElement('h2');
  const stage = document.createElement('div');
  heading.textContent = `<${scene.element}> ${scene.state}`;
  stage.className = 'stage';
  section.style.maxWidth = `${query.get('width') ?? '960'}px`;
  section.append(heading, stage);
  document.body.append(section);
  await scene.show(stage);
}

/** A host's style sheet; resolves when it holds. */
async function wear(name: string): Promise<void> {
  const link = Object.assign(document.createElement('link'), {
    rel: 'stylesheet',
    href: `/looks/${encodeURIComponent(name)}.css`,
  });
  document.head.append(link);
  await new Promise((done, fail) => {
    link.onload = done;
    link.onerror = fail;
  });
}
