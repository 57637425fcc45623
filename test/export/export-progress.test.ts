import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportProgressWords } from '../../source/export/export-progress.ts';

test('an export is told of by its rows, as its end counts them, and the share that is written', () => {
  assert.equal(
    exportProgressWords({ rows: 5678, share: 0.429, part: 'EBS Snapshots' }),
    'EBS Snapshots: 42% of 5,678 rows',
  );
  assert.equal(
    exportProgressWords({ rows: 5678, share: 0.999, part: 'Coverage' }),
    'Coverage: 99% of 5,678 rows',
  );
  assert.equal(exportProgressWords({ rows: 1, share: 1, part: 'Coverage' }), 'Coverage: 100% of 1 row');
  assert.equal(exportProgressWords({ rows: 0, share: 1, part: 'Coverage' }), 'Coverage');
  assert.equal(exportProgressWords({ rows: 0, share: 0, part: '' }), '');
});
