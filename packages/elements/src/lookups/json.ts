/** An object in a reply comes as JSON text (D12); a person reads it better with a line for each member. */

/** Nobody reads more; it also bounds the work that a hostile reply can make. */
const longest = 100_000;

/**
 * JSON text with line breaks and indents. Only white space is added, so a number of twenty digits stays as it came.
 * Any other text is `undefined`.
 */
export function readableJson(text: string): string | undefined {
  if (text.length > longest || !/^[{[]/.test(text) || !isJson(text)) return undefined;
  let depth = 0;
  const line = (): string => `\n${'  '.repeat(Math.min(depth, 20))}`;
  return text.replace(/"(?:\\.|[^"\\])*"|[{[]\s*[}\]]|[{}[\],:]|\s+/g, (token) => {
    if (token === '{' || token === '[') return token + (depth++, line());
    if (token === '}' || token === ']') return (depth--, line()) + token;
    if (token === ',') return token + line();
    if (token === ':') return ': ';
    return token.trim();
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
