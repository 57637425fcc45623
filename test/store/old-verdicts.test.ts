import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { findKind } from '../../source/kinds/registry.ts';
import { keepRows } from '../../source/store/filter/keep-rows.ts';
import { narrowRows, rowsAsRead } from '../../source/store/old-verdicts.ts';
import { openForReading } from '../../source/store/scan-file.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { DatabaseSync } from '../../source/store/sqlite.ts';
import { makeScanFile, SCAN_START } from '../helpers/scan-files.ts';
import { temporaryFolder } from './folders.ts';

/** A row of each old verdict, and what it reads as. */
const OLD = [
  ['snap-1', 'superseded', ['newer: snap-2 of 2026-11-20 (manual)'], 'manual', 'candidate'],
  ['snap-2', 'free', ['source still exists', 'newest of 2 of its source'], 'manual', 'last backup'],
  ['snap-3', 'free', ['its status is error'], 'manual', 'candidate'],
  ['snap-4', 'only copy', ['source is gone', 'the only one of its source'], 'manual', 'last backup'],
  ['snap-5', 'managed', ['AWS Backup keeps it'], 'AWS Backup', 'managed by AWS Backup'],
  ['snap-6', 'managed', ['Data Lifecycle Manager keeps it'], 'DLM', 'managed by DLM'],
  ['snap-7', 'managed', ['an automatic backup keeps it'], 'automated', 'managed by EBS'],
  ['snap-8', 'managed', ['its vault is locked'], 'manual', 'locked'],
  ['snap-9', 'in use', ['used by AMI ami-1'], 'AMI', 'in use'],
  ['snap-10', 'unknown', ['its creation time is not known'], 'manual', 'unknown'],
] as const;

const folder = temporaryFolder();
const file = path.join(folder.path, 'old.scan');
before(() => {
  makeScanFile(file, {
    cells: [
      {
        region: 'us-east-1',
        kind: 'ebs-snapshot',
        outcome: 'done',
        rows: OLD.map(([id, deletability, deletability_reasons, origin]) => ({
          ...{ key: id, snapshot_id: id, service: 'EBS' },
          ...{ deletability, deletability_reasons, origin },
        })),
      },
    ],
  });
  const database = new DatabaseSync(file);
  database.exec("DELETE FROM scan WHERE name = 'verdicts'");
  database.close();
});
after(() => folder[Symbol.dispose]());

test('verdicts of an older file are shown, found and counted in words of today, their reasons as they were', () => {
  const reader = openScanReader(file);
  try {
    const all = reader.order({ tab: 'ebs', sort: null }).rows;
    const shown = [...all].map((row) => reader.row('ebs', row)?.values ?? {});
    assert.deepEqual(
      shown.map(({ deletability, deletability_reasons }) => [deletability, deletability_reasons]),
      OLD.map(([, , reasons, , verdict]) => [verdict, reasons]),
    );
    const found = (filter: string) => [...reader.order({ tab: 'ebs', filter, sort: null }).rows];
    assert.deepEqual(found('verdict:candidate'), [1, 3]);
    assert.deepEqual(found('deletability:"last backup"'), [2, 4]);
    assert.deepEqual(found('verdict:managed*'), [5, 6, 7]);
    assert.deepEqual(found('verdict:superseded'), []);
  } finally {
    reader.close();
  }
});

test('what is narrowed to a filter or to other rows of an older file has them in words of today, too', () => {
  const kind = findKind('ebs-snapshot');
  assert.ok(kind !== undefined);
  const database = openForReading(file);
  const verdicts = (from: string) =>
    database
      .prepare(`SELECT deletability FROM ${from} ORDER BY row`)
      .all()
      .map((row) => row.deletability);
  keepRows(database, 'verdict:candidate', [kind], { scanStart: SCAN_START, byteUnit: 'auto' });
  assert.deepEqual(verdicts('ebs'), ['candidate', 'candidate']);
  assert.deepEqual(
    verdicts(rowsAsRead(database, 'ebs')),
    OLD.map(([, , , , verdict]) => verdict),
  );
  database.close();
  const other = openForReading(file);
  narrowRows(other, 'ebs', 'row = 4');
  assert.deepEqual(
    { ...other.prepare('SELECT deletability FROM ebs').get() },
    { deletability: 'last backup' },
  );
  other.close();
});

test('a file of today is read as it is', () => {
  const today = path.join(folder.path, 'today.scan');
  makeScanFile(today, { cells: [] });
  const database = openForReading(today);
  assert.equal(rowsAsRead(database, 'ebs'), 'main."ebs"');
  database.close();
});
