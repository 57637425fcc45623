import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import * as v from 'valibot';
import { type Ended, runSnapdeck, startPython } from './children.ts';
import { compareRegion, MOTO_KINDS } from './moto-kinds.ts';
import { type MotoRegion, motoRegion } from './moto-rows.ts';
import { Comparison, type JsonRow, jsonRows } from './rows.ts';

const world = v.object({
  url: v.string(),
  moto: v.string(),
  boto3: v.string(),
  regions: v.record(v.string(), motoRegion),
});

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
  return { world: made, ended, lines: jsonRows(ended.stdout) };
}

suite('snapdeck scans a world that boto3 made in moto', () => {
  let scanned: Promise<Scanned> | undefined;
  const scan = (context: Pick<TestContext, 'after'>) => (scanned ??= scanOnce(context));

  test('and its rows equal what boto3 lists', async (context) => {
    const { world: made, lines } = await scan(context);
    const comparison = new Comparison();
    for (const [region, listed] of Object.entries(made.regions)) {
      const none = compareRegion(lines, listed, { account: '123456789012', region }, comparison);
      assert.deepEqual(none, [], `boto3 lists none in ${region}`);
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

  test('and prints nothing but rows, sources, transfers and coverage, and lets no control character through', async (context) => {
    const { ended, lines } = await scan(context);
    const rows = lines.filter((line) => line.kind === 'coverage').map((cell) => Number(cell.rows));
    const kept = lines.filter(({ kind }) => kind !== 'source' && kind !== 'transfer');
    assert.equal(kept.length, rows.length + rows.reduce((sum, count) => sum + count, 0));
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
  readonly outcome: 'done' | 'empty' | 'partial' | 'failed';
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
  const ebs = MOTO_KINDS['ebs-snapshot']?.[1](region).length ?? 0;
  const noVault = region.recovery_points.length > 0 && points.length === 0;
  return {
    ...Object.fromEntries(
      Object.entries(MOTO_KINDS).map(([kind, [, rows]]) => [kind, read(rows(region).length)]),
    ),
    // moto has no locks and no fast restores, which snapshots are joined with.
    'ebs-snapshot': ebs > 0 ? { outcome: 'partial', rows: ebs, hasError: true } : read(0),
    'datasync-agent': mayBeMissing(region.list_agents),
    'datasync-execution': mayBeMissing(region.list_task_executions),
    'efs-recovery-point': noVault ? failed : read(points.reduce((sum, count) => sum + count, 0)),
  };
}
