/**
 * What a TypeScript file imports, and whether anything of it is left when the types are gone; and what it takes from
 * the platform without importing it.
 */
import ts from 'typescript';

export interface Import {
  /** What stands between the quotes. */
  readonly specifier: string;
  /** True when the import is erased: `import type`, `export type`, `import('x').T`. */
  readonly typeOnly: boolean;
  /** Line in the file, from 1. */
  readonly line: number;
}

/**
 * Every import, re-export and dynamic import with a plain text specifier. `import { type A } from 'x'` is not
 * type-only: under `verbatimModuleSyntax` it still loads `x`.
 */
export function readImports(path: string, text: string): Import[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
    const line = file.getLineAndCharacterOfPosition(specifier.getStart(file)).line + 1;
    found.push({ specifier: specifier.text, typeOnly, line });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node)) {
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** A name that a file takes from the platform, as in `fetch(url)`, `globalThis.fetch` or `new WebSocket(url)`. */
export interface GlobalUse {
  readonly name: string;
  /** Line in the file, from 1. */
  readonly line: number;
}

/** Every use of the named globals. A name that the file declares somewhere is taken for its own. */
export function readGlobals(path: string, text: string, names: ReadonlySet<string>): GlobalUse[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const found: GlobalUse[] = [];
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && names.has(node.text)) {
      if (declares(node)) declared.add(node.text);
      else if (takes(node)) {
        found.push({
          name: node.text,
          line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1,
        });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.filter(({ name }) => !declared.has(name));
}

const platform = new Set(['globalThis', 'window', 'self', 'global']);

function declares(node: ts.Identifier): boolean {
  const { parent } = node;
  const isDeclaration =
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isBindingElement(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isImportSpecifier(parent);
  return isDeclaration && parent.name === node;
}

/** Whether the identifier stands for a value, and is not merely the name of a member. */
function takes(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    return ts.isIdentifier(parent.expression) && platform.has(parent.expression.text);
  }
  const isMember =
    (ts.isPropertyAssignment(parent) ||
      ts.isPropertySignature(parent) ||
      ts.isPropertyDeclaration(parent) ||
      ts.isMethodDeclaration(parent) ||
      ts.isMethodSignature(parent)) &&
    parent.name === node;
  return (
    !isMember && !ts.isTypeReferenceNode(parent) && !ts.isTypeQueryNode(parent) && !ts.isQualifiedName(parent)
  );
}
