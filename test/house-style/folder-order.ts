import { importsOf, resolveImport, type SourceFile } from './source-files.ts';

/**
 * The folders of `source/`, the highest first. A file may import from its own folder and from those below it, types
 * included. A folder in this list that lies in another one of it is a step of its own.
 */
export const FOLDER_ORDER: readonly string[] = [
  'source/cli.ts',
  'source/commands',
  'source/demo',
  'source/ui/app',
  'source/ui/screen',
  'source/ui/views',
  'source/ui/palette',
  'source/ui/watch',
  'source/ui/live',
  'source/ui/loading',
  'source/ui/preferences',
  'source/ui/state',
  'source/ui/settings',
  'source/ui/kit',
  'source/export',
  'source/queries',
  'source/analysis',
  'source/scan',
  'source/store',
  'source/kinds',
  'source/aws',
  'source/model',
  'source/base',
];

/** An import of one of the project's own files, with the place where it stands. */
interface Arrow {
  readonly from: string;
  readonly to: string;
  /** `source/a.ts:3`. */
  readonly place: string;
}

/** The imports among these files. */
function arrowsOf(files: readonly SourceFile[]): Arrow[] {
  return files.flatMap((file) =>
    importsOf(file)
      .filter(({ specifier }) => specifier.startsWith('.'))
      .map(({ specifier, line }) => ({
        from: file.name,
        to: resolveImport(file.name, specifier),
        place: `${file.name}:${line}`,
      })),
  );
}

function stepOf(name: string): number {
  return FOLDER_ORDER.findIndex((folder) => name === folder || name.startsWith(`${folder}/`));
}

/** Files that lie in no folder of the order. */
export function filesOutside(files: readonly SourceFile[]): string[] {
  return files.map(({ name }) => name).filter((name) => stepOf(name) < 0);
}

/** Imports from a folder above, each as the line that breaks the order. */
export function upwardImports(files: readonly SourceFile[]): string[] {
  return arrowsOf(files)
    .filter(({ from, to }) => stepOf(to) < stepOf(from))
    .map(({ place, to }) => `${place} imports ${to} from a folder above`);
}

/** Files that import each other, the shortest way round first, each as the lines that close it. */
export function circles(files: readonly SourceFile[]): string[] {
  const arrows = Map.groupBy(arrowsOf(files), ({ from }) => from);
  const found = new Map<string, readonly Arrow[]>();
  for (const { name } of files) {
    const way = wayBack(name, arrows);
    if (way === null) continue;
    const key = way
      .map(({ from }) => from)
      .sort()
      .join(' ');
    if (!found.has(key)) found.set(key, way);
  }
  return [...found.values()]
    .sort((one, other) => one.length - other.length)
    .map((way) => way.map(({ place, to }) => `${place} imports ${to}`).join(', '));
}

/** The shortest way from a file's imports back to itself; null: there is none. */
function wayBack(name: string, arrows: ReadonlyMap<string, readonly Arrow[]>): readonly Arrow[] | null {
  const ways: (readonly Arrow[])[] = (arrows.get(name) ?? []).map((arrow) => [arrow]);
  const seen = new Set<string>();
  for (const way of ways) {
    const at = way.at(-1)?.to ?? '';
    if (at === name) return way;
    if (seen.has(at)) continue;
    seen.add(at);
    ways.push(...(arrows.get(at) ?? []).map((arrow) => [...way, arrow]));
  }
  return null;
}

/** Imports of `demo/` from elsewhere than itself and the commands that start it. */
export function importsOfDemo(files: readonly SourceFile[]): string[] {
  return arrowsOf(files)
    .filter(({ from, to }) => to.startsWith('source/demo/') && !/^source\/(?:demo|commands)\//.test(from))
    .map(({ place, to }) => `${place} imports ${to}`);
}

/** The folder of the view that a file belongs to; undefined: it lies in none. */
function viewOf(name: string): string | undefined {
  return /^source\/ui\/views\/([^/]+)\//.exec(name)?.[1];
}

/** Imports from the folder of one view into that of another. */
export function importsOfOtherViews(files: readonly SourceFile[]): string[] {
  return arrowsOf(files)
    .filter(({ from, to }) => {
      const [view, other] = [viewOf(from), viewOf(to)];
      return view !== undefined && other !== undefined && view !== other;
    })
    .map(({ place, to }) => `${place} imports ${to}`);
}
