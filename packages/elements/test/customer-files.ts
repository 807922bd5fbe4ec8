/** Files that a test gives to the customer list, and those it gets back. */
import type { CustomerList } from '../src/customer-list/customer-list.js';
import { until } from './page.js';

/** Chooses a file for the import, as a person does in the dialog of the browser, and waits for what comes of it. */
export async function chooseFile(list: CustomerList, text: string, expected = '.columns'): Promise<void> {
  const input = await until(() => list.shadowRoot!.querySelector<HTMLInputElement>('#file'), 'the chooser');
  const files = new DataTransfer();
  files.items.add(new File([text], 'customers.csv', { type: 'text/csv' }));
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
  await until(() => list.shadowRoot!.querySelector(`dialog ${expected}`), 'what comes of the file');
}

/** Takes what would be downloaded until it is restored. */
export function downloads(): {
  taken(): Promise<{ name: string; text: string }[]>;
  restore(): void;
} {
  const { click } = HTMLAnchorElement.prototype;
  const made: { name: string; text: Promise<string> }[] = [];
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    made.push({ name: this.download, text: fetch(this.href).then((answer) => answer.text()) });
  };
  return {
    taken: () => Promise.all(made.map(async ({ name, text }) => ({ name, text: await text }))),
    restore: () => {
      HTMLAnchorElement.prototype.click = click;
    },
  };
}
