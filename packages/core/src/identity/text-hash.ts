/**
 * FNV-1a in 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/): a small number takes less memory than a text, and two
 * texts with one number only cost a look. Nothing may rest on it that an adversary could want.
 */
export function hashText(text: string, start = 0x811c9dc5): number {
  let value = start;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value;
}
