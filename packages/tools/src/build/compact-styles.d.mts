/** Takes comments and white space out of the styles in a module's source. */
export function compactStyles(code: string): string;
