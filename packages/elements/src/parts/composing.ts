/**
 * Whether a key belongs to an input method that is putting a syllable together. Safari says of the very key that ends
 * the syllable that nothing is composed any more; what all browsers say of such a key is the code 229.
 */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;
