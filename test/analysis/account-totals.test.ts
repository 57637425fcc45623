import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { summarize } from '../../source/analysis/summary-from-scan-file.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { temporaryFolder } from '../export/example-scan.ts';
import { MANY_ACCOUNTS, manyAccountsFile, PAY, WEB } from '../export/many-accounts.ts';
import { makeScanFile } from '../helpers/scan-files.ts';

const GIB = 1024 ** 3;

function summaryOf(file: string) {
  const reader = openScanReader(file);
  try {
    return summarize(reader.database);
  } finally {
    reader.close();
  }
}

const accountsIn = (file: string) => summaryOf(file).accounts;

test('each account that was read comes to its rows, findings, sizes and costs', (t) => {
  assert.deepEqual(accountsIn(manyAccountsFile(t)), [
    {
      account: PAY,
      name: '=pay/prod',
      rows: 2,
      findings: 1,
      snapshots: { count: 2, bytes: 3 * GIB, unknownSizes: 1 },
      cost: { count: 2, low: 3, high: 4.5, withoutLow: 0, withoutHigh: 0 },
    },
    {
      account: WEB,
      name: 'web',
      rows: 1,
      findings: 0,
      snapshots: { count: 0, bytes: 0, unknownSizes: 0 },
      cost: { count: 0, low: 0, high: 0, withoutLow: 0, withoutHigh: 0 },
    },
  ]);
});

test('what has no bound is counted as such, and sums are as exact as what they are made of', (t) => {
  const rows = [0.1, 0.2, null].map((cost, index) => ({
    key: `snap-${index}`,
    monthly_cost_low: cost,
    monthly_cost_high: cost === 0.1 ? cost : null,
  }));
  const cells = [{ account: PAY, region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done' as const, rows }];
  assert.deepEqual(
    accountsIn(manyAccountsFile(t, { cells }))?.map(({ cost }) => cost),
    [{ count: 3, low: 0.3, high: 0.1, withoutLow: 1, withoutHigh: 2 }],
  );
});

test('the findings of the accounts add up to the counts of the findings, a row that two are about in both', (t) => {
  const row = (key: string, encrypted: boolean) => ({ key, snapshot_id: key, status: 'error', encrypted });
  const cells = [
    { account: PAY, rows: [row('snap-1', false), row('snap-2', true)] },
    { account: WEB, rows: [row('snap-3', false)] },
  ].map((cell) => ({ ...cell, region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done' as const }));
  const { accounts, findings } = summaryOf(manyAccountsFile(t, { cells }));
  const counts = findings.filter(({ count }) => count > 0).map(({ title, count }) => [title, count]);
  assert.deepEqual(counts, [
    ['EBS snapshots that failed', 3],
    ['EBS snapshots that are not encrypted', 2],
  ]);
  assert.deepEqual(
    accounts?.map((total) => total.findings),
    [3, 2],
  );
});

test('a scan of one account has no totals by account', (t) => {
  const file = path.join(temporaryFolder(t), 'one.sqlite');
  makeScanFile(file, { cells: MANY_ACCOUNTS.cells });
  assert.equal(accountsIn(file), undefined);
});
