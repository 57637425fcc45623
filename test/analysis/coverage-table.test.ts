import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  COVERAGE_COLUMNS,
  completeness,
  coverageValues,
  problemCells,
  scanFactLines,
} from '../../source/analysis/coverage-table.ts';
import { madeFacts, SCAN_START } from '../helpers/scan-files.ts';
import { cell } from './example-report.ts';

function named(values: readonly unknown[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(COVERAGE_COLUMNS.map(({ header }, index) => [header, values[index]]));
}

test('a cell says where it was, how it ended, what it cost in calls and what went wrong', () => {
  const error = { code: 'AccessDenied', message: 'not authorized', advice: 'add the action' };
  const given = cell('ebs-snapshot', {
    phase: 'denied',
    rows: 4,
    calls: 3,
    retries: 2,
    startedAt: 5,
    endedAt: 9,
    error,
  });
  assert.deepEqual(named(coverageValues(given)), {
    Account: '123456789012',
    Region: 'us-east-1',
    Kind: 'EBS snapshots',
    Outcome: 'denied',
    Rows: 4,
    Calls: 3,
    Retries: 2,
    'Error Code': 'AccessDenied',
    'Error Message': 'not authorized',
    Advice: 'add the action',
    Started: 5,
    Ended: 9,
    Collector: 'ebs-snapshot',
  });
});

test('a cell without an error has none, one without advice no advice, and a kind of another version its id', () => {
  const sound = named(coverageValues(cell('of-tomorrow')));
  assert.deepEqual(
    [sound.Kind, sound['Error Code'], sound['Error Message'], sound.Advice],
    ['of-tomorrow', null, null, null],
  );
  const failed = named(coverageValues(cell('ebs-snapshot', { error: { code: 'Reset', message: 'gone' } })));
  assert.deepEqual([failed['Error Code'], failed['Error Message'], failed.Advice], ['Reset', 'gone', null]);
});

test('a cell has a problem that is not done, empty or skipped, also while it is under way', () => {
  const phases = ['done', 'empty', 'skipped', 'partial', 'denied', 'running', 'stopped'] as const;
  assert.deepEqual(
    problemCells(phases.map((phase) => cell('ebs-snapshot', { phase }))).map(({ phase }) => phase),
    ['partial', 'denied', 'running', 'stopped'],
  );
});

test('a scan is complete, complete with problems, or partial; regions that are off do not count', () => {
  const facts = madeFacts({ regionsOff: ['af-south-1'] });
  const off = cell('ebs-snapshot', { region: 'af-south-1', phase: 'failed' });
  const done = cell('ebs-snapshot');
  assert.equal(completeness(facts, [done, off]), 'complete');
  assert.equal(
    completeness(facts, [done, off, cell('rds-snapshot', { phase: 'denied' })]),
    'complete, 1 of 2 cells with problems; see Coverage',
  );
  assert.equal(
    completeness(facts, [done, off, cell('rds-snapshot', { phase: 'running' })]),
    'PARTIAL: 1 of 2 cells were not finished, so rows may be missing; see Coverage',
  );
  // Killed before it had planned a cell that was left.
  assert.equal(completeness({ ...facts, complete: false }, [done]), 'PARTIAL: the scan was not finished');
});

test('a scan says who made it, of what, when and how', () => {
  const facts = madeFacts({
    profile: 'prod',
    regionsOff: ['af-south-1', 'me-south-1'],
    options: { old_days: 365, kinds: ['ebs-snapshot', 'efs-recovery-point'], since: null },
  });
  assert.deepEqual(scanFactLines(facts), [
    ['Account', '123456789012'],
    ['Account Name', 'PROD-ACCOUNT'],
    ['Partition', 'aws'],
    ['Caller ARN', 'arn:aws:iam::123456789012:user/reader'],
    ['Profile', 'prod'],
    ['Regions', 'eu-west-1, us-east-1'],
    ['Regions Off', 'af-south-1, me-south-1'],
    ['Started (UTC)', '2026-11-21 09:30:00'],
    ['Ended (UTC)', '2026-11-21 09:32:00'],
    ['Options', 'old_days: 365; kinds: ebs-snapshot, efs-recovery-point; since: none'],
    ['snapdeck Version', '0.1.0'],
  ]);
});

test('a scan that does not know who asked, and has not ended, leaves that blank', () => {
  const lines = new Map(scanFactLines(madeFacts({ identity: null, endedAt: null, startedAt: SCAN_START })));
  for (const name of ['Account', 'Account Name', 'Partition', 'Caller ARN', 'Profile', 'Ended (UTC)'])
    assert.equal(lines.get(name), '', name);
});
