import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { listKeptScans } from '../../../source/store/history/kept-scans.ts';
import { DAY, historyPlace } from '../../helpers/history-place.ts';
import { RUNS_TS } from '../../helpers/typescript.ts';

const MODULE = JSON.stringify(new URL('../../../source/store/history/name-scan.ts', import.meta.url).href);

/** Runs a statement for each of the files at once, in a process each, and says what they end with: 2 is refused. */
async function endsOf(
  folder: string,
  files: readonly string[],
  statement: string,
): Promise<readonly unknown[]> {
  const script = path.join(folder, 'name.mjs');
  fs.writeFileSync(
    script,
    `import fs from 'node:fs';
     import { makeNamed, nameScan } from ${MODULE};
     const file = process.argv[2];
     try { ${statement}; process.exitCode = 0; }
     catch (error) { process.exitCode = error.name === 'UsageError' ? 2 : 1; }`,
  );
  const ends = files.map(async (file) => {
    const child = spawn(process.execPath, [...RUNS_TS, script, file], { stdio: 'inherit' });
    return (await once(child, 'exit'))[0];
  });
  return (await Promise.all(ends)).toSorted();
}

const named = () => listKeptScans().filter(({ scan }) => scan?.name === 'release').length;

test('of two processes that give two scans the same name at once, one is refused', async () => {
  using place = historyPlace();
  const files = ['aaaaaaaa', 'bbbbbbbb'].map((id, day) => place.make(id, day * DAY));
  assert.deepEqual(await endsOf(place.path, files, `nameScan(file, 'release')`), [0, 2]);
  assert.equal(named(), 1);
});

test('of two new scans of the same name, begun at once, one is refused and leaves no file', async () => {
  using place = historyPlace();
  const names = ['aaaaaaaa', 'bbbbbbbb'].map((id, day) => {
    const file = place.make(id, day * DAY, { facts: { name: 'release' } });
    fs.renameSync(file, `${file}.made`);
    return file;
  });
  const make = `makeNamed('release', () => fs.renameSync(file + '.made', file))`;
  assert.deepEqual(await endsOf(place.path, names, make), [0, 2]);
  assert.equal(named(), 1);
});
