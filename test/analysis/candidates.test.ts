import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidatesByService } from '../../source/analysis/candidates.ts';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import { openForReading } from '../../source/store/scan-file.ts';
import { DatabaseSync } from '../../source/store/sqlite.ts';
import { temporaryFolder } from '../export/example-scan.ts';
import { makeScanFile } from '../helpers/scan-files.ts';

const row = (deletability: string | null, size: number | null, low: number | null, high: number | null) => ({
  ...{ deletability, size, monthly_cost_low: low, monthly_cost_high: high },
});

test('candidates are added up by service over regions, with what is not known of them, and no other verdict', (t) => {
  const file = `${temporaryFolder(t)}/candidates.scan`;
  makeScanFile(file, {
    cells: [
      {
        region: 'us-east-1',
        kind: 'ebs-snapshot',
        outcome: 'done',
        rows: [
          { service: 'EBS', ...row('candidate', 100, 0, 1.5) },
          { service: 'EBS', ...row('candidate', null, null, null) },
          { service: 'EBS', ...row('last backup', 900, 9, 9) },
          { service: 'EBS', ...row(null, 900, 9, 9) },
        ],
      },
      {
        region: 'eu-west-1',
        kind: 'ebs-snapshot',
        outcome: 'partial',
        rows: [{ service: 'EBS', ...row('candidate', 20, 0, 0.25) }],
      },
      {
        region: 'eu-west-1',
        kind: 'rds-cluster-snapshot',
        outcome: 'done',
        rows: [
          { service: 'Neptune', ...row('candidate', 5, 0, 1) },
          { service: 'Aurora', ...row('candidate', 5, 0, 1) },
          { service: null, ...row('candidate', 1, 0, 0) },
        ],
      },
    ],
  });
  const database = openForReading(file);
  t.after(() => database.close());
  const whole = (count: number, bytes: number, high: number) => ({
    amount: { count, bytes, unknownSizes: 0 },
    cost: { count, low: 0, high, withoutLow: 0, withoutHigh: 0 },
  });
  assert.deepEqual(candidatesByService(database, RESOURCE_KINDS), [
    {
      ...{ service: 'EBS', kind: 'ebs-snapshot' },
      amount: { count: 3, bytes: 120, unknownSizes: 1 },
      cost: { count: 3, low: 0, high: 1.75, withoutLow: 1, withoutHigh: 1 },
    },
    { service: 'Aurora', kind: 'rds-cluster-snapshot', ...whole(1, 5, 1) },
    { service: 'Neptune', kind: 'rds-cluster-snapshot', ...whole(1, 5, 1) },
    { service: 'RDS', kind: 'rds-cluster-snapshot', ...whole(1, 1, 0) },
  ]);
});

test('a scan without candidates has none, and of a file without verdicts it is not known', (t) => {
  const file = `${temporaryFolder(t)}/none.scan`;
  makeScanFile(file, { cells: [] });
  const database = openForReading(file);
  assert.deepEqual(candidatesByService(database, RESOURCE_KINDS), []);
  database.close();
  const older = new DatabaseSync(file);
  older.exec("DELETE FROM tab_column WHERE id = 'deletability'");
  assert.equal(candidatesByService(older, RESOURCE_KINDS), undefined);
  older.close();
});
