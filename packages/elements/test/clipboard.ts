/** A clipboard that a test looks into. */

/** Lets the page copy into `copied`, or refuses. */
export function clipboard(isAllowed: boolean): { copied: string[]; restore(): void } {
  const copied: string[] = [];
  const original = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
  const writeText = async (text: string): Promise<void> => {
    if (!isAllowed) throw new DOMException('', 'NotAllowedError');
    copied.push(text);
  };
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  return {
    copied,
    restore: () => {
      if (original) Object.defineProperty(navigator, 'clipboard', original);
      else Reflect.deleteProperty(navigator, 'clipboard');
    },
  };
}
