import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FINDINGS } from '../../../source/kinds/findings.ts';
import type { ScanFacts } from '../../../source/model/scan-facts.ts';
import { findingSettings, isAnswerable } from '../../../source/store/filter/finding-condition.ts';
import { madeFacts, SCAN_START } from '../../helpers/scan-files.ts';

test('findings are measured from the start of the scan, with the days that it was told', () => {
  const options = { old_days: 90, execution_days: 7 };
  assert.deepEqual(findingSettings(madeFacts({ options })), {
    scanStart: SCAN_START,
    oldDays: 90,
    executionDays: 7,
    isOrganizationKnown: false,
  });
});

test('a scan file that does not say counts a year as old and looks for executions of 30 days', () => {
  for (const options of [{}, { old_days: 'many', execution_days: null }])
    assert.deepEqual(findingSettings(madeFacts({ options })), {
      scanStart: SCAN_START,
      oldDays: 365,
      executionDays: 30,
      isOrganizationKnown: false,
    });
});

test('a finding can be answered only by a table that has every column that it reads', () => {
  const finding = FINDINGS.find(({ reads, when }) => when === undefined && reads.length > 1);
  assert.ok(finding !== undefined);
  const settings = findingSettings(madeFacts());
  const columns = finding.reads.map((id) => ({ id, type: 'text' as const }));
  const others = [{ id: 'unheard_of', type: 'text' as const }];
  assert.equal(isAnswerable(finding, { tab: finding.tab, columns: [...others, ...columns] }, settings), true);
  assert.equal(isAnswerable(finding, { tab: finding.tab, columns: columns.slice(1) }, settings), false);
  assert.equal(isAnswerable(finding, { tab: finding.tab, columns: columns.slice(0, -1) }, settings), false);
  assert.equal(isAnswerable(finding, { tab: finding.tab, columns: others }, settings), false);
});

test('a finding about the organization is asked only of a scan that knows all of its accounts', () => {
  const choice = { organization: 'o-1', isWholeOrganization: true };
  const asked = (facts: Partial<ScanFacts>): readonly string[] => {
    const settings = findingSettings(madeFacts(facts));
    return FINDINGS.flatMap(({ id, tab, reads, when }) =>
      when !== undefined &&
      tab === 'ebs' &&
      isAnswerable(
        { reads, when },
        { tab, columns: reads.map((column) => ({ id: column, type: 'text' })) },
        settings,
      )
        ? [id]
        : [],
    );
  };
  assert.deepEqual(asked({}), ['ebs-shared', 'ebs-ami-shared']);
  assert.deepEqual(asked({ accountsChoice: choice }), ['ebs-shared', 'ebs-ami-shared']);
  assert.deepEqual(asked({ accountsChoice: { ...choice, isListed: true } }), [
    'ebs-shared-outside',
    'ebs-copied-to-foreign',
    'ebs-ami-shared-outside',
    'ebs-copied-from-foreign',
    'ebs-shared-within',
    'ebs-ami-shared-within',
  ]);
});
