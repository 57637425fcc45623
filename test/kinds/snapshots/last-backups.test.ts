/** Whatever a cell holds, the newest good backup of each source is never a candidate: looked at without our ranking. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CellContext } from '../../../source/kinds/define/derivation.ts';
import { findKind } from '../../../source/kinds/registry.ts';
import type { Value } from '../../../source/model/columns.ts';
import { createScanFile } from '../../../source/store/scan-file.ts';
import { openScanReader } from '../../../source/store/scan-reader.ts';
import { openScanWriter } from '../../../source/store/scan-writer.ts';
import { rowsOfKind } from '../../helpers/rows-of-kind.ts';
import { madeFacts, madePage, SCAN_START } from '../../helpers/scan-files.ts';
import { temporaryFolder } from '../../store/folders.ts';

type Row = Readonly<Record<string, Value>>;

const CONTEXT: CellContext = {
  place: { account: '123456789012', partition: 'aws', region: 'us-east-1' },
  isIncomplete: false,
  isLimited: false,
  prices: null,
  ownerTags: [],
};

/** Kinds with the column by which a source is told, what a good status is, and others. */
const KINDS = [
  ['ebs-snapshot', 'source', 'completed', ['error', 'pending', null]],
  ['rds-snapshot', 'source_resource_id', 'available', ['failed', 'creating', null]],
  ['efs-recovery-point', 'source_arn', 'COMPLETED', ['EXPIRED', 'PARTIAL', null]],
  ['fsx-backup', 'source_arn', 'AVAILABLE', ['FAILED', 'CREATING', null]],
  ['dynamodb-backup', 'table_id', 'AVAILABLE', ['CREATING', 'DELETED', null]],
  ['redshift-snapshot', 'source_cluster', 'available', ['failed', 'creating', null]],
] as const;

/** What else decides of EBS snapshots. */
const OF_EBS = {
  ami_ids: fc.constantFrom([], [], ['ami-1'], null),
  ami_disks: fc.constantFrom([], [], ['ami-1: 2'], null),
  launch_templates: fc.constantFrom([], [], ['web'], null),
  lock: fc.constantFrom('none', 'none', 'governance', 'expired', null),
};

/** Of what may be a recovery point as well: with the first two it is no good backup. */
const POINT_STATUSES = ['EXPIRED', 'PARTIAL', 'COMPLETED', 'none', 'not checked', null] as const;
const SPOILED: readonly Value[] = POINT_STATUSES.slice(0, 2);
const MAY_BE_POINTS = ['source', 'source_resource_id'];

const rowOf = (source: string, good: string, others: readonly (string | null)[]): fc.Arbitrary<Row> =>
  fc.record({
    ...(good === 'completed' ? OF_EBS : {}),
    ...(MAY_BE_POINTS.includes(source) ? { recovery_point_status: fc.constantFrom(...POINT_STATUSES) } : {}),
    [source]: fc.constantFrom('a', 'b', null),
    source_exists: fc.constantFrom('yes', 'no', 'unknown', null),
    status: fc.oneof({ weight: 3, arbitrary: fc.constant(good) }, fc.constantFrom(...others)),
    origin: fc.constantFrom('manual', 'automated', 'AWS Backup', 'DLM', 'AMI', 'copy', null),
    creation_time: fc.option(
      fc.integer({ min: 0, max: 6 }).map((days) => SCAN_START - days * 86_400_000),
      { freq: 8 },
    ),
  });

for (const [id, source, good, others] of KINDS) {
  const kind = findKind(id);
  test(`no candidates of ${id} hold the newest good backup of a source`, () => {
    assert.ok(kind !== undefined);
    using folder = temporaryFolder();
    let run = 0;
    const candidates: number[] = [];
    fc.assert(
      fc.property(fc.array(rowOf(source, good, others), { maxLength: 12 }), (rows) => {
        const file = path.join(folder.path, `${run++}.scan`);
        createScanFile(file, madeFacts(), [kind]);
        const writer = openScanWriter(file);
        const [cell] = writer.planCells([{ ...CONTEXT.place, kind: id }]);
        assert.ok(cell !== undefined);
        writer.startCells([cell.id], SCAN_START);
        writer.writePage(
          cell,
          kind,
          madePage(
            kind,
            rows.map((row, index) => ({ ...row, key: `${index}` })),
          ),
        );
        for (const steps = writer.derive(cell, kind, CONTEXT); steps.next().done !== true; );
        writer.close();
        const reader = openScanReader(file);
        const all = rowsOfKind(reader, id).map(({ values }) => values);
        reader.close();
        candidates.push(all.filter(({ deletability }) => deletability === 'candidate').length);
        for (const wanted of ['a', 'b']) {
          const usable = all.filter(
            ({ [source]: of, status, recovery_point_status: point = null, ami_set: set }) =>
              of === wanted && status === good && !SPOILED.includes(point) && set !== 'not whole',
          );
          const times = usable.flatMap(({ creation_time: at }) => (typeof at === 'number' ? [at] : []));
          const newest = usable.filter((row) => row.creation_time === Math.max(...times));
          for (const { deletability } of newest) assert.notEqual(deletability, 'candidate');
          const left = usable.filter(({ deletability }) => deletability !== 'candidate');
          assert.ok(usable.length === 0 || left.length > 0);
        }
      }),
      { numRuns: 60, seed: 12 },
    );
    assert.ok(candidates.some((count) => count > 0));
  });
}
