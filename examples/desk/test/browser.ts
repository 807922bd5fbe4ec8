/** A person's hands and eyes in the sandbox: finds what is on the screen, in shadow roots too, and waits for it. */
import * as puppeteer from 'puppeteer-core';
import { launchOptions } from '@deskcard/tools/browser';

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
    page.setDefaultTimeout(20_000);
    await page.goto(url);
    return new Screen(browser, page);
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  /** The text of the first element that fits, as soon as it fits `wanted`. */
  async reads(selector: string, wanted: RegExp): Promise<string> {
    const find = (css: string, source: string): string | undefined => {
      const texts = [...deep(document, css)].map(
        (each) => (each as HTMLElement).innerText ?? each.textContent ?? '',
      );
      return texts.find((text) => new RegExp(source).test(text));
      function* deep(root: ParentNode, wantedCss: string): Generator<Element> {
        for (const element of root.querySelectorAll('*')) {
          if (element.matches(wantedCss)) yield element;
          if (element.shadowRoot) yield* deep(element.shadowRoot, wantedCss);
        }
      }
    };
    try {
      const found = await this.page.waitForFunction(find, {}, selector, wanted.source);
      return (await found.jsonValue()) as string;
    } catch (cause) {
      const picture = process.env['DESKCARD_PICTURE'];
      if (picture?.endsWith('.png')) await this.page.screenshot({ path: picture as `${string}.png` });
      throw new Error(`Nothing at ${selector} reads ${String(wanted)}.`, { cause });
    }
  }

  /** Presses the button, tab or row at `selector` whose text fits `label`. */
  async press(selector: string, label = /./): Promise<void> {
    await this.reads(selector, label);
    const [target] = await this.#all(selector, label);
    await target!.evaluate((element) => (element as HTMLElement).scrollIntoView({ block: 'center' }));
    await target!.click();
  }

  async type(selector: string, text: string): Promise<void> {
    const [target] = await this.#all(selector, /^/);
    if (!target) throw new Error(`There is no field at ${selector}.`);
    await target.click({ count: 3 });
    await this.page.keyboard.type(text);
  }

  async value(selector: string): Promise<string> {
    const [target] = await this.#all(selector, /^/);
    return target!.evaluate((element) => (element as HTMLInputElement).value);
  }

  async #all(selector: string, label: RegExp): Promise<puppeteer.ElementHandle<Element>[]> {
    const found = await this.page.$$(`pierce/${selector}`);
    const fits: puppeteer.ElementHandle<Element>[] = [];
    for (const each of found) {
      const [text, isSeen] = await each.evaluate(
        (element) => [(element as HTMLElement).innerText, element.getClientRects().length > 0] as const,
      );
      if (isSeen && label.test(text)) fits.push(each);
    }
    return fits;
  }
}
