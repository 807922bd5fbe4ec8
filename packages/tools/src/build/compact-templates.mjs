/**
 * Takes the line breaks and the indentation out of the templates in the sources, for what is published and what is
 * weighed: between html` and ` white space is one space to a browser, however much of it there is.
 */
import ts from 'typescript';

/**
 * @param {string} code a module
 * @returns {string} the same module; what stands in `${…}` is left as it is, but for templates in it
 */
export function compactTemplates(code) {
  if (!code.includes('html`')) return code;
  const module = ts.createSourceFile('module.ts', code, ts.ScriptTarget.Latest, true);
  const pieces = [];
  const visit = (node) => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'html') {
      const { template } = node;
      pieces.push(
        ...(ts.isTemplateExpression(template)
          ? [template.head, ...template.templateSpans.map(({ literal }) => literal)]
          : [template]),
      );
    }
    ts.forEachChild(node, visit);
  };
  visit(module);
  pieces.sort((a, b) => a.pos - b.pos);
  let compact = '';
  let done = 0;
  for (const piece of pieces) {
    const start = piece.getStart();
    compact += code.slice(done, start) + code.slice(start, piece.end).replace(/[ \t]*\r?\n\s*/g, ' ');
    done = piece.end;
  }
  return compact + code.slice(done);
}
