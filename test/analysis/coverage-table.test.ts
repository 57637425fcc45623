import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  accountCounts,
  COVERAGE_COLUMNS,
  completeness,
  coverageValues,
  problemCells,
  scanFactLines,
  unreadValues,
} from '../../source/analysis/coverage-table.ts';
import { madeAccount, madeFacts, madeSum, roleRefused, SCAN_START } from '../helpers/scan-files.ts';
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
    read: { at: 6, until: 8 },
    error,
  });
  assert.deepEqual(named(coverageValues(given, 'EBS snapshots: unblocked')), {
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
    'Read At': 6,
    'Read Until': 8,
    'Public Access': 'EBS snapshots: unblocked',
  });
});

test('a cell without an error has none, one without advice no advice, and a kind of another version its id', () => {
  const sound = named(coverageValues(cell('of-tomorrow'), null));
  assert.deepEqual(
    [sound.Kind, sound['Error Code'], sound['Error Message'], sound.Advice, sound['Read At']],
    ['of-tomorrow', null, null, null, null],
  );
  const failed = named(
    coverageValues(cell('ebs-snapshot', { error: { code: 'Reset', message: 'gone' } }), null),
  );
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
  assert.equal(completeness({ facts, cells: [done, off], accounts: [] }), 'complete');
  assert.equal(
    completeness({ facts, cells: [done, off, cell('rds-snapshot', { phase: 'denied' })], accounts: [] }),
    'complete, 1 of 2 cells with problems; see Coverage',
  );
  assert.equal(
    completeness({ facts, cells: [done, off, cell('rds-snapshot', { phase: 'running' })], accounts: [] }),
    'PARTIAL: 1 of 2 cells were not finished, so rows may be missing; see Coverage',
  );
  // Killed before it had planned a cell that was left.
  assert.equal(
    completeness({ facts: { ...facts, complete: false }, cells: [done], accounts: [] }),
    'PARTIAL: the scan was not finished',
  );
});

test('a scan says who made it, of what, when and how', () => {
  const facts = madeFacts({
    profile: 'prod',
    regionsOff: ['af-south-1', 'me-south-1'],
    options: { old_days: 365, kinds: ['ebs-snapshot', 'efs-recovery-point'], since: null },
  });
  assert.deepEqual(scanFactLines({ facts, cells: [], accounts: [] }), [
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
  const facts = madeFacts({ identity: null, endedAt: null, startedAt: SCAN_START });
  const lines = new Map(scanFactLines({ facts, cells: [], accounts: [] }));
  for (const name of ['Account', 'Account Name', 'Partition', 'Caller ARN', 'Profile', 'Ended (UTC)'])
    assert.equal(lines.get(name), '', name);
});

test('an account that was not read says how it ended and why, and has no cell', () => {
  const denied = madeAccount('012345678901', { phase: 'denied', error: roleRefused('012345678901') });
  assert.deepEqual(named(unreadValues(denied)), {
    Account: '012345678901',
    Region: null,
    Kind: null,
    Outcome: 'denied',
    Rows: 0,
    Calls: 0,
    Retries: 0,
    'Error Code': 'AccessDenied',
    'Error Message': 'arn:aws:iam::012345678901:role/Audit cannot be assumed (AccessDenied)',
    Advice: null,
    Started: SCAN_START,
    Ended: SCAN_START + 1000,
    Collector: null,
    'Read At': null,
    'Read Until': null,
    'Public Access': null,
  });
  const [, , , outcome, , , , code] = unreadValues(madeAccount('1', { phase: 'queued' }));
  assert.deepEqual([outcome, code], ['stopped', null]);
});

test('a scan of many accounts is complete, complete with problems, or partial, by its accounts', () => {
  const facts = madeFacts();
  const done = madeAccount('1', { kinds: [madeSum(8), madeSum(9)] });
  const skipped = madeAccount('2', { phase: 'skipped' });
  const denied = madeAccount('3', { phase: 'denied' });
  const partial = madeAccount('4', { phase: 'partial', kinds: [madeSum(8), madeSum(9, 2)] });
  const queued = madeAccount('5', { phase: 'queued' });
  const said = (...accounts: readonly ReturnType<typeof madeAccount>[]) =>
    completeness({ facts, cells: [], accounts });
  assert.equal(said(done, skipped), 'complete');
  assert.equal(said(done, denied), 'complete, 1 of 2 accounts with problems; see Coverage');
  assert.equal(
    said(done, denied, partial),
    'complete, 2 of 3 accounts with problems (2 of 34 cells); see Coverage',
  );
  assert.equal(
    said(done, queued, partial),
    'PARTIAL: 1 of 3 accounts were not finished, so rows may be missing; see Coverage',
  );
  const killed = completeness({ facts: { ...facts, complete: false }, cells: [], accounts: [done] });
  assert.equal(killed, 'PARTIAL: the scan was not finished');
});

test('accounts are counted by how they came out, those at work as stopped', () => {
  const phases = ['skipped', 'done', 'running', 'done', 'failed', 'stopped'] as const;
  const accounts = phases.map((phase, index) => madeAccount(String(index), { phase }));
  assert.equal(accountCounts(accounts), '2 done, 1 failed, 2 stopped, 1 skipped');
});

test('a scan of many accounts says of which organization, and how many came out how', () => {
  const facts = madeFacts({
    identity: null,
    accountsChoice: { organization: 'o-larkspur', isWholeOrganization: true },
  });
  const accounts = [madeAccount('1'), madeAccount('2', { phase: 'denied' })];
  const lines = scanFactLines({ facts, cells: [cell('ebs-snapshot', { partition: 'aws-cn' })], accounts });
  assert.deepEqual(lines.slice(0, 4), [
    ['Organization', 'o-larkspur'],
    ['Accounts', '2: 1 done, 1 denied'],
    ['Partition', 'aws-cn'],
    ['Caller ARN', ''],
  ]);
  assert.deepEqual(scanFactLines({ facts: madeFacts(), cells: [], accounts })[0], lines[1]);
});

test('what is left of a scan of many accounts in the file of one is that one', () => {
  const facts = madeFacts({ accountsChoice: { organization: null, isWholeOrganization: false } });
  const lines = scanFactLines({ facts, cells: [], accounts: [madeAccount('7', { name: 'pay' })] });
  assert.deepEqual(lines.slice(0, 4), [
    ['Account', '7'],
    ['Account Name', 'pay'],
    ['Accounts', '1: 1 done'],
    ['Partition', 'aws'],
  ]);
});
