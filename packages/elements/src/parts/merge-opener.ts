/** R18: the dialog for merging that a page has somewhere, under whichever tag; an element is told its id. */

/** What an element needs of it; `<merge-dialog>` is one. */
export interface MergeOpener {
  customerNumber: string | null | undefined;
  ticketId: string | null | undefined;
  otherNumber: string | null | undefined;
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
