/**
 * JSON as the provider wrote it: a member number of twenty digits must reach the agent with all twenty. A number that
 * a JavaScript number cannot hold in the same spelling is read as text instead.
 */
import type { JsonValue } from '../ports.js';

/** Deeper than any customer's data; writing a value as text again must not exhaust the stack. */
const deepest = 100;

/** `undefined` when the text is not JSON, or nested deeper than 100 levels. */
export function parseExactly(text: string): JsonValue | undefined {
  try {
    const plain = JSON.parse(text) as JsonValue;
    if (!isWithin(plain, deepest)) return undefined;
    const exact = quoteInexactNumbers(text);
    return exact === text ? plain : (JSON.parse(exact) as JsonValue);
  } catch {
    return undefined;
  }
}

function isWithin(value: JsonValue, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((member) => isWithin(member, levels - 1));
}

/** `json` must be valid, or a string could be mistaken for a number. */
function quoteInexactNumbers(json: string): string {
  return json.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') || String(Number(token)) === token ? token : `"${token}"`,
  );
}
