import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { findingsOfRow } from '../../source/analysis/findings-of-row.ts';
import { openForReading } from '../../source/store/scan-file.ts';
import { makeScanFile, SCAN_START } from '../helpers/scan-files.ts';
import { temporaryFolder } from '../store/folders.ts';

const GOOD = {
  snapshot_id: 'snap-1',
  status: 'completed',
  source: 'vol-1',
  source_exists: 'yes',
  creation_time: SCAN_START,
  encrypted: true,
  public: false,
  shared_with: [],
  ami_ids: [],
  ami_public: false,
  fast_restore_zones: [],
};

/** What is said of a row of EBS: title, and whether it could be checked. */
function saidOf(change: object): readonly (readonly [string, boolean])[] {
  using folder = temporaryFolder();
  const file = path.join(folder.path, 'scan.sqlite');
  makeScanFile(file, {
    cells: [
      {
        region: 'us-east-1',
        kind: 'datasync-task',
        outcome: 'done',
        rows: [{ task_name: 'never', status: 'AVAILABLE' }],
      },
      { region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows: [{ ...GOOD, ...change }] },
    ],
  });
  const database = openForReading(file);
  try {
    return findingsOfRow(database, 'ebs', 1).map(({ title, isChecked }) => [title, isChecked]);
  } finally {
    database.close();
  }
}

test('a row is told of what was found before what could not be checked, however grave that is', () => {
  assert.deepEqual(saidOf({ encrypted: false, public: null }), [
    ['EBS snapshots that are not encrypted', true],
    ['EBS snapshots that are public', false],
    ['EBS snapshots that are public, and that their region does not block', false],
  ]);
});

test('findings go by how grave they are', () => {
  assert.deepEqual(saidOf({ encrypted: false, public: true, public_access_block: 'block-all-sharing' }), [
    ['EBS snapshots that are public', true],
    ['EBS snapshots that are not encrypted', true],
  ]);
});

test('a row that is all right has none, whatever rows of other tabs with its number have', () => {
  assert.deepEqual(saidOf({}), []);
});
