/** How many files a start loads: Node takes half a millisecond and more for each, before the first frame. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { parseSync } from 'oxc-parser';

const DIST = path.resolve(import.meta.dirname, '../../dist');
const built = fs.readdirSync(DIST).filter((name) => name.endsWith('.js'));

/** The files that these, and what they import, come to. */
function loadedWith(entries: readonly string[]): ReadonlySet<string> {
  const loaded = new Set(entries);
  for (const name of loaded) {
    const text = fs.readFileSync(path.join(DIST, name), 'utf8');
    const { staticImports, staticExports } = parseSync(name, text).module;
    const requests = [...staticImports, ...staticExports.flatMap(({ entries: of }) => of)];
    for (const { moduleRequest } of requests)
      if (moduleRequest?.value.startsWith('./') === true) loaded.add(moduleRequest.value.slice(2));
  }
  return loaded;
}

/** Of the files that were built of this module by itself the newest; earlier builds may lie beside it. */
function chunkOf(module: string): string {
  const names = built.filter((name) => new RegExp(`^chunk-${module}-[\\w-]{8}\\.js$`).test(name));
  const [newest] = names.toSorted(
    (one, other) => fs.statSync(path.join(DIST, other)).mtimeMs - fs.statSync(path.join(DIST, one)).mtimeMs,
  );
  assert.ok(newest !== undefined, `there is no file of ${module}`);
  return newest;
}

for (const { start, entries, most } of [
  { start: 'snapdeck --version', entries: ['cli.js'], most: 8 },
  {
    start: 'the app',
    entries: ['cli.js', ...['open-session', 'flags', 'app', 'run-app'].map(chunkOf)],
    most: 36,
  },
  { start: 'a scan', entries: ['scan-worker.js'], most: 20 },
  { start: 'the questions to a scan file', entries: ['query-worker.js'], most: 16 },
  { start: 'an export', entries: ['export-worker.js'], most: 19 },
])
  test(`${start} loads at most ${most} files`, () => {
    const loaded = loadedWith(entries);
    assert.ok(loaded.size > entries.length || start.endsWith('version'));
    assert.ok(loaded.size <= most, `${loaded.size}: ${[...loaded].join(', ')}`);
  });
