import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publicAccessByCell } from '../../source/analysis/public-access.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { temporaryFolder } from '../export/example-scan.ts';
import { makeScanFile } from '../helpers/scan-files.ts';

test('what regions block of public access is told by the cells that were asked', (t) => {
  const file = `${temporaryFolder(t)}/scan.sqlite`;
  const ebs = { kind: 'ebs-snapshot', outcome: 'done' } as const;
  makeScanFile(file, {
    cells: [
      {
        ...{ ...ebs, region: 'us-east-1' },
        rows: [
          { snapshot_id: 'snap-1', public_access_block: 'unblocked' },
          { snapshot_id: 'snap-2', ami_public_access_block: 'block-new-sharing' },
          { snapshot_id: 'snap-3' },
        ],
      },
      { ...ebs, region: 'us-east-2', rows: [{ snapshot_id: 'snap-4' }] },
      {
        ...{ kind: 'ami', outcome: 'done', region: 'us-east-1' },
        rows: [{ key: 'ami-1', public_access_block: 'unblocked' }],
      },
    ],
  });
  const reader = openScanReader(file);
  const told = publicAccessByCell(reader.database);
  const cells = reader.cells().map(({ id, region, kind }) => [region, kind, told.get(id) ?? null]);
  reader.close();
  assert.deepEqual(cells, [
    ['us-east-1', 'ebs-snapshot', 'EBS snapshots: unblocked; AMIs: block-new-sharing'],
    ['us-east-2', 'ebs-snapshot', null],
    ['us-east-1', 'ami', 'AMIs: unblocked'],
  ]);
});
