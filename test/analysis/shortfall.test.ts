import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import { completeness } from '../../source/analysis/coverage-table.ts';
import type { SummaryReport } from '../../source/analysis/summary.ts';
import { summaryTables } from '../../source/analysis/summary-tables.ts';
import { summaryText } from '../../source/analysis/summary-text.ts';
import { summaryOf } from '../../source/export/export-filter.ts';
import { openExportInput } from '../../source/export/open-export-input.ts';
import { MANY_ACCOUNTS, manyAccountsFile, PAY, REFUSED, WEB } from '../export/many-accounts.ts';
import { type MadeScan, madeAccount } from '../helpers/scan-files.ts';

/** The summary of a scan of many accounts, as a report and as it is printed. */
function summed(t: TestContext, given: Partial<MadeScan> = {}) {
  const source = openExportInput(manyAccountsFile(t, given), 'auto');
  const report = summaryOf(source);
  const text = summaryText(report, source, 'auto', 90);
  const whole = completeness(source);
  source.close();
  return { report, lines: text.trimEnd().split('\n'), whole };
}

function marks(report: SummaryReport): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(summaryTables(report).map(({ title, atLeast }) => [title, atLeast]));
}

const [EBS, AGENTS] = MANY_ACCOUNTS.cells;

suite('what a scan did not read', () => {
  test('stands over every table whose numbers leave it out, by the kinds that the table is of', (t) => {
    const { report, lines } = summed(t);
    const tables = marks(report);
    assert.equal(tables['Resources found'], 'at least: 1 account denied (erp), 1 region denied');
    assert.equal(tables.DataSync, 'at least: 1 account denied (erp), 1 region denied');
    assert.equal(tables['Snapshots by service'], 'at least: 1 account denied (erp)');
    assert.equal(tables['Cost a month by region (USD)'], 'at least: 1 account denied (erp)');
    assert.equal(tables.Findings, 'at least: 1 account denied (erp), 1 region denied');
    const at = lines.indexOf('Accounts');
    assert.equal(lines[at + 1], '  at least: 1 account denied (erp), 1 region denied');
    assert.match(lines[at + 2] ?? '', /^ {2}Account /);
  });

  test('is said nowhere where all was read, an account that is not active apart', (t) => {
    const { report, lines } = summed(t, {
      cells: [EBS, AGENTS].flatMap((cell) => cell ?? []),
      accounts: (MANY_ACCOUNTS.accounts ?? []).filter(({ id }) => id !== REFUSED),
    });
    assert.equal(report.shortfall, undefined);
    assert.deepEqual(
      lines.filter((line) => line.includes('at least') || line.includes('nothing was read')),
      [],
    );
  });

  test('is a mark behind every printed number that leaves it out, and behind no other', (t) => {
    const read = (MANY_ACCOUNTS.accounts ?? []).filter(({ id }) => id !== REFUSED);
    const { lines } = summed(t, { accounts: read });
    const found = lines.slice(lines.indexOf('Resources found'));
    assert.deepEqual(found.slice(0, found.indexOf('')), [
      'Resources found',
      '  at least: 1 region denied',
      '  Kind             Count',
      '  DataSync agents      1+',
      '  EBS snapshots        2',
    ]);
    const marked = found.slice(0, found.indexOf('Findings')).filter((line) => /\d\+/.test(line));
    assert.deepEqual(marked, [
      '  DataSync agents      1+',
      '  012345678901  =pay/prod  partial     2+ 3.0 GiB+    $3.00+     $4.50+        1+',
      '  Total Agents                        1+',
      '  Agents ONLINE                       1+',
      '  Agents OFFLINE                      0+',
    ]);
    const every = summed(t).lines;
    const services = every.slice(every.indexOf('Snapshots by service'));
    assert.deepEqual(services.slice(2, services.indexOf('')), [
      '  Service  Count     Size  Unsized  Oldest (UTC)  Newest (UTC)',
      '  EBS          2+ 3.0 GiB+       1+',
    ]);
  });

  test('names three accounts and counts the others', (t) => {
    const denied = ['a', 'b', 'c', 'd', 'e'].map((name, index) =>
      madeAccount(`51234567890${index}`, { name, phase: 'denied', regions: [] }),
    );
    const { report } = summed(t, { accounts: [madeAccount(PAY), madeAccount(WEB), ...denied] });
    assert.equal(marks(report)['Snapshots by age'], 'at least: 5 accounts denied (a, b, c and 2 more)');
  });

  test('counts a finding’s accounts beside its cells', (t) => {
    const findings = summed(t).report.findings.map(({ id, cellsNotRead, accountsNotRead }) => [
      id,
      cellsNotRead,
      accountsNotRead,
    ]);
    assert.ok(findings.some(([id]) => id === 'ebs-public'));
    assert.deepEqual(
      findings.filter(([, , accounts]) => accounts !== 1),
      [],
    );
    const table = summaryTables(summed(t).report).find(({ title }) => title === 'Findings');
    assert.deepEqual(
      table?.columns.map(({ header }) => header),
      ['Finding', 'Severity', 'Count', 'Not Checked', 'Cells Not Read', 'Accounts Not Read'],
    );
  });
});

suite('a scan that read nothing', () => {
  test('says so first and why, and has no table of zeros', (t) => {
    const accounts = (MANY_ACCOUNTS.accounts ?? []).filter(({ id }) => id === REFUSED);
    const { report, lines } = summed(t, { cells: [], accounts });
    assert.deepEqual(summaryTables(report), []);
    assert.equal(lines[0], 'nothing was read: 1 account denied (erp)');
    assert.match(lines[1] ?? '', /^organization o-larkspur · 1 account · /);
    assert.equal(lines.length, 2);
  });

  test('is one whose every cell was denied too, be some kind not offered there', (t) => {
    const cells = [EBS, AGENTS].flatMap((cell, index) =>
      cell === undefined
        ? []
        : [
            {
              ...cell,
              account: PAY,
              rows: [],
              outcome: index === 0 ? ('denied' as const) : ('skipped' as const),
            },
          ],
    );
    const { report, lines } = summed(t, { cells, accounts: [madeAccount(PAY, { phase: 'partial' })] });
    assert.deepEqual(summaryTables(report), []);
    assert.equal(lines[0], 'nothing was read: 1 region denied');
    assert.ok(!lines.includes('Accounts'), 'an account of zeros is one as well');
  });

  test('is none where a cell ended empty: that there is nothing was read', (t) => {
    const cells = MANY_ACCOUNTS.cells.filter(({ outcome }) => outcome !== 'done');
    const { report, lines, whole } = summed(t, { cells });
    assert.equal(report.shortfall?.isAll, false);
    assert.equal(lines[1], whole);
  });
});
