/** A second page of the same origin: a realm of its own, with its own IndexedDB objects, channel and life. */
import type { idbStorage } from '../src/index.js';

export interface OtherTab {
  idbStorage: typeof idbStorage;
  window: Window & typeof globalThis;
  /** Closes the page as a user does, whatever it is doing. */
  close(): void;
}

export async function otherTab(): Promise<OtherTab> {
  const frame = document.createElement('iframe');
  const module = new URL('../src/index.ts', import.meta.url);
  frame.srcdoc = `<script type="module">
    import { idbStorage } from '${module.href}';
    Object.assign(window, { idbStorage });
    parent.postMessage('ready', '*');
  </script>`;
  const ready = new Promise<void>((done) => {
    addEventListener('message', function listen({ source }) {
      if (source !== frame.contentWindow) return;
      removeEventListener('message', listen);
      done();
    });
  });
  document.body.append(frame);
  await ready;
  const page = frame.contentWindow as unknown as OtherTab['window'] & Pick<OtherTab, 'idbStorage'>;
  return { idbStorage: page.idbStorage, window: page, close: () => frame.remove() };
}
