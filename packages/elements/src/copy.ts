/** Copying for people: through the clipboard where the page has one, else by selecting the text for them. */

/** False when the browser does not let the page copy. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Selects what stands in `element`, so that the keyboard can copy it. */
export function selectText(element: Element): void {
  element.ownerDocument.defaultView?.getSelection()?.selectAllChildren(element);
}
