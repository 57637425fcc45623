import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tabsOfTable } from '../../../../source/kinds/joined-rows.ts';
import { columnsOfTab, findKind } from '../../../../source/kinds/registry.ts';
import { ALL_SNAPSHOTS } from '../../../../source/kinds/snapshots/all-snapshots.ts';
import type { Value } from '../../../../source/model/columns.ts';
import type { TableRow } from '../../../../source/model/table-query.ts';
import { whatChoices } from '../../../../source/ui/views/export/export-form.ts';
import { finishedScan, SCAN_START } from '../../helpers/fake-scan.ts';
import { frame } from '../../helpers/frame.tsx';
import { after, opened, withRowsOf } from '../../helpers/states.ts';

const TAB = ALL_SNAPSHOTS.id;

/** A row of a kind as the table has it: its own number raised by what stands for its tab. */
function snapshot(kind: string, own: number, values: Readonly<Record<string, Value>>): TableRow {
  const unknown = Object.fromEntries(columnsOfTab(TAB).map(({ id }) => [id, null]));
  const base = tabsOfTable(TAB).find(({ tab }) => tab === findKind(kind)?.tab)?.base ?? NaN;
  const place = { account: '123456789012', region: 'us-east-1', kind };
  return { row: base + own, ...place, problem: null, values: { ...unknown, ...values } };
}

const ROWS: readonly TableRow[] = [
  snapshot('rds-snapshot', 7, {
    snapshot_id: 'nightly',
    region: 'us-east-1',
    service: 'RDS',
    creation_time: SCAN_START,
  }),
  snapshot('ebs-snapshot', 7, { snapshot_id: 'snap-1', service: 'EBS', deletability: 'candidate' }),
];
const open = withRowsOf(opened(finishedScan()), TAB, ROWS);

describe('the view of all snapshots', () => {
  it('stands on the tab line only while it is open', () => {
    assert.doesNotMatch(frame(opened(finishedScan())), /All snapshots/);
    assert.match(frame(open), / 9 EFS.*All snapshots/);
  });

  it('shows rows of every kind, the newest first', () => {
    const [, , , title, head, first, second] = frame(open).split('\n');
    assert.match(title ?? '', /^ All snapshots {3}.* sorted by Created v/);
    assert.match(head ?? '', /Snapshot ID +Service +Region +Source +Size +Created \(UTC\) v +Delete\?/);
    assert.match(first ?? '', /nightly +RDS +us-east-1 .*2026-11-21 12:00/);
    assert.match(second ?? '', /snap-1 +EBS .*candidate/);
  });

  it('may be short by the cells of the service that it is narrowed down to, and by no others', () => {
    const narrowed = (text: string) => {
      const shown = frame(after(open, 'filter', { type: 'typed', text }, 'enter')).split('\n')[3] ?? '';
      return /\d( region denied)?/.exec(shown.replace(/^.*?·/, ''))?.[1] ?? '';
    };
    assert.deepEqual(
      ['service:EBS', 'service:RDS', '!service:RDS', 'service:RDS or size>1GiB', 'service:Aurora'].map(
        narrowed,
      ),
      [' region denied', '', ' region denied', ' region denied', ' region denied'],
    );
  });

  it('opens the row of its own kind, also where two have the same number there', () => {
    assert.deepEqual(
      [after(open, 'enter'), after(open, 'down', 'enter')].map(({ detail }) => [detail?.tab, detail?.row]),
      [
        ['rds', 7],
        ['ebs', 7],
      ],
    );
  });

  it('is marked, exported and planned with like the table of a kind', () => {
    const marked = after(open, 'mark');
    assert.deepEqual(
      whatChoices(marked).map(({ words }) => words.replace(/:.*/, '')),
      ['this view as filtered', 'the 1 marked snapshots', 'everything'],
    );
    assert.deepEqual(after(marked, 'delete plan').deletePlan?.selection.rows, [ROWS[0]?.row]);
  });
});
