/** Gives elements their tags. Nothing else in this package touches the registry. */

export type ElementClass = CustomElementConstructor & { readonly version?: string };

/**
 * Registers a class under a tag. When the tag is taken, the first one stays: a second copy of this package on a page
 * must never break it, but another version behind the same tag is worth a warning.
 */
export function register(tag: string, element: ElementClass): void {
  // On a server there is no registry, and importing the module must still work.
  const registry = globalThis.customElements as CustomElementRegistry | undefined;
  if (registry === undefined) return;
  const there = registry.get(tag) as ElementClass | undefined;
  if (there === undefined) {
    registry.define(tag, element);
  } else if (there.version !== element.version) {
    console.warn(
      `<${tag}> is defined already, by ${there.version === undefined ? 'other code' : `version ${there.version}`}; ` +
        `version ${element.version ?? '?'} is not used. Load one version, or define this one with a prefix.`,
    );
  }
}
