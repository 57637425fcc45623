import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FINDINGS } from '../../../source/kinds/findings.ts';
import { findingSettings, isAnswerable } from '../../../source/store/filter/finding-condition.ts';
import { madeFacts, SCAN_START } from '../../helpers/scan-files.ts';

test('findings are measured from the start of the scan, with the days that it was told', () => {
  const options = { old_days: 90, execution_days: 7 };
  assert.deepEqual(findingSettings(madeFacts({ options })), {
    scanStart: SCAN_START,
    oldDays: 90,
    executionDays: 7,
  });
});

test('a scan file that does not say counts a year as old and looks for executions of 30 days', () => {
  for (const options of [{}, { old_days: 'many', execution_days: null }])
    assert.deepEqual(findingSettings(madeFacts({ options })), {
      scanStart: SCAN_START,
      oldDays: 365,
      executionDays: 30,
    });
});

test('a finding can be answered only by a table that has every column that it reads', () => {
  const finding = FINDINGS.find(({ reads }) => reads.length > 1);
  assert.ok(finding !== undefined);
  const columns = finding.reads.map((id) => ({ id, type: 'text' as const }));
  const others = [{ id: 'unheard_of', type: 'text' as const }];
  assert.equal(isAnswerable(finding, { tab: finding.tab, columns: [...others, ...columns] }), true);
  assert.equal(isAnswerable(finding, { tab: finding.tab, columns: columns.slice(1) }), false);
  assert.equal(isAnswerable(finding, { tab: finding.tab, columns: columns.slice(0, -1) }), false);
  assert.equal(isAnswerable(finding, { tab: finding.tab, columns: others }), false);
});
