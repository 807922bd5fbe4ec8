/** Texts that depend on a number. */

/** The form of a text for `count`, with `#` replaced by the number as that language writes it. */
export function plural(
  language: string,
  count: number,
  forms: { readonly other: string } & { readonly [category in Intl.LDMLPluralRule]?: string },
): string {
  const form = forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
  return form.replace('#', new Intl.NumberFormat(language).format(count));
}
