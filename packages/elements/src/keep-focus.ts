/**
 * Whoever works by keyboard goes on where they were when an element is drawn anew: the focus goes along with what has
 * the same `id`, or was moved, wherever that stands by now. A button that goes, as Cancel or Try again do, leaves it to
 * what can be done in its place, or to that place, such as the line of status it stood in.
 */
export function keepFocus(root: ShadowRoot, draw: () => void): void {
  const focused = root.activeElement;
  const id = focused?.id;
  const place = focused?.closest<HTMLElement>('.status:not(form *), form, section');
  draw();
  if (!focused || (root.activeElement === focused && focused.id === id)) return;
  const there = root.getElementById(id!) ?? (focused.isConnected && (focused as HTMLElement));
  if (there) return there.focus();
  if (!place || root.activeElement) return;
  const heir = place.querySelector<HTMLElement>('.search, .item');
  if (!heir) place.tabIndex = -1;
  (heir ?? place).focus();
}
