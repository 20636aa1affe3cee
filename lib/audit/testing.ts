import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/** Which function of the source leads to which, read from the text: what the tests of the audit log walk along. */

interface SourceFile {
  /** Top-level functions, constants and classes. */
  declared: Map<string, ts.Node>;
  /** Where a name in this file comes from. */
  imported: Map<string, { path: string; name: string }>;
  /** What other files may take, by the name they take it under. */
  exported: Map<string, string>;
}

export class SourceGraph {
  readonly #files = new Map<string, SourceFile>();

  constructor(folders: readonly string[]) {
    for (const folder of folders) {
      for (const path of sourcesIn(folder)) this.#files.set(path, read(path));
    }
  }

  files(): string[] {
    return [...this.#files.keys()];
  }

  exportsOf(path: string): string[] {
    return [...(this.#files.get(path)?.exported.keys() ?? [])];
  }

  declarationsOf(path: string): [string, ts.Node][] {
    return [...(this.#files.get(path)?.declared ?? [])];
  }

  /** Whether running `name` of `path` may run `target` ("file#name"). */
  reaches(path: string, name: string, target: string): boolean {
    const seen = new Set<string>();
    const waiting = [this.#find(path, this.#files.get(path)?.exported.get(name) ?? name)];
    for (let next = waiting.pop(); next !== undefined || waiting.length > 0; next = waiting.pop()) {
      if (!next || seen.has(next.key)) continue;
      if (next.key === target) return true;
      seen.add(next.key);
      const { path: from } = next;
      waiting.push(...namesIn(next.node).map((used) => this.#find(from, used)));
    }
    return false;
  }

  /** The declaration that a name in a file stands for, through imports and re-exports. */
  #find(path: string, name: string): { key: string; path: string; node: ts.Node } | undefined {
    const file = this.#files.get(path);
    const node = file?.declared.get(name);
    if (node) return { key: `${path}#${name}`, path, node };
    const from = file?.imported.get(name);
    if (!from) return undefined;
    return this.#find(from.path, this.#files.get(from.path)?.exported.get(from.name) ?? from.name);
  }
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/test/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith("lib/db/generated/"));
}

function read(path: string): SourceFile {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const file: SourceFile = { declared: new Map(), imported: new Map(), exported: new Map() };
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) readImport(file, path, statement);
    else if (ts.isExportDeclaration(statement)) readExport(file, path, statement);
    else {
      const isExported = ts.canHaveModifiers(statement)
        ? (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
        : false;
      for (const [name, node] of declarationsIn(statement)) {
        file.declared.set(name, node);
        if (isExported) file.exported.set(name, name);
      }
    }
  }
  return file;
}

function declarationsIn(statement: ts.Statement): [string, ts.Node][] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap((one) =>
      ts.isIdentifier(one.name) ? [[one.name.text, one] as [string, ts.Node]] : [],
    );
  }
  const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
  return isNamed && statement.name ? [[statement.name.text, statement]] : [];
}

function readImport(file: SourceFile, path: string, { importClause, moduleSpecifier }: ts.ImportDeclaration) {
  const named = importClause?.namedBindings;
  const from = resolve(path, moduleSpecifier);
  if (from === null || !named || !ts.isNamedImports(named)) return;
  for (const { name, propertyName } of named.elements) {
    file.imported.set(name.text, { path: from, name: (propertyName ?? name).text });
  }
}

function readExport(file: SourceFile, path: string, { exportClause, moduleSpecifier }: ts.ExportDeclaration) {
  if (!exportClause || !ts.isNamedExports(exportClause)) return;
  const from = moduleSpecifier ? resolve(path, moduleSpecifier) : null;
  for (const { name, propertyName } of exportClause.elements) {
    const inside = (propertyName ?? name).text;
    file.exported.set(name.text, inside);
    if (from !== null) file.imported.set(inside, { path: from, name: inside });
  }
}

/** The file that an import of ours means; null for packages. */
function resolve(path: string, specifier: ts.Expression): string | null {
  if (!ts.isStringLiteral(specifier)) return null;
  const { text } = specifier;
  if (!text.startsWith(".") && !text.startsWith("@/")) return null;
  const base = text.startsWith("@/") ? text.slice(2) : join(dirname(path), text);
  return [`${base}.ts`, join(base, "index.ts")].find(existsSync) ?? null;
}

/** The names that a declaration uses: not its members' (`row.update`) nor its keys (`{ update: … }`). */
function namesIn(node: ts.Node): string[] {
  const names: string[] = [];
  const visit = (inner: ts.Node): void => {
    if (ts.isTypeNode(inner)) return;
    if (ts.isIdentifier(inner)) names.push(inner.text);
    if (ts.isPropertyAccessExpression(inner)) visit(inner.expression);
    else if (ts.isPropertyAssignment(inner)) visit(inner.initializer);
    else ts.forEachChild(inner, visit);
  };
  visit(node);
  return names;
}
