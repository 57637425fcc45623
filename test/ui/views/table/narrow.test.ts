import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DAY_MS } from '../../../../source/model/ages.ts';
import type { TableRow } from '../../../../source/model/table-query.ts';
import type { AppState } from '../../../../source/ui/state/app-state.ts';
import { fakeRow } from '../../helpers/fake-rows.ts';
import { finishedScan, SCAN_START } from '../../helpers/fake-scan.ts';
import { frame } from '../../helpers/frame.tsx';
import { after, opened, SMALL, withRowsOf } from '../../helpers/states.ts';

const typed = (text: string) => ({ type: 'typed', text }) as const;
const row = (number: number, daysAgo: number, exists = 'yes'): TableRow =>
  fakeRow(number, 'ebs-snapshot', {
    snapshot_id: `snap-0123456789abcde${number}f`,
    region: 'us-east-1',
    source: `vol-0abcdef012345678${number}`,
    source_exists: exists,
    size: 1000 * 2 ** 30,
    creation_time: SCAN_START - daysAgo * DAY_MS,
    deletability: 'candidate',
    monthly_cost_high: 1638.4,
    name: 'a name',
    description: 'made by hand before the release of the year',
  });
const ROWS = [row(1, 0.25), row(2, 0.5, 'no'), row(3, 400)];
const lines = (state: AppState) =>
  frame(withRowsOf(state, 'ebs', ROWS))
    .split('\n')
    .slice(4, 8);
const table = after(opened(finishedScan(), SMALL), { open: 'ebs' });

describe('a table with little room', () => {
  test('shows the time of what it is sorted by, without the year where that is plain', () => {
    assert.deepEqual(lines(table), [
      '   Snapshot ID Region    Source          Size Created v   Delete?    Cost high >',
      '>  snap-01234… us-east-1 vol-0abcd… 1,000 GiB 11-21 06:00 candidate  $1,638.40',
      '   snap-01234… us-east-1 0abc… gone 1,000 GiB 11-21 00:00 candidate  $1,638.40',
      '   snap-01234… us-east-1 vol-0abcd… 1,000 GiB 2025-10-17  candidate  $1,638.40',
    ]);
  });

  test('has no column for the region where the title names the only one, and gives its room to ids', () => {
    const inRegion = after(table, { type: 'region chosen', region: 'us-east-1' });
    assert.deepEqual(lines(inRegion), [
      '   Snapshot ID     Source               Size Created v   Delete?     Cost high >',
      '>  snap-012345678… vol-0abcdef012… 1,000 GiB 11-21 06:00 candidate   $1,638.40',
      '   snap-012345678… vol-0abcd… gone 1,000 GiB 11-21 00:00 candidate   $1,638.40',
      '   snap-012345678… vol-0abcdef012… 1,000 GiB 2025-10-17  candidate   $1,638.40',
    ]);
    const filtered = after(table, 'filter', typed('region=us-east-1'), 'enter');
    assert.deepEqual(lines(filtered), lines(inRegion));
    const several = after(table, 'filter', typed('region:us-*'), 'enter');
    assert.match(lines(several)[0] ?? '', / Region /);
    const sorted = after(inRegion, { type: 'sort chosen', column: 'region', descending: null, add: false });
    assert.match(lines(sorted)[0] ?? '', / Region \^/);
  });
});
