/** Reads what a source file imports and calls, by TypeScript's own parser; of a Vue component its scripts. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { parse } from 'vue/compiler-sfc';

export interface Import {
  /** As written: `./line.js`, `@contract`, `node:fs`. */
  from: string;
  typeOnly: boolean;
  /** By `import()`: fetched when it is asked for. */
  isLater: boolean;
}

export interface Source {
  path: string;
  imports: Import[];
  /** Names read or called with a dot, and what is made by `new`: `Date.now`, `new Date`, `randomUUID`. */
  uses: string[];
  /** `as` and `<T>x`, without `as const`. */
  casts: number;
}

const skipped = new Set(['node_modules', 'dist', 'data', 'generated', 'migrations']);

/** Every .ts, .mjs and .vue file under the folders, with `/` in its path. */
export function filesUnder(root: string, folders: readonly string[]): string[] {
  const below = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : below(path);
      return /\.(ts|mjs|vue)$/.test(entry.name) ? [path] : [];
    });
  return folders.flatMap(below);
}

export const readSource = (root: string, path: string): Source =>
  sourceOf(path, readFileSync(join(root, path), 'utf8'));

/** What a text with this path imports and uses. */
export function sourceOf(path: string, text: string): Source {
  const source: Source = { path, imports: [], uses: [], casts: 0 };
  for (const script of path.endsWith('.vue') ? scriptsOf(text) : [text]) {
    collect(ts.createSourceFile(path.replace(/\.(vue|mjs)$/, '.ts'), script, ts.ScriptTarget.Latest, true), source);
  }
  return source;
}

function scriptsOf(component: string): string[] {
  const { descriptor } = parse(component);
  return [descriptor.script, descriptor.scriptSetup].flatMap((block) => (block ? [block.content] : []));
}

function collect(node: ts.Node, into: Source): void {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    into.imports.push({ from: node.moduleSpecifier.text, typeOnly: isTypeOnly(node), isLater: false });
  } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    into.imports.push({ from: node.moduleSpecifier.text, typeOnly: node.isTypeOnly, isLater: false });
  } else if (
    ts.isImportTypeNode(node) &&
    ts.isLiteralTypeNode(node.argument) &&
    ts.isStringLiteral(node.argument.literal)
  ) {
    into.imports.push({ from: node.argument.literal.text, typeOnly: true, isLater: false });
  } else if (ts.isCallExpression(node) && isLoader(node.expression)) {
    const [first] = node.arguments;
    // a computed import could reach anything
    const from = first && ts.isStringLiteralLike(first) ? first.text : '(computed)';
    into.imports.push({ from, typeOnly: false, isLater: node.expression.kind === ts.SyntaxKind.ImportKeyword });
  } else if (ts.isPropertyAccessExpression(node)) {
    into.uses.push(`${node.expression.getText()}.${node.name.text}`, node.name.text);
  } else if (ts.isNewExpression(node)) {
    into.uses.push(`new ${node.expression.getText()}`);
  } else if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
    into.uses.push(node.expression.text);
  } else if ((ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) && node.type.getText() !== 'const') {
    into.casts += 1;
  }
  ts.forEachChild(node, (child) => collect(child, into));
}

function isTypeOnly(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return (
    !clause.name &&
    !!named &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((one) => one.isTypeOnly)
  );
}

function isLoader(expression: ts.Expression): boolean {
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require')
  );
}
