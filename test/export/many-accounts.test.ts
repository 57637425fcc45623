import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { suite, type TestContext, test } from 'node:test';
import { summaryText } from '../../source/analysis/summary-text.ts';
import { summaryOf } from '../../source/export/export-filter.ts';
import type { ExportRequest } from '../../source/export/export-request.ts';
import { exportScan } from '../../source/export/export-scan.ts';
import { openExportInput } from '../../source/export/open-export-input.ts';
import type { ExportFormat } from '../../source/model/export-format.ts';
import { madeAccount, roleRefused, SCAN_START } from '../helpers/scan-files.ts';
import { temporaryFolder } from './example-scan.ts';
import { CLOSED, manyAccountsFile, PAY, REFUSED, WEB } from './many-accounts.ts';

async function exported(
  test: TestContext,
  format: ExportFormat,
  given: Partial<ExportRequest> = {},
  scanFile = manyAccountsFile(test),
) {
  const output = path.join(temporaryFolder(test), 'out');
  const request = {
    scanFile,
    formats: [format],
    output,
    byteUnit: 'auto',
    now: SCAN_START,
    ...given,
  } as const;
  const signal = new AbortController().signal;
  const result = await exportScan(request, { onProgress: () => {}, signal, stdout: new PassThrough() });
  const text = (ending: string): string => {
    const file = result.paths.find((one) => one.endsWith(ending));
    assert.ok(file !== undefined, ending);
    return fs.readFileSync(file, 'utf8');
  };
  return { ...result, names: result.paths.map((file) => path.basename(file)), text };
}

const objects = (ndjson: string) =>
  ndjson
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

const records = (csv: string) => csv.slice(1).trimEnd().split('\r\n');

const ACCOUNTS = [
  {
    account: PAY,
    name: '=pay/prod',
    ou: 'Workloads/Prod',
    state: 'ACTIVE',
    outcome: 'partial',
    rows: 2,
    error: null,
  },
  { account: WEB, name: 'web', ou: '', state: 'ACTIVE', outcome: 'done', rows: 1, error: null },
  {
    account: REFUSED,
    name: 'erp',
    ou: null,
    state: 'ACTIVE',
    outcome: 'denied',
    rows: 0,
    error: `AccessDenied: ${roleRefused(REFUSED).message}`,
  },
  {
    account: CLOSED,
    name: null,
    ou: null,
    state: 'SUSPENDED',
    outcome: 'skipped',
    rows: 0,
    error: 'NotActive: the account is suspended',
  },
];

const NOT_READ = [
  [REFUSED, 'denied', `AccessDenied: ${roleRefused(REFUSED).message}`],
  [CLOSED, 'skipped', 'NotActive: the account is suspended'],
].map(([account, outcome, error]) => ({
  ...{ account, region: null, collector: null, outcome, rows: 0, calls: 0, error },
  ...{ read_at: null, read_until: null },
}));

suite('an export of many accounts', () => {
  test('to ndjson has the account of every row, an object an account, and one a cell or an account without any', async (t) => {
    const all = objects((await exported(t, 'ndjson')).text('.ndjson'));
    assert.deepEqual(
      all.slice(0, 3).map(({ kind, account, region, account_name, ou }) => ({
        ...{ kind, account, region, account_name, ou },
      })),
      [
        { kind: 'datasync-agent', account: WEB, region: 'us-east-1', account_name: 'web', ou: '' },
        ...[1, 2].map(() => ({
          ...{ kind: 'ebs-snapshot', account: PAY, region: 'us-east-1', account_name: '=pay/prod' },
          ou: 'Workloads/Prod',
        })),
      ],
    );
    const { kind, account, account_name, ou, source_id, backups, protection } = all[3] ?? {};
    assert.deepEqual(
      [kind, account, account_name, ou, source_id, backups, protection],
      ['source', PAY, '=pay/prod', 'Workloads/Prod', 'vol-1', 1, 'unknown'],
    );
    assert.deepEqual(
      all.slice(4, 8),
      ACCOUNTS.map((account) => ({ kind: 'account', ...account })),
    );
    assert.deepEqual(
      all.slice(8).map(({ kind, account, region, collector }) => [kind, account, region, collector]),
      [
        ['coverage', PAY, 'us-east-1', 'ebs-snapshot'],
        ['coverage', WEB, 'us-east-1', 'datasync-agent'],
        ['coverage', PAY, 'us-east-1', 'datasync-agent'],
        ['coverage', WEB, 'us-east-1', 'ebs-snapshot'],
        ['coverage', REFUSED, null, null],
        ['coverage', CLOSED, null, null],
      ],
    );
    assert.deepEqual(
      all.slice(12),
      NOT_READ.map((account) => ({ kind: 'coverage', ...account })),
    );
  });

  test('to json has the accounts as a member, and the same cells', async (t) => {
    const document = JSON.parse((await exported(t, 'json')).text('.json'));
    assert.deepEqual(Object.keys(document), [
      'facts',
      'accounts',
      'coverage',
      'findings',
      'cost',
      'rows',
      'sources',
    ]);
    assert.deepEqual(document.facts.accountsChoice, {
      organization: 'o-larkspur',
      isWholeOrganization: true,
    });
    assert.deepEqual(document.accounts, ACCOUNTS);
    assert.deepEqual(document.coverage.slice(4), NOT_READ);
    assert.equal(document.rows['ebs-snapshot'][0].account_name, '=pay/prod');
  });

  test('to json says of each finding how many cells and accounts that it rests on were not read', async (t) => {
    const { findings } = JSON.parse((await exported(t, 'json')).text('.json'));
    const notRead = (wanted: string) => {
      const { cellsNotRead, accountsNotRead } = findings.find(({ id }: { id: string }) => id === wanted);
      return [cellsNotRead, accountsNotRead];
    };
    assert.deepEqual(notRead('agent-offline'), [1, 1]);
    assert.deepEqual(notRead('ebs-public'), [0, 1]);
  });

  test('to csv has the id of every row as it is, harmless names, and a file of the accounts', async (t) => {
    const { text } = await exported(t, 'csv');
    const [header = '', first = ''] = records(text('-ebs-snapshot.csv'));
    assert.match(header, /,Account,.*,Problem,Account Name,OU$/);
    assert.match(first, new RegExp(`,${PAY},.*,'=pay/prod,Workloads/Prod$`));
    const agents = records(text('-datasync-agent.csv'));
    assert.match(agents[0] ?? '', /,Problem,Account,Account Name,OU$/);
    assert.match(agents[1] ?? '', new RegExp(`,${WEB},web,$`));
    assert.deepEqual(records(text('-accounts.csv')), [
      'Account,Account Name,OU,State,Entered By,Outcome,Regions,Rows,Snapshots,Size (bytes),Unsized,Monthly Cost Low (USD),Monthly Cost High (USD),Without Estimate,Findings,Problems,Started (UTC),Ended (UTC),Counted At Owner',
      `${PAY},'=pay/prod,Workloads/Prod,ACTIVE,role Audit,partial,1,2,2,3221225472,1,3,4.5,0,1,1 of 2 cells with problems,2026-11-21 09:30:00,2026-11-21 09:30:01,`,
      `${WEB},web,,ACTIVE,role Audit,done,1,1,0,0,0,0,0,0,0,,2026-11-21 09:30:00,2026-11-21 09:30:01,`,
      `${REFUSED},erp,,ACTIVE,role Audit,denied,,,,,,,,,,AccessDenied: ${roleRefused(REFUSED).message},2026-11-21 09:30:00,2026-11-21 09:30:01,`,
      `${CLOSED},,,SUSPENDED,,skipped,,,,,,,,,,NotActive: the account is suspended,,2026-11-21 09:30:00,`,
    ]);
    const coverage = records(text('-coverage.csv'));
    assert.equal(coverage.length, 1 + 4 + 2);
    assert.match(coverage[5] ?? '', new RegExp(`^${REFUSED},,,denied,0,0,0,AccessDenied,.*,,erp,$`));
  });

  test('under a filter says of each account how many rows it has and how many are kept', async (t) => {
    const { text } = await exported(t, 'ndjson', { filter: 'snapshot_id:snap-1' });
    const accounts = objects(text('.ndjson')).filter(({ kind }) => kind === 'account');
    assert.deepEqual(
      accounts.map(({ rows, kept }) => [rows, kept]),
      [
        [2, 1],
        [1, 0],
        [0, 0],
        [0, 0],
      ],
    );
    const { text: csv } = await exported(t, 'csv', { filter: 'snapshot_id:snap-1' });
    const [header = '', pay = ''] = records(csv('-accounts.csv'));
    assert.match(header, /,Regions,Rows Kept,Snapshots,/);
    assert.match(pay, /,partial,1,1,1,3221225472,0,1\.5,2\.25,0,1,/);
  });

  test('has a row that two accounts see once, at its owner, and says so in every format', async (t) => {
    const arn = `arn:aws:datasync:us-east-1:${WEB}:agent/agent-1`;
    const seen = [PAY, WEB].map((account) => ({
      ...{ account, region: 'us-east-1', kind: 'datasync-agent', outcome: 'done' as const },
      rows: [{ key: arn, agent_arn: arn }],
    }));
    const file = manyAccountsFile(t, { cells: seen });
    const elsewhere = { account: PAY, owner: WEB, rows: 1 };
    const words = `1 row of ${WEB} web seen in ${PAY} =pay/prod as well: counted once, at their owner`;
    const all = objects((await exported(t, 'ndjson', {}, file)).text('.ndjson'));
    assert.deepEqual(
      all.filter(({ kind }) => kind === 'datasync-agent').map(({ account }) => account),
      [WEB],
    );
    assert.deepEqual(
      all.filter(({ kind }) => kind === 'elsewhere'),
      [{ kind: 'elsewhere', ...elsewhere }],
    );
    assert.deepEqual(JSON.parse((await exported(t, 'json', {}, file)).text('.json')).elsewhere, [elsewhere]);
    assert.deepEqual(
      records((await exported(t, 'csv', {}, file)).text('-accounts.csv')).map((line) =>
        line.split(',').at(-1),
      ),
      ['Counted At Owner', `1 of ${WEB}`, '', '', ''],
    );
    const { summary } = await exported(t, 'ndjson', { withSummary: true }, file);
    assert.deepEqual(summary?.elsewhere, [elsewhere]);
    const source = openExportInput(file, 'auto');
    const report = summaryOf(source);
    assert.ok(summaryText(report, source, 'auto', 200).endsWith(`\n\n${words}\n`));
    source.close();
  });

  test('is named after the organization, or after how many accounts there are', async (t) => {
    assert.deepEqual((await exported(t, 'json')).names, ['ORG-inventory-us-east-1-export-11.21.2026.json']);
    const some = manyAccountsFile(t, {
      facts: { accountsChoice: { organization: 'o-larkspur', isWholeOrganization: false } },
    });
    assert.deepEqual((await exported(t, 'json', {}, some)).names, [
      '4-ACCOUNTS-inventory-us-east-1-export-11.21.2026.json',
    ]);
  });

  test('is partial where an account was not finished, even one without a cell', async (t) => {
    const accounts = [madeAccount(PAY), madeAccount(REFUSED, { phase: 'queued' })];
    const { partial } = await exported(t, 'json', {}, manyAccountsFile(t, { accounts }));
    assert.equal(partial, true);
    assert.equal((await exported(t, 'json')).partial, false);
  });
});
