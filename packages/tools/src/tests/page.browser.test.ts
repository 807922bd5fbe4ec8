import { expect } from '@open-wc/testing';
import { a11ySnapshot, emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';

describe('the page a browser test runs in', () => {
  it('types what a person types, with real keys', async () => {
    const input = document.createElement('input');
    document.body.append(input);
    input.focus();
    await sendKeys({ type: '홍길동 010' });
    expect(input.value).to.equal('홍길동 010');
    input.remove();
  });

  it('is in front and has the focus, so that focus rules can be tested', () => {
    expect(document.visibilityState).to.equal('visible');
    expect(document.hasFocus()).to.equal(true);
  });

  it('takes another size and another colour scheme', async () => {
    await setViewport({ width: 480, height: 700 });
    expect(innerWidth).to.equal(480);
    await emulateMedia({ colorScheme: 'dark' });
    expect(matchMedia('(prefers-color-scheme: dark)').matches).to.equal(true);
    await emulateMedia({ colorScheme: 'light' });
  });

  it('says what a screen reader is told', async () => {
    const button = document.createElement('button');
    button.textContent = 'Merge';
    document.body.append(button);
    const tree = JSON.stringify(await a11ySnapshot({}));
    expect(tree).to.contain('"name":"Merge"');
    button.remove();
  });

  it('gets the network mock from the root, and a plain 404 for test data that is absent', async () => {
    const worker = await fetch('/mockServiceWorker.js');
    expect(worker.headers.get('content-type')).to.contain('javascript');
    expect((await fetch('/__data/no/such/file.json')).status).to.equal(404);
    expect((await fetch('/__data/%2e%2e%2f%2e%2e%2fetc/passwd')).status).to.equal(404);
  });
});
