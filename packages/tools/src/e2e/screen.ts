/** A person's hands and eyes in the sandbox: finds what is on the screen, in shadow roots too, and waits for it. */
import * as puppeteer from 'puppeteer-core';
import { launchOptions } from '../browser.js';
import { Traffic } from './traffic.js';

/**
 * In the page: the text of the first element on the screen that fits `css` and `label`, after doing what was asked.
 * Finding and doing are one step, so nothing can move in between. Undefined while there is none.
 */
function inPage(css: string, label: string, act: 'read' | 'press' | 'focus'): { text: string } | undefined {
  function* deep(root: ParentNode): Generator<HTMLElement> {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches(css)) yield element as HTMLElement;
      if (element.shadowRoot) yield* deep(element.shadowRoot);
    }
  }
  for (const element of deep(document)) {
    const isSeen = element.getClientRects().length > 0 && !(element as HTMLButtonElement).disabled;
    if (!isSeen || !new RegExp(label).test(element.innerText)) continue;
    if (act !== 'read') element.focus();
    if (act === 'press') element.click();
    return { text: element.innerText };
  }
  return undefined;
}

/** In the page: everything that can be read in it, in shadow roots and fields and attributes too. */
function everythingIn(): string {
  const found: string[] = [];
  const read = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) found.push(node.nodeValue ?? '');
    if (node instanceof Element) {
      for (const { value } of node.attributes) found.push(value);
      if ('value' in node) found.push(String(node.value));
      node.shadowRoot?.childNodes.forEach(read);
    }
    node.childNodes.forEach(read);
  };
  read(document);
  return found.join('\n');
}

export interface ScreenOptions {
  /** Who sits here; the sandbox's own choice when absent. */
  readonly preferences?: {
    role: 'agent' | 'admin' | 'trainee';
    language: 'ko' | 'en';
    theme: 'light' | 'dark';
  };
}

/** One browser for several people, each with storage and sign-in of their own. */
export async function openBrowser(): Promise<puppeteer.Browser> {
  return puppeteer.launch(await launchOptions());
}

export class Screen {
  readonly page: puppeteer.Page;
  /** everything that came over the wire */
  readonly traffic: Traffic;
  readonly #seen: string[] = [];

  private constructor(page: puppeteer.Page, traffic: Traffic) {
    this.page = page;
    this.traffic = traffic;
  }

  static async open(
    browser: puppeteer.Browser,
    url: string,
    { preferences }: ScreenOptions = {},
  ): Promise<Screen> {
    const page = await (await browser.createBrowserContext()).newPage();
    await page.setViewport({ width: 1440, height: 900 });
    page.setDefaultTimeout(30_000);
    const traffic = await Traffic.of(page);
    // The compiler of the tests names functions through a helper that the page does not have.
    await page.evaluateOnNewDocument('globalThis.__name = (value) => value');
    if (preferences !== undefined) {
      const kept = JSON.stringify(JSON.stringify(preferences));
      // Each of the two seats remembers its own.
      for (const key of ['naru.preferences', 'naru.preferences.2']) {
        await page.evaluateOnNewDocument(`localStorage.setItem('${key}', ${kept})`);
      }
    }
    await page.goto(url);
    return new Screen(page, traffic);
  }

  close(): Promise<void> {
    return this.page.browserContext().close();
  }

  /** Keeps what the screen shows now for `seen`. */
  async look(): Promise<void> {
    this.#seen.push(await this.page.evaluate(everythingIn));
  }

  /** Everything that was on the screen whenever somebody looked. */
  get seen(): readonly string[] {
    return this.#seen;
  }

  /** The text of the first element that fits `wanted`, as soon as there is one. */
  reads(selector: string, wanted: RegExp): Promise<string> {
    return this.#find(selector, wanted, 'read');
  }

  /** Presses the button, tab or row at `selector` whose text fits `label`, as soon as there is one. */
  async press(selector: string, label: RegExp): Promise<void> {
    await this.#find(selector, label, 'press');
  }

  /** Types over what stands in the field. */
  async type(selector: string, text: string): Promise<void> {
    await this.#find(selector, /^/, 'focus');
    await this.page.keyboard.down('Control');
    await this.page.keyboard.press('a');
    await this.page.keyboard.up('Control');
    await this.page.keyboard.type(text);
  }

  value(selector: string): Promise<string> {
    return this.page.$eval(`pierce/${selector}`, (field) => (field as HTMLInputElement).value);
  }

  placeholder(selector: string): Promise<string> {
    return this.page.$eval(`pierce/${selector}`, (field) => (field as HTMLInputElement).placeholder);
  }

  async #find(selector: string, label: RegExp, act: 'read' | 'press' | 'focus'): Promise<string> {
    try {
      const found = await this.page.waitForFunction(inPage, { polling: 50 }, selector, label.source, act);
      return ((await found.jsonValue()) as { text: string }).text;
    } catch (cause) {
      const picture = process.env['DESKCARD_PICTURE'];
      if (picture?.endsWith('.png')) await this.page.screenshot({ path: picture as `${string}.png` });
      throw new Error(`Nothing at ${selector} reads ${String(label)}.`, { cause });
    }
  }
}
