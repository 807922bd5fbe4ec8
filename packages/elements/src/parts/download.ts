/** A file that the page made, handed to the browser to keep; holds under any content security policy. */

/** The browser has taken the file long before. */
const RELEASE_MS = 60_000;

export function download(name: string, texts: readonly string[], type = 'text/csv;charset=utf-8'): void {
  const address = URL.createObjectURL(new Blob([...texts], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), RELEASE_MS);
}
