/** The host's few pictures, drawn on a grid of 16. */

const paths = {
  phone:
    'M4.2 2.5l2 .6l.7 2.6l-1.4 1.4a8 8 0 0 0 3.4 3.4l1.4-1.4l2.6.7l.6 2a1.5 1.5 0 0 1-1.6 1.7A10.5 10.5 0 0 1 2.5 4.1a1.5 1.5 0 0 1 1.7-1.6z',
  mail: 'M2.5 3.5h11v9h-11zM2.5 4.5l5.5 4.5l5.5-4.5',
  chat: 'M2.5 3h11v7.5h-6l-3 2.5v-2.5h-2z',
  reset: 'M3 8a5 5 0 1 0 1.5-3.6M2.8 2v3h3',
  density: 'M2.5 2.5h11M2.5 13.5h11M8 5v6M6.2 6.6L8 4.8l1.8 1.8M6.2 9.4L8 11.2l1.8-1.8',
  sun: 'M8 5.2a2.8 2.8 0 1 1 0 5.6a2.8 2.8 0 0 1 0-5.6M8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9',
  moon: 'M13.3 9.6A5.7 5.7 0 1 1 6.4 2.7a4.6 4.6 0 0 0 6.9 6.9z',
  back: 'M9.5 3.5L5 8l4.5 4.5',
  chevron: 'M4.5 6.5L8 10l3.5-3.5',
  close: 'M4 4l8 8M12 4l-8 8',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9M10.4 10.4l3.1 3.1',
  merge: 'M4.5 2.5v2.5a3 3 0 0 0 3 3h0a3 3 0 0 0 3-3v-2.5M7.5 8v5.5M5.3 11.3l2.2 2.2l2.2-2.2',
  open: 'M9 3h4v4M13 3L7.5 8.5M11.5 9.5v3.5h-8.5v-8.5h3.5',
  undo: 'M3 6h6.5a3.5 3.5 0 0 1 0 7h-3.5M5.5 3.2L2.8 6l2.7 2.8',
  link: 'M6.5 9.5l3-3M7.5 4.5l1-1a2.8 2.8 0 0 1 4 4l-1 1M8.5 11.5l-1 1a2.8 2.8 0 0 1-4-4l1-1',
  person: 'M8 2.5a2.8 2.8 0 1 1 0 5.6a2.8 2.8 0 0 1 0-5.6M2.8 13.5c.5-2.6 2.5-3.8 5.2-3.8s4.7 1.2 5.2 3.8',
  note: 'M3 2.5h10v7l-3.5 4h-6.5zM9.5 13.3v-3.8h3.5M5.5 5.5h5M5.5 8h3',
  up: 'M8 13v-9.5M4 7l4-4l4 4',
  down: 'M8 3v9.5M4 9l4 4l4-4',
  trash: 'M3 4.5h10M6.5 4.5v-2h3v2M4.3 4.5l.6 9h6.2l.6-9',
  seats: 'M1.8 3h5.4v10h-5.4zM8.8 3h5.4v10h-5.4zM3.2 5.5h2.6M10.2 5.5h2.6',
  list: 'M2.5 4h1M5.5 4h8M2.5 8h1M5.5 8h8M2.5 12h1M5.5 12h8',
  edit: 'M10.5 3l2.5 2.5l-7 7l-3.2.7l.7-3.2z',
} as const;

export type IconName = keyof typeof paths;

const svg = 'http://www.w3.org/2000/svg';

/** Words beside it, or an `aria-label` around it, say what it means. */
export function icon(name: IconName): SVGElement {
  const drawing = document.createElementNS(svg, 'svg');
  drawing.setAttribute('class', 'icon');
  drawing.setAttribute('viewBox', '0 0 16 16');
  drawing.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', paths[name]);
  drawing.append(path);
  return drawing;
}
