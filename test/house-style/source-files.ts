import fs from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

export interface SourceFile {
  /** Path from the project's folder, with forward slashes. */
  readonly name: string;
  readonly text: string;
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

/** What a file imports or re-exports, statically or lazily, types included. */
export function importsOf({ text }: SourceFile): string[] {
  const fromClause = /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm;
  const bareOrLazy = /^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;
  return [...text.matchAll(fromClause), ...text.matchAll(bareOrLazy)].map(
    (found) => found[1] ?? found[2] ?? '',
  );
}

/** The project's file that a relative import names. */
export function resolveImport(importer: string, specifier: string): string {
  return path.posix.join(path.posix.dirname(importer), specifier);
}
