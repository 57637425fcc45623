import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { targetAt } from '../../../source/ui/screen/draw-screen.ts';
import { fittedTabs } from '../../../source/ui/screen/draw-tabs.ts';
import { findCommand } from '../../../source/ui/screen/keys.ts';
import { readAppearance } from '../../../source/ui/screen/read-appearance.ts';
import type { AppState } from '../../../source/ui/state/app-state.ts';
import { dealtDigits, settledDigits } from '../../../source/ui/state/digits.ts';
import { keysNow } from '../../../source/ui/state/keys-now.ts';
import { fakeScan, finishedScan, midScan } from '../helpers/fake-scan.ts';
import { frame } from '../helpers/frame.tsx';
import { finishedManyScan } from '../helpers/many-scan.ts';
import { after, LARGE, opened, SMALL, withRowsOf } from '../helpers/states.ts';

const TWELVE = Array.from({ length: 12 }, (_, at) => `tab${at + 1}`);
const tabLine = (state: AppState) => frame(state).split('\n')[1];
const digits = (state: AppState) => Object.entries(state.digits).map(([id, digit]) => `${digit} ${id}`);
const opens = (state: AppState, key: string) => findCommand('scan', key, keysNow(state));

describe('the digits of a scan of 12 tabs', () => {
  const dealt = dealtDigits(TWELVE, TWELVE);

  test('are those of Scan, Summary and the first tabs while it runs', () => {
    assert.deepEqual(Object.keys(dealt), ['scan', 'summary', ...TWELVE.slice(0, 8)]);
    assert.equal(Object.values(dealt).join(''), '1234567890');
  });

  test('that lead to rows stay when it ends, the others go to tabs with rows that had none', () => {
    const rows = { tab1: 4, tab3: 1, tab10: 7, tab12: 2 };
    const settled = settledDigits(dealt, TWELVE, rows);
    assert.deepEqual(
      [settled.tab1, settled.tab3, settled.tab10, settled.tab12],
      ['3', '5', dealt.tab2, dealt.tab4],
    );
    assert.deepEqual([settled.tab2, settled.tab4], [undefined, undefined]);
    assert.equal(settledDigits(dealt, TWELVE, { tab1: 4 }), dealt);
    assert.equal(new Set(Object.values(settled)).size, Object.values(settled).length);
  });

  test('of tabs that it does not have go to those beyond the digits from the start', () => {
    const some = TWELVE.filter((tab) => tab !== 'tab2' && tab !== 'tab5');
    const { tab1, tab11, tab12, tab10, tab9 } = dealtDigits(TWELVE, some);
    assert.deepEqual([tab1, tab9, tab10, tab11, tab12], ['3', '4', '7', undefined, undefined]);
  });
});

describe('the digits of a scan', () => {
  test('do not change while rows arrive, nor when it ends', () => {
    const running = opened(midScan());
    const more = after(running, { type: 'scan changed', scan: finishedScan(), now: running.now });
    assert.equal(more.digits, running.digits);
    assert.deepEqual(digits(running), [
      ...['1 scan', '2 summary', '3 tasks', '4 locations', '5 agents', '6 executions'],
      ...['7 ebs', '8 rds', '9 efs'],
    ]);
  });

  test('are those of its own kinds: a kind that is not in it has no tab', () => {
    const snapshots = opened(fakeScan({}, { kinds: ['ebs-snapshot', 'efs-recovery-point'] }));
    assert.equal(tabLine(snapshots), ' 1 Scan  2 Summary  7 EBS 0  9 EFS 0');
    assert.deepEqual([opens(snapshots, '3'), opens(snapshots, '7')], [undefined, { open: 'ebs' }]);
    assert.equal(after(snapshots, 'previous view').view, 'efs');
    const typed = after(snapshots, { open: 'tasks' });
    assert.equal(tabLine(typed), ' 1 Scan  2 Summary  Tasks  7 EBS 0  9 EFS 0');
  });

  test('leave to the configuration what it gave to something else', () => {
    const keys = { 'open-ebs': ['b'], copy: ['7'] };
    const { bindings } = readAppearance({
      theme: 'dark',
      themes: {},
      colors: {},
      keys,
      columns: {},
      mouse: true,
    });
    const state = opened();
    const other = { ...state, setting: { ...state.setting, bindings } };
    assert.deepEqual(
      ['b', '8'].map((key) => opens(other, key)),
      [{ open: 'ebs' }, { open: 'rds' }],
    );
    assert.equal(findCommand('table', '7', keysNow(other)), 'copy');
    assert.match(tabLine(other) ?? '', / 6 Executions 2 {2}b EBS 42\+ {2}8 RDS 2 /);
  });
});

describe('the line of tabs', () => {
  const words = TWELVE.map((id, at) => ({
    id,
    digit: '1234567890'[at] ?? '',
    title: `Title ${at + 1}`,
    short: `T${at + 1}`,
    count: 1200,
  }));
  const shown = (open: string, width: number) => fittedTabs(words, open, width).map(({ text }) => text);

  test('loses counts first, then letters of names, then tabs, and says how many', () => {
    assert.equal(shown('tab1', 300)[0], '1 Title 1 1,200');
    assert.equal(shown('tab1', 202)[0], '1 Title 1 1.2k');
    assert.deepEqual(shown('tab2', 160).slice(0, 3), ['1 Title 1', '2 Title 2 1.2k', '3 Title 3']);
    assert.deepEqual(shown('tab2', 133).slice(0, 3), ['1 Title 1', '2 Title 2', '3 Title 3']);
    assert.deepEqual(shown('tab2', 100).slice(0, 3), ['1 T1', '2 T2 1.2k', '3 T3']);
    assert.deepEqual(shown('tab1', 40), ['1 T1', '2 T2', '3 T3', '4 T4', '5 T5', '6 T6', '+6']);
  });

  test('always has the open one', () => {
    assert.deepEqual(shown('tab12', 40), ['1 T1', '2 T2', '3 T3', '4 T4', '5 T5', 'T12', '+6']);
    for (let width = 10; width < 320; width += 1) {
      const line = fittedTabs(words, 'tab9', width);
      assert.ok(line.some(({ id }) => id === 'tab9'));
      const cells = line.reduce((sum, { text }) => sum + text.length + 2, 0);
      assert.ok(cells <= Math.max(width, 12), `${cells} of ${width}`);
      const left = line.at(-1)?.text.startsWith('+') === true ? Number(line.at(-1)?.text) : 0;
      assert.equal(line.filter(({ id }) => id !== null).length + left, words.length);
    }
  });

  test('keeps the names of the tabs that there are at 110, 80 and 60 columns', () => {
    const at = (columns: number) => tabLine(opened(midScan(), { columns, rows: 24 }));
    assert.equal(
      at(110),
      ' 1 Scan  2 Summary  3 Tasks  4 Locations  5 Agents  6 Executions  7 EBS  8 RDS  9 EFS',
    );
    assert.equal(at(80), ' 1 Scan  2 Summary  3 Tasks  4 Locs  5 Agents  6 Execs  7 EBS  8 RDS  9 EFS');
    assert.equal(at(60), ' 1 Scan  2 Summary  3 Tasks  4 Locs  5 Agents  6 Execs  +3');
    const open = withRowsOf(opened(finishedScan(), { columns: 60, rows: 16 }), 'efs');
    assert.equal(tabLine(open), ' 1 Scan  2 Summary  3 Tasks  4 Locs  5 Agents  9 EFS  +3');
  });

  test('leads to the list of all views by a click on what does not fit, as :views does', () => {
    const state = opened(finishedScan(), { columns: 60, rows: 16 });
    const clicked = targetAt(state, { column: (tabLine(state) ?? '').indexOf('+3'), line: 1 })?.state;
    assert.deepEqual(clicked?.picker?.items?.map(({ label, note }) => `${label}: ${note}`).slice(0, 4), [
      'Scan: key 1',
      'Summary: key 2',
      'Tasks: key 3, 2 rows',
      'Locations: key 4, 1 row',
    ]);
    assert.deepEqual(clicked, after(state, 'views'));
    const there = after(state, 'views', { type: 'typed', text: 'efs' }, 'enter');
    assert.deepEqual([there.view, there.picker], ['efs', null]);
  });

  test('has beside them a list of all views, also of those that a command alone opens', () => {
    const state = opened(finishedScan(), SMALL);
    const last = (of: typeof state) =>
      after(of, 'views')
        .picker?.items?.map(({ label, note }) => `${label}: ${note}`)
        .slice(9);
    assert.deepEqual(last(state), [
      'All snapshots: :all-snapshots',
      'Sources: :sources',
      'Transfers: :transfers',
      'Kept by source: :kept',
    ]);
    assert.deepEqual(last(opened(finishedManyScan(), SMALL))?.slice(3), [
      'Kept by source: :kept',
      'Accounts by cost: :costs',
    ]);
    const kept = after(state, 'views', { type: 'typed', text: 'kept' }, 'enter');
    assert.deepEqual([kept.view, kept.summary.list, kept.picker], ['summary', 'sources', null]);
    assert.equal(after(kept, { open: 'summary' }).summary.list, null);
    const sources = after(state, 'views', { type: 'typed', text: 'sources' }, 'enter');
    assert.deepEqual([sources.view, sources.picker], ['sources', null]);
  });

  test('says of a larger one more of the counts', () => {
    assert.match(
      tabLine(withRowsOf(opened(finishedScan(), LARGE), 'ebs')) ?? '',
      / 7 EBS 42\+ {2}8 RDS 2 {2}9 EFS 1$/,
    );
    assert.match(
      tabLine(withRowsOf(opened(finishedScan(), SMALL), 'ebs')) ?? '',
      / 7 EBS 42\+ {2}8 RDS {2}9 EFS$/,
    );
  });
});
