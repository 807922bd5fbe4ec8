/**
 * Takes comments and white space out of the styles in the sources, for what is published and what is weighed: the text
 * between css` and ` is CSS, and a bundler does not look into it.
 *
 * @param {string} code a module
 * @returns {string} the same module; what stands in `${…}` is left as it is
 */
export function compactStyles(code) {
  return code.replace(/\bcss`([^`]*)`/g, (_, css) => {
    const pieces = css
      .split(/(\$\{[^}]*\})/)
      .map((piece) => (piece.startsWith('${') ? piece : compact(piece)));
    return `css\`${pieces.join('').trim()}\``;
  });
}

/** A space stays where it may part two words, as at the edge of what stands in `${…}`. */
function compact(css) {
  return css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replaceAll(';}', '}');
}
