import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import * as v from 'valibot';
import { type Ended, runSnapdeck, startPython } from './children.ts';
import {
  clusterRows,
  ebsRows,
  locationRows,
  type MotoRegion,
  motoRegion,
  rdsRows,
  taskRows,
} from './moto-rows.ts';
import { Comparison, type JsonRow, jsonRow, only, sortedBy } from './rows.ts';

const world = v.object({
  url: v.string(),
  moto: v.string(),
  boto3: v.string(),
  regions: v.record(v.string(), motoRegion),
});

/** What a kind's rows must be, and the column that names each. */
const KINDS: Readonly<
  Record<string, readonly [id: string, rows: (region: MotoRegion) => readonly JsonRow[]]>
> = {
  'ebs-snapshot': ['snapshot_id', ebsRows],
  'rds-snapshot': ['snapshot_arn', rdsRows],
  'rds-cluster-snapshot': ['snapshot_arn', clusterRows],
  'datasync-task': ['task_arn', taskRows],
  'datasync-location': ['location_arn', locationRows],
};

/** What scanning moto's world came to. */
interface Scanned {
  readonly world: v.InferOutput<typeof world>;
  readonly ended: Ended;
  readonly lines: readonly JsonRow[];
}

/** One scan for all tests, which ends with 3: a listing that moto lacks is tried for most of a minute before it counts as failed. */
async function scanOnce(context: Pick<TestContext, 'after'>): Promise<Scanned> {
  const made = v.parse(world, await startPython(context, 'moto_world.py'));
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-moto-'));
  context.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const ended = await runSnapdeck(folder, [
    ...['scan', '--endpoint-url', made.url, '--region', Object.keys(made.regions).join(',')],
    ...['--format', 'ndjson', '--output', '-', '--scan-file', path.join(folder, 'scan.sqlite')],
  ]);
  assert.equal(ended.code, 3, ended.stderr);
  const lines = ended.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => v.parse(jsonRow, JSON.parse(line)));
  return { world: made, ended, lines };
}

suite('snapdeck scans a world that boto3 made in moto', () => {
  let scanned: Promise<Scanned> | undefined;
  const scan = (context: Pick<TestContext, 'after'>) => (scanned ??= scanOnce(context));

  test('and its rows equal what boto3 lists', async (context) => {
    const { world: made, lines } = await scan(context);
    const comparison = new Comparison();
    for (const [region, listed] of Object.entries(made.regions)) {
      for (const [kind, [id, expectedRows]] of Object.entries(KINDS)) {
        const expected = expectedRows(listed).map((row) => ({ account: '123456789012', region, ...row }));
        assert.ok(expected.length > 0, `boto3 lists no ${kind} in ${region}`);
        const rows = lines.filter((line) => line.kind === kind && line.region === region);
        comparison.same(
          sortedBy(id, rows).map((row) => only(row, Object.keys(expected[0] ?? {}))),
          sortedBy(id, expected),
          `${kind} in ${region}`,
        );
      }
    }
    context.diagnostic(`moto ${made.moto}, boto3 ${made.boto3}: ${comparison} equal`);
  });

  test('and every cell says how it ended: what moto lacks has failed and is not empty', async (context) => {
    const { world: made, lines } = await scan(context);
    const coverage = lines.filter((line) => line.kind === 'coverage');
    const outcomes = new Map(
      coverage.map((cell) => [
        `${cell.region} ${cell.collector}`,
        { outcome: cell.outcome, rows: cell.rows, hasError: cell.error !== null },
      ]),
    );
    const expected = new Map(
      Object.entries(made.regions).flatMap(([region, listed]) =>
        Object.entries(expectedOutcomes(listed)).map(([kind, outcome]) => [`${region} ${kind}`, outcome]),
      ),
    );
    assert.deepEqual(
      [...outcomes].sort(([left], [right]) => (left < right ? -1 : 1)),
      [...expected].sort(([left], [right]) => (left < right ? -1 : 1)),
    );
    const gaps = [...expected].filter(([, { outcome }]) => outcome === 'failed').map(([cell]) => cell);
    context.diagnostic(`moto ${made.moto} has no answer for: ${gaps.join(', ') || 'nothing'}`);
  });

  test('and prints nothing but rows and coverage, and lets no control character through', async (context) => {
    const { ended, lines } = await scan(context);
    const rows = lines.filter((line) => line.kind === 'coverage').map((cell) => Number(cell.rows));
    assert.equal(lines.length, rows.length + rows.reduce((sum, count) => sum + count, 0));
    const control = /[\p{Cc}\p{Cf}]/u;
    const printed = [...ended.stdout.split('\n'), ...ended.stderr.split('\n')];
    assert.deepEqual(
      printed.filter((line) => control.test(line)),
      [],
    );
    assert.ok(lines.some((line) => line.task_name === 'web\u009b31mred\u0007\u001b[2J'));
  });
});

interface Outcome {
  readonly outcome: 'done' | 'empty' | 'failed';
  readonly rows: number;
  readonly hasError: boolean;
}

/** How each cell of a region must end, by what boto3 was answered there. */
function expectedOutcomes(region: MotoRegion): Readonly<Record<string, Outcome>> {
  const read = (rows: number): Outcome => ({
    outcome: rows === 0 ? 'empty' : 'done',
    rows,
    hasError: false,
  });
  const failed: Outcome = { outcome: 'failed', rows: 0, hasError: true };
  type Answer = MotoRegion['list_agents'];
  const mayBeMissing = (answer: Answer) => ('error' in answer ? failed : read(answer.rows.length));
  const points = region.recovery_points.flatMap((answer) => ('error' in answer ? [] : [answer.rows.length]));
  const noVault = region.recovery_points.length > 0 && points.length === 0;
  return {
    ...Object.fromEntries(Object.entries(KINDS).map(([kind, [, rows]]) => [kind, read(rows(region).length)])),
    'datasync-agent': mayBeMissing(region.list_agents),
    'datasync-execution': mayBeMissing(region.list_task_executions),
    'efs-recovery-point': noVault ? failed : read(points.reduce((sum, count) => sum + count, 0)),
  };
}
