import fs from 'node:fs';
import path from 'node:path';
import { parseSync } from 'oxc-parser';

export const ROOT = path.resolve(import.meta.dirname, '../..');

export interface SourceFile {
  /** Path from the project's folder, with forward slashes. */
  readonly name: string;
  readonly text: string;
}

/** An import or re-export, static or lazy, of values or of types alone. */
export interface Import {
  /** What it names, as it is written: `./a.ts`, `node:fs`, `ink`. */
  readonly specifier: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Every TypeScript file under a folder of the project. */
export function sourceFiles(folder: string): SourceFile[] {
  return fs
    .readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll(path.sep, '/')}`)
    .filter((name) => /\.tsx?$/.test(name))
    .sort()
    .map((name) => ({ name, text: fs.readFileSync(path.join(ROOT, name), 'utf8') }));
}

/** What a file imports or re-exports, in order, each once a place. */
export function importsOf({ name, text }: SourceFile): Import[] {
  const { module, program, errors } = parseSync(name, text);
  if (errors.length > 0) throw new Error(`${name}: ${errors[0]?.message}`);
  const found = new Map<number, string>();
  for (const { moduleRequest } of module.staticImports) found.set(moduleRequest.start, moduleRequest.value);
  for (const { entries } of module.staticExports)
    for (const { moduleRequest } of entries)
      if (moduleRequest !== null) found.set(moduleRequest.start, moduleRequest.value);
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = /^(['"`])(.*)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end));
    if (literal?.[2] !== undefined) found.set(moduleRequest.start, literal[2]);
  }
  for (const { start, value } of importedTypes(program)) found.set(start, value);
  return [...found]
    .sort(([one], [other]) => one - other)
    .map(([start, specifier]) => ({ specifier, line: text.slice(0, start).split('\n').length }));
}

/** The modules named in types: `import('./a.ts').A`. */
function importedTypes(node: unknown): { start: number; value: string }[] {
  if (Array.isArray(node)) return node.flatMap(importedTypes);
  if (typeof node !== 'object' || node === null) return [];
  const inside = Object.values(node).flatMap(importedTypes);
  if (!('type' in node) || node.type !== 'TSImportType' || !('source' in node)) return inside;
  const source = node.source as { readonly start: number; readonly value: string };
  return [{ start: source.start, value: source.value }, ...inside];
}

/** The project's file that a relative import names. */
export function resolveImport(importer: string, specifier: string): string {
  return path.posix.join(path.posix.dirname(importer), specifier);
}
