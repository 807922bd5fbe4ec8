/**
 * D7: a grade's colour is `#RRGGBB`, its text is black or white, whichever reads better. Dependency-free, so the
 * badge can import it.
 */

/** True for `#RRGGBB` in ASCII and nothing else, so that a colour can never carry CSS. */
export function isColour(value: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(value) && value.length === 7;
}

/** Relative luminance, 0 to 1: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
export function luminance(colour: string): number {
  const channel = (start: number): number => {
    const share = parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** Black or white; at least 4.58:1 on any colour, above WCAG AA. */
export function textColour(background: string): '#000000' | '#ffffff' {
  return luminance(background) > 0.179 ? '#000000' : '#ffffff';
}
