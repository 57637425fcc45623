import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ScanState } from '../../../../source/model/cell.ts';
import type { AppState } from '../../../../source/ui/state/app-state.ts';
import { cellUnderCursor } from '../../../../source/ui/state/grid-cursor.ts';
import { gridLines } from '../../../../source/ui/state/grid-lines.ts';
import { type CellChange, fakeScan, SCAN_START } from '../../helpers/fake-scan.ts';
import { checkFrame, frame } from '../../helpers/frame.tsx';
import { after, opened, SMALL } from '../../helpers/states.ts';

const REGIONS = ['ap-1', 'ap-2', 'ap-3', 'eu-1', 'eu-2', 'sa-1', 'us-1', 'us-2'];
const rows = (count: number): CellChange => ({ phase: 'done', rows: count });
const CHANGES = {
  'ap-2 rds-snapshot': rows(2),
  'ap-3 datasync-agent': { phase: 'denied' },
  'eu-2 ebs-snapshot': rows(40),
  'us-1 efs-recovery-point': rows(900),
  'us-1 ebs-snapshot': rows(10),
  'us-2 ebs-snapshot': { phase: 'partial' },
} as const;

function scanOf(
  stage: ScanState['stage'],
  changes: Readonly<Record<string, CellChange>> = CHANGES,
): ScanState {
  return fakeScan(changes, { regions: REGIONS, stage, endedAt: stage === 'scanning' ? null : SCAN_START });
}

const changed = (state: AppState, scan: ScanState) =>
  after(state, { type: 'scan changed', scan, now: SCAN_START });
const linesOf = ({ scan, grid }: AppState) =>
  scan === null
    ? []
    : gridLines(scan, grid).map((line) => ('region' in line ? line.region : `${line.empty.length} empty`));
const cursorOf = ({ scan, grid }: AppState) => {
  const cell = scan === null ? undefined : cellUnderCursor(scan, grid);
  return cell === undefined ? null : `${cell.region} ${cell.kind}`;
};
const running = opened(scanOf('scanning'));
const ended = opened(scanOf('complete'));

describe('the lines of the grid', () => {
  test('stand as AWS lists the regions while the scan runs', () => {
    assert.deepEqual(linesOf(running), REGIONS);
  });

  test('are those with rows first once it has ended, the fullest at the top, then problems, the empty ones in one', () => {
    const order = ['us-1', 'eu-2', 'ap-2', 'ap-3', 'us-2', '3 empty'];
    assert.deepEqual(linesOf(ended), order);
    assert.deepEqual(linesOf(changed(running, scanOf('complete'))), order);
    assert.deepEqual(linesOf(opened(scanOf('stopped'))), order);
  });

  test('never fold a region of which a part was refused, failed, throttled, stopped or is not whole', () => {
    for (const phase of ['denied', 'failed', 'throttled', 'stopped', 'partial'] as const) {
      const state = opened(scanOf('complete', { ...CHANGES, 'eu-1 ebs-snapshot': { phase } }));
      assert.deepEqual(linesOf(state), ['us-1', 'eu-2', 'ap-2', 'ap-3', 'eu-1', 'us-2', '2 empty']);
    }
  });

  test('fold a region that is empty as far as it offers anything, but none that offers nothing', () => {
    const skipped = { 'eu-1 ebs-snapshot': { phase: 'skipped' } } as const;
    assert.equal(linesOf(opened(scanOf('complete', { ...CHANGES, ...skipped }))).at(-1), '3 empty');
    const kinds = ['ebs-snapshot'];
    const nothing = fakeScan({ ...skipped, 'us-1 ebs-snapshot': rows(1) }, { regions: REGIONS, kinds });
    assert.deepEqual(linesOf(opened(nothing)), ['us-1', 'eu-1', '6 empty']);
  });

  test('are the empty regions themselves where there is one, or nothing else', () => {
    const one = fakeScan({ 'us-1 ebs-snapshot': rows(1) }, { regions: ['eu-1', 'us-1'] });
    assert.deepEqual(linesOf(opened(one)), ['us-1', 'eu-1']);
    assert.deepEqual(linesOf(opened(fakeScan({}, { regions: ['eu-1', 'us-1'] }))), ['eu-1', 'us-1']);
  });

  test('keep their order while cells are read again, and unfold a region that has rows now', () => {
    const again = changed(
      ended,
      scanOf('scanning', { ...CHANGES, 'ap-2 rds-snapshot': { phase: 'running' } }),
    );
    assert.deepEqual(linesOf(again), linesOf(ended));
    const more = changed(again, scanOf('complete', { ...CHANGES, 'sa-1 ebs-snapshot': rows(5000) }));
    assert.deepEqual(linesOf(more), ['us-1', 'eu-2', 'ap-2', 'ap-3', 'us-2', 'sa-1', '2 empty']);
    const next = after(more, {
      type: 'scan opened',
      allRunsOf: null,
      source: 'scan',
      scan: scanOf('scanning'),
      now: SCAN_START,
    });
    assert.deepEqual(linesOf(next), REGIONS);
  });
});

describe('the cursor of the grid', () => {
  test('begins on the first cell with rows, once there is one', () => {
    assert.equal(cursorOf(ended), 'us-1 ebs-snapshot');
    const nothing = opened(scanOf('scanning', {}));
    assert.equal(cursorOf(nothing), 'ap-1 datasync-task');
    const first = changed(nothing, scanOf('scanning', { 'eu-2 ebs-snapshot': rows(40) }));
    assert.equal(cursorOf(first), 'eu-2 ebs-snapshot');
    assert.equal(cursorOf(changed(first, scanOf('scanning'))), 'eu-2 ebs-snapshot');
    assert.equal(cursorOf(changed(first, scanOf('complete'))), 'us-1 ebs-snapshot');
  });

  test('stays on the region that a person put it on when the lines change their order', () => {
    const moved = after(running, 'last', 'up');
    assert.equal(cursorOf(moved), 'us-1 rds-snapshot');
    assert.equal(cursorOf(changed(moved, scanOf('complete'))), 'us-1 rds-snapshot');
    const folded = changed(after(running, 'first'), scanOf('complete'));
    assert.equal(linesOf(folded)[folded.grid.row], '3 empty');
  });

  test('unfolds the empty regions with Enter on their line or + anywhere, and folds them again', () => {
    const onFold = after(ended, 'last');
    const open = after(onFold, 'enter');
    assert.deepEqual(linesOf(open).slice(5), ['3 empty', 'ap-1', 'eu-1', 'sa-1']);
    assert.equal(open.view, 'scan');
    assert.equal(cursorOf(after(open, 'down', 'down')), 'eu-1 ebs-snapshot');
    assert.deepEqual(linesOf(after(open, 'enter')), linesOf(ended));
    assert.deepEqual(linesOf(after(ended, 'unfold', 'down', 'unfold')), linesOf(ended));
    assert.equal(
      after(running, 'unfold').message?.text,
      'empty regions are in one line when the scan has ended',
    );
    const full = opened(fakeScan({ 'us-1 ebs-snapshot': rows(1) }, { regions: ['us-1'] }));
    assert.equal(after(full, 'unfold').message?.text, 'no regions are folded here');
  });
});

describe('a grid with more regions than lines', () => {
  const regions = Array.from({ length: 17 }, (_, index) => `region-${index + 1}`);
  const some = Object.fromEntries(
    regions.slice(4, 16).map((name, at) => [`${name} ebs-snapshot`, rows(at + 1)]),
  );
  const manyOf = (stage: ScanState['stage']) => opened(fakeScan(some, { regions, stage }), SMALL);

  test('says how many are in sight while the scan runs, and where the others are', (context) => {
    checkFrame(context, 'a-grid-that-scrolls-80x24', after(manyOf('scanning'), 'down', 'page down'));
  });

  test('has the fullest ones in sight and the empty ones in one line when it has ended', (context) => {
    checkFrame(context, 'a-grid-with-empty-regions-80x24', after(manyOf('complete'), 'last'));
  });

  test('has the empty ones in lines of their own when they are unfolded', (context) => {
    checkFrame(
      context,
      'a-grid-with-empty-regions-unfolded-80x24',
      after(manyOf('complete'), 'unfold', 'last'),
    );
  });

  test('names the empty ones where only their line is out of sight', () => {
    const size = { columns: 60, rows: 16 };
    const few = fakeScan(
      { 'r-1 ebs-snapshot': rows(1), 'r-2 ebs-snapshot': rows(2), 'r-3 ebs-snapshot': { phase: 'failed' } },
      { regions: ['r-1', 'r-2', 'r-3', 'r-4', 'r-5'] },
    );
    assert.match(frame(opened(few, size)), /─ v 2 regions empty, \+ shows them ─/);
  });

  test('says nothing of them where all are in sight', () => {
    assert.doesNotMatch(frame(ended), /\d of \d+ regions/);
  });
});
