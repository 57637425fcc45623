import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import stringWidth from 'string-width';
import { alikeProblems } from '../../source/analysis/alike-problems.ts';
import type { AccountTotal, SummaryReport } from '../../source/analysis/summary.ts';
import { summaryText } from '../../source/analysis/summary-text.ts';
import { madeAccount, madeFacts, madeSum, roleRefused } from '../helpers/scan-files.ts';
import { cell, GIB, noCost, REPORT } from './example-report.ts';

const FACTS = madeFacts({ accountsChoice: { organization: 'o-larkspur', isWholeOrganization: true } });

const BARE: SummaryReport = { ...REPORT, kinds: [], findings: [], cost: noCost };

function total(account: string, given: Partial<AccountTotal> = {}): AccountTotal {
  return {
    account,
    name: null,
    rows: 1,
    findings: 0,
    snapshots: { count: 1, bytes: GIB, unknownSizes: 0 },
    cost: { count: 1, low: 1, high: 2, withoutLow: 0, withoutHigh: 0 },
    ...given,
  };
}

const id = (index: number): string => String(index).padStart(12, '0');

suite('the summary of many accounts as text', () => {
  test('holds the organization, the accounts with what they come to, the dearest first, and their problems', () => {
    const accounts = [
      madeAccount(id(1), { name: 'web', kinds: [madeSum(1)] }),
      madeAccount(id(2), { name: 'pay', phase: 'partial', kinds: [madeSum(1, 1)] }),
      ...[3, 4].map((index) =>
        madeAccount(id(index), { phase: 'denied', error: roleRefused(id(index)), regions: [] }),
      ),
    ];
    const error = { code: 'Reset', message: 'the connection broke', advice: 'try again' };
    const cells = [
      cell('ebs-snapshot', { account: id(1) }),
      cell('ebs-snapshot', { account: id(2), phase: 'failed', rows: 0, error }),
    ];
    const alike = alikeProblems({ accounts, cells });
    const unknown = { count: 2, bytes: 0, unknownSizes: 2 };
    const totals = [
      total(id(1)),
      total(id(2), {
        rows: 1204,
        findings: 3,
        snapshots: unknown,
        cost: { count: 2, low: 0, high: 2.5, withoutLow: 2, withoutHigh: 1 },
      }),
    ];
    assert.equal(
      summaryText({ ...BARE, accounts: totals }, { facts: FACTS, cells, accounts, alike }, 'auto', 90),
      `organization o-larkspur · 4 accounts · 2 regions · 2026-11-21 09:30:00 UTC · 2m 00s
complete, 3 of 4 accounts with problems (1 of 2 cells); see Coverage

Accounts
  Account       Name  Outcome   Rows     Size  Cost Low  Cost High  Findings
  000000000002  pay   partial  1,204+                        $2.50+        3+
  000000000001  web   done         1  1.0 GiB     $1.00      $2.00         0

Coverage of 4 accounts: 1 done, 1 partial, 2 denied
  denied  2 accounts: role Audit cannot be assumed (AccessDenied)
  failed  000000000002 pay, us-east-1, EBS snapshots: Reset: the connection broke
    try again
`,
    );
  });

  test('says of some accounts of an organization that they are, and of others just how many', () => {
    const accounts = [madeAccount(id(1)), madeAccount(id(2))];
    const head = (facts: typeof FACTS) =>
      summaryText(BARE, { facts, cells: [], accounts }, 'auto', 90).split(' · ')[0];
    const some = { organization: 'o-larkspur', isWholeOrganization: false };
    assert.equal(head({ ...FACTS, accountsChoice: some }), '2 accounts of the organization o-larkspur');
    assert.equal(head(madeFacts({ identity: null })), '2 accounts');
  });

  test('lists twenty accounts and twenty kinds of problems, and counts the others', () => {
    const ids = Array.from({ length: 25 }, (_, index) => id(index));
    const accounts = ids.map((account) =>
      madeAccount(account, { name: '日本'.repeat(15), phase: 'partial', kinds: [madeSum(1, 1)] }),
    );
    const cells = ids.map((account, index) =>
      cell('ebs-snapshot', { account, phase: 'failed', error: { code: `Fault${index}`, message: 'x' } }),
    );
    const totals = ids.map((account) => total(account));
    const lines = summaryText(
      { ...BARE, accounts: totals },
      { facts: FACTS, cells, accounts, alike: alikeProblems({ accounts, cells }) },
      'auto',
      80,
    ).split('\n');
    assert.deepEqual(
      lines.filter((line) => stringWidth(line) > 80),
      [],
    );
    assert.deepEqual(
      lines.filter((line) => line.includes('more')),
      ['  and 5 more', '  and 5 more'],
    );
    assert.equal(lines.filter((line) => /^ {2}0{11}/.test(line)).length, 10);
    assert.equal(lines.filter((line) => line.startsWith('  failed  ')).length, 20);
  });

  test('says nothing of coverage where all accounts are sound', () => {
    const accounts = [madeAccount(id(1))];
    const text = summaryText(
      BARE,
      { facts: FACTS, cells: [cell('ebs-snapshot', { account: id(1) })], accounts },
      'auto',
      80,
    );
    assert.doesNotMatch(text, /Coverage/);
  });
});
