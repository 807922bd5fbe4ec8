/** A person's hands and eyes in the sandbox: finds what is on the screen, in shadow roots too, and waits for it. */
import * as puppeteer from 'puppeteer-core';
import { launchOptions } from '../browser.js';

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

export class Screen {
  readonly page: puppeteer.Page;
  readonly #browser: puppeteer.Browser;

  private constructor(browser: puppeteer.Browser, page: puppeteer.Page) {
    this.#browser = browser;
    this.page = page;
  }

  static async open(url: string): Promise<Screen> {
    const browser = await puppeteer.launch(await launchOptions());
    const page = await browser.newPage();
    await page.setViewport({ width: 1440, height: 900 });
    page.setDefaultTimeout(30_000);
    // The compiler of the tests names functions through a helper that the page does not have.
    await page.evaluateOnNewDocument('globalThis.__name = (value) => value');
    await page.goto(url);
    return new Screen(browser, page);
  }

  close(): Promise<void> {
    return this.#browser.close();
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
