import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fillSources } from '../../source/analysis/protection/source-table.ts';
import type { FlatRow } from '../../source/kinds/define/define-resource.ts';
import { findKind } from '../../source/kinds/registry.ts';
import { openForReading } from '../../source/store/scan-file.ts';
import { openScanWriter, type ScanWriter } from '../../source/store/scan-writer.ts';
import { temporaryFolder } from '../export/example-scan.ts';
import { madeSource, madeSources, makeScanFile, SCAN_START } from '../helpers/scan-files.ts';

const HOUR = 3_600_000;
const found = madeSources([madeSource('vol-1')]);
const kind = findKind('ebs-snapshot') ?? assert.fail();

/** A snapshot of `vol-1` as a row. */
function snapshot(hours: number, status = 'completed'): Readonly<Record<string, string | number>> {
  const made = SCAN_START - hours * HOUR;
  return {
    key: 'snap-1',
    source: 'vol-1',
    service: 'EBS',
    status,
    snapshot_id: 'snap-1',
    creation_time: made,
  };
}

function flat(hours: number, status?: string): FlatRow {
  const values: Readonly<Record<string, string | number>> = snapshot(hours, status);
  return { key: 'snap-1', problem: null, values: kind.columns.map(({ id }) => values[id] ?? null) };
}

/** A scan file with a volume and its snapshot of three hours ago, and how the volume is protected once it was written to. */
function protectionAfter(test: TestContext, write: (writer: ScanWriter) => void): string {
  const file = path.join(temporaryFolder(test), 'scan.snapdeck');
  makeScanFile(file, {
    cells: [{ region: 'us-east-1', kind: kind.id, outcome: 'done', rows: [snapshot(3)], found }],
  });
  const writer = openScanWriter(file);
  write(writer);
  writer.close();
  const database = openForReading(file);
  try {
    fillSources(database);
    return String(database.prepare('SELECT protection FROM sources').get()?.protection);
  } finally {
    database.close();
  }
}

describe('backups that a scan file keeps added up', () => {
  it('are those of its cells as they ended', (test) => {
    assert.equal(
      protectionAfter(test, () => {}),
      'protected',
    );
  });

  it('are added up anew where a row was read again', (test) => {
    const after = protectionAfter(test, (writer) =>
      assert.deepEqual(writer.refreshRows(kind, [{ row: 1, now: flat(3, 'error') }]), [1]),
    );
    assert.equal(after, 'unprotected');
  });

  for (const isKept of [true, false])
    it(`are those of the new rows of a cell that was read again${isKept ? '' : ', though nobody has kept them'}`, (test) => {
      const after = protectionAfter(test, (writer) => {
        const [cell] = writer.storedCells({ kind: kind.id });
        assert.ok(cell !== undefined);
        const rerun = writer.beginRerun(cell, kind);
        rerun.writePage({ rows: [flat(90)], cursor: null });
        rerun.replaceRows(cell, isKept ? found : undefined);
        if (isKept) writer.keepBackups(cell.id);
      });
      assert.equal(after, 'late');
    });

  it('are none of a cell that is at work again: its rows come anew', (test) => {
    const after = protectionAfter(test, (writer) => {
      const [cell] = writer.storedCells({ kind: kind.id });
      assert.ok(cell !== undefined);
      writer.startCells([cell.id], SCAN_START);
      writer.writePage(cell, kind, { rows: [flat(90)], cursor: null });
    });
    assert.equal(after, 'unknown');
  });
});
