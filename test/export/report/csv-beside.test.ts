import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, it, type TestContext } from 'node:test';
import { exportScan } from '../../../source/export/export-scan.ts';
import { RESOURCE_KINDS } from '../../../source/kinds/registry.ts';
import { SCAN_START, temporaryFolder, writeExampleScan } from '../example-scan.ts';

/** Writes a report of so many rows to this place in a folder of its own; the names of what is there, and the page. */
async function written(test: TestContext, count: number, place: string) {
  const folder = temporaryFolder(test);
  const rows = Array.from({ length: count }, (_, index) => ({
    snapshot_id: `snap-${index}`,
    source: 'x'.repeat(200),
  }));
  const scanFile = writeExampleScan(
    folder,
    [{ region: 'us-east-1', kind: 'ebs-snapshot', rows }],
    { kinds: ['ebs-snapshot'] },
    RESOURCE_KINDS,
  );
  const output = path.join(folder, 'out', place);
  const { paths } = await exportScan(
    { scanFile, formats: ['html'], output, byteUnit: 'auto', now: SCAN_START },
    { onProgress: () => undefined, signal: new AbortController().signal, stdout: new PassThrough() },
  );
  const names = fs.readdirSync(path.join(folder, 'out')).sort();
  assert.deepEqual(paths.map((file) => path.basename(file)).sort(), names);
  const [page = ''] = names.filter((name) => name.endsWith('.html'));
  return { names, page: fs.readFileSync(path.join(folder, 'out', page), 'utf8') };
}

describe('beside a report', () => {
  it('that has no room for all rows stand csv files with all of them', async (test) => {
    const { names, page } = await written(test, 10_001, 'mine.html');
    assert.deepEqual(names, [
      'mine-cost.csv',
      'mine-coverage.csv',
      'mine-ebs-snapshot.csv',
      'mine-findings.csv',
      'mine-sources.csv',
      'mine-summary.csv',
      'mine.html',
    ]);
    assert.match(
      page,
      /of 10,001 rows, the largest by Size; the file beside this one that ends in -ebs-snapshot\.csv has all of them\./,
    );
  });

  it('that has room for all stands nothing', async (test) => {
    const { names } = await written(test, 10, '');
    assert.deepEqual(names, ['PROD-snapshots-all-export-11.21.2026.html']);
  });
});
