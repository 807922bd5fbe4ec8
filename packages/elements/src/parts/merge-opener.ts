/** R18: the dialog for merging that a page has somewhere, under whichever tag; an element is told its id. */

import '../customer-fields/customer-fields.events.js';
import { ask } from '../events.js';

/** What an element needs of it; `<merge-dialog>` is one. */
export interface MergeOpener {
  customerNumber: string | null | undefined;
  ticketId: string | null | undefined;
  otherNumbers: readonly string[] | null | undefined;
  view: string;
  show(): void;
}

export function findMergeDialog(from: Element, id: string | null | undefined): MergeOpener | undefined {
  if (!id) return undefined;
  // An element that has just left the page stands below no document.
  const root = from.getRootNode() as Partial<DocumentOrShadowRoot & NonElementParentNode>;
  const found = root.getElementById?.(id) ?? from.ownerDocument.getElementById(id);
  return found && 'show' in found ? (found as unknown as MergeOpener) : undefined;
}

/** Opens it with the preview of two customers; the page is asked first, and may do something else. */
export function openMergeDialog(
  host: HTMLElement,
  dialog: MergeOpener,
  customerNumber: string,
  otherNumber: string,
): boolean {
  const what = { ticketId: undefined, customerNumber, otherNumbers: [otherNumber] };
  if (!ask(host, 'deskcard-before-merge-open', what)) return false;
  Object.assign(dialog, { ...what, view: 'merge' });
  dialog.show();
  return true;
}
