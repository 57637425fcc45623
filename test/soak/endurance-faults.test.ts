/** All 34 regions, a tenth of the calls hit by faults that pass: fifty scans find the same rows every time. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { type Random, randomOf } from '../../source/demo/random.ts';
import type { CallCounters, Fault } from '../../source/demo/server.ts';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import type { TableRow } from '../../source/model/table-query.ts';
import { isUnderWay } from '../../source/ui/live/transfer.ts';
import { rowsOfKind } from '../helpers/rows-of-kind.ts';
import { type DemoScanResult, scanDemo } from '../helpers/scan.ts';
import { testSeed } from './seed.ts';

const SCANS = 50;
const SHARE = 0.1;
/** Every one of them passes when the call is sent again. */
const EFFECTS = [
  ...['throttled', 'throttled', 'server-error', 'server-error', 'unavailable', 'unavailable'],
  ...['reset', 'reset-mid-body'],
] as const satisfies readonly [Fault['effect'], ...Fault['effect'][]];
/** Fewer in a row than the least number of tries, so that no call is given up. */
const MOST_IN_A_ROW = 3;

/** What a scan found, in short: rows by cell, and a digest of every value of every row. */
interface Found {
  readonly outcomes: Readonly<Record<string, number>>;
  readonly rows: number;
  readonly digest: string;
}

function found({ cells, reader }: DemoScanResult): Found {
  const outcomes: Record<string, number> = {};
  for (const { phase } of cells) outcomes[phase] = (outcomes[phase] ?? 0) + 1;
  const lines: string[] = [];
  for (const { id } of RESOURCE_KINDS) {
    for (const row of rowsOfKind(reader, id)) {
      lines.push(JSON.stringify([row.account, row.region, row.kind, row.problem, lasting(row)]));
    }
  }
  const digest = createHash('sha256').update(lines.sort().join('\n')).digest('hex');
  return { outcomes, rows: lines.length, digest };
}

/** A transfer under way lasts longer in every scan; what is reckoned from that is left out. */
function lasting(row: TableRow): Partial<TableRow['values']> {
  if (!isUnderWay(row)) return row.values;
  const { duration: _, throughput_per_second: __, time_left: ___, ...others } = row.values;
  return others;
}

/** For each operation in each region, which of its calls are hit, one in ten, and by what. */
function randomFaults(counters: CallCounters, random: Random): readonly Fault[] {
  return Object.entries(counters.byCall).flatMap(([key, { calls }]) => {
    const [service = '', operation = '', region = ''] = key.split(':');
    const faults: Fault[] = [];
    let inARow = 0;
    for (let after = 0; after < calls + MOST_IN_A_ROW; after += 1) {
      inARow = inARow < MOST_IN_A_ROW && random.chance(SHARE) ? inARow + 1 : 0;
      if (inARow > 0)
        faults.push({ service, operation, region, after, times: 1, effect: random.pick(EFFECTS) });
    }
    return faults;
  });
}

test(`${SCANS} scans of 34 regions with faults in a tenth of the calls find the same rows as one without`, {
  timeout: 3_600_000,
}, async (context) => {
  const now = new Date();
  // Time stands still in the estate: a transfer under way has moved no more bytes in the next scan.
  const server = { now, clock: () => now.getTime(), everyRegion: true };
  const regions = ['all'];
  // On a busy machine an answer of the same process may be late, and that is none of the faults.
  const retry = { requestTimeoutMs: 30_000, connectTimeoutMs: 30_000 };
  let clean: Found | undefined;
  let calls: CallCounters | undefined;
  await scanDemo({ regions, server, retry }, (result) => {
    clean = found(result);
    calls = result.counters;
  });
  assert.ok(clean !== undefined && calls !== undefined);
  assert.equal(
    Object.values(clean.outcomes).reduce((sum, count) => sum + count, 0),
    34 * RESOURCE_KINDS.length,
  );
  assert.deepEqual(Object.keys(clean.outcomes).sort(), ['done', 'empty']);
  const seed = testSeed();
  let hit = 0;
  let sent = 0;
  for (let scan = 0; scan < SCANS; scan += 1) {
    const faults = randomFaults(calls, randomOf(seed, scan));
    await scanDemo({ regions, server, retry, faults }, (result) => {
      const { failed, throttled, calls: all } = result.counters;
      hit += failed + throttled;
      sent += all;
      assert.deepEqual(found(result), clean, `scan ${scan} of seed ${seed}`);
    });
  }
  const share = ((100 * hit) / sent).toFixed(1);
  context.diagnostic(
    `seed ${seed}: ${clean.rows} rows in each of ${SCANS} scans, ${sent} calls, ${hit} (${share} %) hit by a fault`,
  );
  assert.ok(hit / sent > 0.05, `only ${share} % of the calls were hit`);
});
