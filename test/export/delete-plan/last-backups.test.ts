/** No delete plan, whatever rows it is asked about, takes the last good backup of a source: looked at without our verdicts. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import type { DeletePlanPart } from '../../../source/export/delete-plan/plan-request.ts';
import { writeDeletePlan } from '../../../source/export/delete-plan/write-delete-plan.ts';
import type { CellContext } from '../../../source/kinds/define/derivation.ts';
import { findKind } from '../../../source/kinds/registry.ts';
import type { Value } from '../../../source/model/columns.ts';
import { createScanFile } from '../../../source/store/scan-file.ts';
import { openScanWriter } from '../../../source/store/scan-writer.ts';
import { madeFacts, madePage, SCAN_START } from '../../helpers/scan-files.ts';
import { temporaryFolder } from '../../store/folders.ts';

type Row = Readonly<Record<string, Value>>;

const DAY = 86_400_000;
const CONTEXT: CellContext = {
  place: { account: '123456789012', partition: 'aws', region: 'us-east-1' },
  isIncomplete: false,
  isLimited: false,
  prices: null,
  ownerTags: [],
};

const planSchema = v.object({
  rows: v.array(v.object({ id: v.string(), command: v.array(v.string()) })),
  left_out: v.array(v.object({ id: v.nullable(v.string()), reason: v.string() })),
});

/** A kind, the column by which a source is told, that of its ids, and statuses: a good one and others. */
const KINDS = [
  ['ebs-snapshot', 'source', 'snapshot_id', 'completed', ['error', 'pending', null]],
  ['rds-snapshot', 'source_resource_id', 'snapshot_arn', 'available', ['failed', 'creating', null]],
  ['redshift-snapshot', 'source_cluster', 'snapshot_arn', 'available', ['failed', 'creating', null]],
] as const;

const FILTERS = [
  ...[
    '',
    'age>2d',
    '!age>2d',
    'origin:manual',
    '!origin:manual',
    'verdict:candidate',
    'verdict:"last backup"',
  ],
  ...['status:?', 'source_exists:no or age>4d', 'created<2026-11-18', 'verdict:candidate or verdict:unknown'],
];

function rowOf(source: string, good: string, others: readonly (string | null)[]): fc.Arbitrary<Row> {
  return fc.record({
    ...(source === 'source'
      ? { ami_ids: fc.constantFrom([], [], ['ami-1'], null), launch_templates: fc.constantFrom([], [], null) }
      : {}),
    [source]: fc.constantFrom('a', 'b', null),
    source_exists: fc.constantFrom('yes', 'no', 'unknown', null),
    status: fc.oneof({ weight: 4, arbitrary: fc.constant(good) }, fc.constantFrom(...others)),
    origin: fc.constantFrom('manual', 'manual', 'automated', 'AWS Backup', 'DLM', 'AMI', null),
    creation_time: fc.option(
      fc.integer({ min: 0, max: 6 }).map((days) => SCAN_START - days * DAY),
      { freq: 8 },
    ),
  });
}

/** All rows that pass a filter, or some that were marked. */
const PARTS: fc.Arbitrary<{ readonly filter: string } | { readonly marked: readonly number[] }> = fc.oneof(
  fc.record({ filter: fc.constantFrom(...FILTERS) }),
  fc.record({ marked: fc.subarray([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) }),
);

async function planOf(part: DeletePlanPart): Promise<v.InferOutput<typeof planSchema>> {
  const stdout = new PassThrough();
  await writeDeletePlan(
    { ...part, form: 'json', output: '-', now: SCAN_START },
    { signal: AbortSignal.any([]), stdout },
  );
  stdout.end();
  return v.parse(planSchema, JSON.parse((await stdout.toArray()).join('')));
}

for (const [id, source, key, good, others] of KINDS) {
  const kind = findKind(id);
  test(`no plan of ${id} leaves a source that had a good backup without one`, async () => {
    assert.ok(kind !== undefined);
    using folder = temporaryFolder();
    let run = 0;
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(rowOf(source, good, others), { maxLength: 12 }),
        PARTS,
        async (given, part) => {
          const scanFile = path.join(folder.path, `${run++}.scan`);
          const rows: readonly Row[] = given.map((row, index) => ({
            ...{
              ...row,
              key: `${index}`,
              snapshot_id: `snap-${index}`,
              [key]: `id-${index}`,
              type: 'manual',
              source: row[source] ?? null,
            },
          }));
          createScanFile(scanFile, madeFacts(), [kind]);
          const writer = openScanWriter(scanFile);
          const [cell] = writer.planCells([{ ...CONTEXT.place, kind: id }]);
          assert.ok(cell !== undefined);
          writer.startCells([cell.id], SCAN_START);
          writer.writePage(cell, kind, madePage(kind, rows));
          for (const steps = writer.derive(cell, kind, CONTEXT); steps.next().done !== true; );
          writer.close();
          const asked =
            'filter' in part
              ? { filter: part.filter }
              : { selection: { query: { tab: kind.tab, sort: null }, rows: part.marked, words: 'marked' } };
          const plan = await planOf({ scanFile, byteUnit: 'auto', ...asked });
          const gone = new Set(plan.rows.map((row) => row.id));
          taken += gone.size;
          for (const wanted of ['a', 'b']) {
            const usable = rows.filter((row) => row[source] === wanted && row.status === good);
            const left = usable.filter((row) => !gone.has(String(row[key])));
            assert.ok(usable.length === 0 || left.length > 0, `${wanted}: ${JSON.stringify(usable)}`);
          }
          assert.ok(!plan.left_out.some((row) => row.id !== null && gone.has(row.id)));
        },
      ),
      { numRuns: 160, seed: 12 },
    );
    assert.ok(taken > 10, `${taken}`);
  });
}
