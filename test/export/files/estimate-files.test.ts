import assert from 'node:assert/strict';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import type { ExportInput } from '../../../source/export/export-input.ts';
import { openExportInput, rowCounter } from '../../../source/export/open-export-input.ts';
import { writeCostCsv, writeFindingsCsv } from '../../../source/export/text/csv.ts';
import { writeJson } from '../../../source/export/text/json.ts';
import { type Sink, sinkTo } from '../../../source/export/text/sink.ts';
import { partsOf } from '../../../source/export/write-job.ts';
import { datasyncTask } from '../../../source/kinds/datasync/datasync-task.ts';
import { ebsSnapshot } from '../../../source/kinds/ebs/ebs-snapshot.ts';
import { type MadeCell, makeScanFile } from '../../helpers/scan-files.ts';
import { temporaryFolder } from '../example-scan.ts';

const PLACE = ['123456789012', 'us-east-1'] as const;

const CELLS: readonly MadeCell[] = [
  {
    region: 'us-east-1',
    kind: 'ebs-snapshot',
    outcome: 'done',
    rows: [
      {
        key: 'snap-1',
        service: 'EBS',
        source: 'vol-1',
        source_exists: 'yes',
        status: 'error',
        status_message: '=2+3, it said',
        creation_time: Date.UTC(2026, 10, 20),
        encrypted: true,
        public: false,
        shared_with: [],
        ami_ids: [],
        ami_public: false,
        fast_restore_zones: [],
        owner: '=web',
        size: 2 ** 30,
        monthly_cost_low: 1.5,
        monthly_cost_high: 2.25,
      },
      {
        key: 'snap-2',
        service: 'EBS',
        source: 'vol-1',
        source_exists: 'yes',
        status: 'completed',
        creation_time: Date.UTC(2026, 10, 20),
        encrypted: true,
        public: false,
        shared_with: ['not checked'],
        ami_ids: [],
        ami_public: false,
        fast_restore_zones: [],
      },
    ],
  },
];

async function written(
  test: TestContext,
  cells: readonly MadeCell[],
  write: (source: ExportInput, sink: Sink) => Promise<void>,
): Promise<string> {
  const scanFile = path.join(temporaryFolder(test), 'estimates.scan');
  const prices = { date: '2026-01-31', source: 'a contract', regions: ['us-east-1'] };
  makeScanFile(scanFile, { cells, facts: { prices, options: { owner_tags: ['team'] } } });
  const source = openExportInput(scanFile, 'auto');
  const output = new PassThrough();
  const content = buffer(output);
  await write(source, sinkTo(output, new AbortController().signal));
  output.end();
  source.close();
  return (await content).toString();
}

async function csvLines(
  test: TestContext,
  cells: readonly MadeCell[],
  write: (source: ExportInput, sink: Sink) => Promise<void>,
): Promise<readonly string[]> {
  const csv = await written(test, cells, write);
  assert.equal(csv.startsWith('\ufeff'), true);
  return csv.slice(1).split('\r\n').slice(0, -1);
}

describe('findings and costs as csv', () => {
  it('have a file each; costs only where there are snapshots', () => {
    assert.deepEqual(partsOf('csv', { kinds: [datasyncTask], accounts: [], tab: null }), [
      'datasync-task',
      'summary',
      'transfers',
      'findings',
      'coverage',
    ]);
    assert.deepEqual(partsOf('csv', { kinds: [ebsSnapshot], accounts: [], tab: null }), [
      'ebs-snapshot',
      'summary',
      'sources',
      'findings',
      'cost',
      'coverage',
    ]);
  });

  it('list every resource of a finding with its reason, and what was not checked', async (test) => {
    assert.deepEqual(await csvLines(test, CELLS, writeFindingsCsv), [
      'Finding,Severity,Kind,Account,Region,Resource,Reason,Not Checked,Account Name,OU',
      `EBS snapshots that failed,high,EBS snapshots,${PLACE.join(',')},snap-1,"its status is error: =2+3, it said",,PROD-ACCOUNT,`,
      'EBS snapshots that are shared,medium,,,,,1 not checked: sharing was not asked for (--attributes or :ask attributes) or could not be read,1,,',
      `Sources whose newest backup is older than their rule allows,medium,source,${PLACE.join(',')},vol-1,"newest backup of 2026-11-20 00:00, 33h 30m before the scan; 26h are allowed",,PROD-ACCOUNT,`,
    ]);
  });

  it('are just the headers where there is nothing to say', async (test) => {
    assert.deepEqual(await csvLines(test, [], writeFindingsCsv), [
      'Finding,Severity,Kind,Account,Region,Resource,Reason,Not Checked,Account Name,OU',
    ]);
  });

  it('sum costs as numbers by service, region, owner and source, with the price list of each line', async (test) => {
    const prices = '2026-01-31,a contract';
    assert.deepEqual(await csvLines(test, CELLS, writeCostCsv), [
      'By,Name,Service,Account,Region,Snapshots,Monthly Cost Low (USD),Monthly Cost High (USD),Without Estimate,Prices Of,Price Source,Account Name,OU',
      `Total,All snapshots,,,,2,1.5,2.25,1,${prices},,`,
      `Service,EBS,EBS,,,2,1.5,2.25,1,${prices},,`,
      `Region,us-east-1,,,us-east-1,2,1.5,2.25,1,${prices},,`,
      `Owner,'=web,,,,1,1.5,2.25,0,${prices},,`,
      `Owner,"no owner tag, or tags not read",,,,1,,,1,${prices},,`,
      `Source,vol-1,EBS,${PLACE.join(',')},2,1.5,2.25,1,${prices},PROD-ACCOUNT,`,
    ]);
  });

  it('say how many sources are in the totals only', async (test) => {
    const rows = Array.from({ length: 1_002 }, (_, index) => ({
      key: `snap-${index}`,
      source: `vol-${index}`,
    }));
    const lines = await csvLines(
      test,
      [{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows }],
      writeCostCsv,
    );
    assert.equal(
      lines.at(-1),
      'Left out,2 sources of lower cost are in the totals only,,,,,,,,2026-01-31,a contract,,',
    );
  });
});

describe('findings and costs as json', () => {
  const document = async (test: TestContext, cells: readonly MadeCell[]) =>
    JSON.parse(
      await written(test, cells, (source, sink) =>
        writeJson(
          source,
          sink,
          rowCounter(0, () => undefined),
        ),
      ),
    );

  it('are members of the document: findings with resources and reasons, costs with unknown bounds as null', async (test) => {
    const { findings, cost } = await document(test, CELLS);
    const byId = new Map(findings.map((finding: { readonly id: string }) => [finding.id, finding]));
    assert.deepEqual(byId.get('ebs-failed'), {
      id: 'ebs-failed',
      title: 'EBS snapshots that failed',
      severity: 'high',
      tab: 'ebs',
      count: 1,
      notChecked: 0,
      notCheckedReason: null,
      cellsNotRead: 0,
      resources: [
        {
          kind: 'ebs-snapshot',
          account: PLACE[0],
          region: PLACE[1],
          resource: 'snap-1',
          reason: 'its status is error: =2+3, it said',
        },
      ],
    });
    assert.deepEqual(cost.ownerTags, ['team']);
    const inTab = { tab: 'ebs', count: 1, withoutHigh: 0, withoutSize: 0 };
    assert.deepEqual(cost.byOwner, [
      {
        label: '=web',
        value: '=web',
        ...{ count: 1, low: 1.5, high: 2.25, withoutLow: 0, withoutHigh: 0 },
        byTab: [inTab],
      },
      {
        label: 'no owner tag, or tags not read',
        value: null,
        ...{ count: 1, low: null, high: null, withoutLow: 1, withoutHigh: 1 },
        byTab: [{ ...inTab, withoutHigh: 1, withoutSize: 1 }],
      },
    ]);
    assert.deepEqual(cost.prices, { date: '2026-01-31', source: 'a contract', regions: ['us-east-1'] });
  });

  it('leave costs out where there are no snapshots', async (test) => {
    const made = await document(test, [
      {
        region: 'us-east-1',
        kind: 'datasync-agent',
        outcome: 'done',
        rows: [{ key: 'a', status: 'OFFLINE' }],
      },
    ]);
    assert.deepEqual(Object.keys(made), ['facts', 'coverage', 'findings', 'rows']);
  });
});
