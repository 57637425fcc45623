import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { isReadAlike } from '../../../source/analysis/past/compared-kinds.ts';
import { readPast } from '../../../source/analysis/past/scan-past.ts';
import type { SummaryReport } from '../../../source/analysis/summary.ts';
import { openExportInput } from '../../../source/export/open-export-input.ts';
import { DAY, historyPlace } from '../../helpers/history-place.ts';
import type { MadeScan } from '../../helpers/scan-files.ts';

function ebs(rows: number, region = 'eu-west-1'): Pick<MadeScan, 'cells'> {
  const keys = Array.from({ length: rows }, (_, index) => ({
    key: `snap-${index}`,
    snapshot_id: `snap-${index}`,
  }));
  return { cells: [{ region, kind: 'ebs-snapshot', outcome: 'done', rows: keys }] };
}

test('the past of a scan is those like it before, the oldest first, with the totals of the last one', () => {
  using place = historyPlace();
  place.make('10000000', 0, ebs(1));
  place.make('20000000', DAY, ebs(9, 'us-east-1'));
  const before = place.make('30000000', 2 * DAY, ebs(2));
  place.make('40000000', 3 * DAY, { ...ebs(9), facts: { complete: false } });
  const own = place.make('50000000', 4 * DAY, ebs(5));
  place.make('60000000', 5 * DAY, ebs(7));
  const past = readPast(own);
  assert.deepEqual(
    past.trend.map(({ id, outline }) => [id, outline.rows]),
    [
      ['10000000', 1],
      ['30000000', 2],
      ['50000000', 5],
    ],
  );
  assert.equal(past.before?.file, before);
  assert.deepEqual(past.before?.report.kinds.slice(0, 1), [{ kind: 'ebs-snapshot', rows: 2 }]);
});

test('a scan file that lies elsewhere is compared with those that are kept, and a first scan with none', () => {
  using place = historyPlace();
  const first = place.make('10000000', 0, ebs(1));
  const second = place.make('20000000', DAY, ebs(3));
  const elsewhere = `${place.path}/copy.sqlite`;
  fs.renameSync(second, elsewhere);
  assert.deepEqual(
    readPast(elsewhere).trend.map(({ id, outline }) => [id, outline.rows]),
    [
      ['10000000', 1],
      [null, 3],
    ],
  );
  assert.equal(readPast(first).before, null);
});

test('an export of a part of a scan is compared with nothing', () => {
  using place = historyPlace();
  place.make('10000000', 0, ebs(1));
  const own = place.make('20000000', DAY, ebs(3));
  const pastOf = (part: Parameters<typeof openExportInput>[2]) => {
    const input = openExportInput(own, 'auto', part);
    try {
      return input.past()?.before?.id ?? null;
    } finally {
      input.close();
    }
  };
  assert.deepEqual([pastOf({}), pastOf({ filter: ' ' })], ['10000000', '10000000']);
  assert.deepEqual(
    [pastOf({ filter: 'region:eu-west-1' }), pastOf({ account: '123456789012' })],
    [null, null],
  );
});

test('a copy with the executions of all scans is compared with none', () => {
  using place = historyPlace();
  place.make('10000000', 0, ebs(1));
  const copy = place.make('20000000', DAY, { ...ebs(3), facts: { options: { runs: 'all' } } });
  const { trend, before, hasAllRuns } = readPast(copy);
  assert.deepEqual([trend.length, before, hasAllRuns], [1, null, true]);
});

test('two scans read the same of a kind where the same cells of it are missing in both', () => {
  const lacking = (...cells: readonly (readonly [string, string])[]): Pick<SummaryReport, 'shortfall'> => ({
    shortfall: {
      accounts: [],
      isAll: false,
      cells: cells.map(([region, kind]) => ({ account: '1', region, kind, phase: 'denied' })),
    },
  });
  const isEbs = (kind: string) => kind === 'ebs-snapshot';
  const one = lacking(['us-east-1', 'ebs-snapshot'], ['us-east-1', 'rds-snapshot']);
  assert.equal(isReadAlike(one, lacking(['us-east-1', 'ebs-snapshot']), isEbs), true);
  assert.equal(isReadAlike(one, lacking(['us-west-2', 'ebs-snapshot']), isEbs), false);
  assert.equal(isReadAlike(one, {}, isEbs), false);
  assert.equal(isReadAlike({}, {}, isEbs), true);
});
