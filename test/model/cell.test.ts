import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isFinal,
  isProblem,
  isSound,
  isUnfinished,
  type Phase,
  scannedCells,
} from '../../source/model/cell.ts';

/** Every phase of a cell: is it final, sound, a problem, unfinished? */
const PHASES: Record<
  Phase,
  readonly [final: boolean, sound: boolean, problem: boolean, unfinished: boolean]
> = {
  queued: [false, false, false, true],
  running: [false, false, false, true],
  waiting: [false, false, false, true],
  done: [true, true, false, false],
  empty: [true, true, false, false],
  skipped: [true, true, false, false],
  partial: [true, false, true, false],
  denied: [true, false, true, false],
  throttled: [true, false, true, false],
  failed: [true, false, true, false],
  stopped: [true, false, true, true],
};

test('a cell is under way, ended well or has something to say; one that was stopped is unfinished too', () => {
  for (const phase of Object.keys(PHASES) as Phase[])
    assert.deepEqual(
      [isFinal(phase), isSound(phase), isProblem(phase), isUnfinished(phase)],
      PHASES[phase],
      phase,
    );
});

test('cells are counted in the regions that are scanned, not in those that are off', () => {
  const cells = ['eu-west-1', 'af-south-1', 'us-east-1'].map((region) => ({ region }));
  assert.deepEqual(scannedCells({ cells, regionsOff: ['af-south-1'] }), [
    { region: 'eu-west-1' },
    { region: 'us-east-1' },
  ]);
  assert.deepEqual(scannedCells({ cells, regionsOff: [] }), cells);
});

test('where no region is off the cells are the very same list, so that nothing that hangs on them is drawn anew', () => {
  const cells = [{ region: 'eu-west-1' }];
  assert.equal(scannedCells({ cells, regionsOff: [] }), cells);
});
