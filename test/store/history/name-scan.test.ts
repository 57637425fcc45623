import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { listKeptScans } from '../../../source/store/history/kept-scans.ts';
import { DAY, historyPlace } from '../../helpers/history-place.ts';
import { RUNS_TS } from '../../helpers/typescript.ts';

test('of two processes that give two scans the same name at once, one is refused', async () => {
  using place = historyPlace();
  const files = ['aaaaaaaa', 'bbbbbbbb'].map((id, day) => place.make(id, day * DAY));
  const module = new URL('../../../source/store/history/name-scan.ts', import.meta.url).href;
  const script = path.join(place.path, 'name.mjs');
  fs.writeFileSync(
    script,
    `import { nameScan } from ${JSON.stringify(module)};
     try { nameScan(process.argv[2], 'release'); process.exitCode = 0; }
     catch (error) { process.exitCode = error.name === 'UsageError' ? 2 : 1; }`,
  );
  const codes = await Promise.all(
    files.map(async (file) => {
      const child = spawn(process.execPath, [...RUNS_TS, script, file], { stdio: 'inherit' });
      return (await once(child, 'exit'))[0];
    }),
  );
  assert.deepEqual(codes.toSorted(), [0, 2]);
  assert.deepEqual(listKeptScans().filter(({ scan }) => scan?.name === 'release').length, 1);
});
