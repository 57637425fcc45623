import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import type { ExportInput } from '../../../source/export/export-input.ts';
import { openExportInput, type RowCounter, rowCounter } from '../../../source/export/open-export-input.ts';
import { writeJson, writeNdjson } from '../../../source/export/text/json.ts';
import { type Sink, sinkTo } from '../../../source/export/text/sink.ts';
import {
  ACCOUNT,
  type ExampleCell,
  KINDS,
  SCAN_START,
  temporaryFolder,
  writeExampleScan,
} from '../example-scan.ts';

const CELLS: readonly ExampleCell[] = [
  {
    region: 'us-east-1',
    kind: 'ebs-snapshot',
    read: { at: SCAN_START + 250, until: SCAN_START + 800 },
    rows: [
      {
        service: 'EBS',
        region: 'us-east-1',
        snapshot_id: 'snap-1',
        source_name: 'a "b"\\ \u2028 日本',
        size: 2 ** 40,
        creation_time: SCAN_START,
        encrypted: false,
        tags: ['a=1'],
      },
    ],
  },
  {
    region: 'eu-west-1',
    kind: 'datasync-execution',
    rows: [{ status: 'ERROR', duration: 500, problem: 'odd' }],
  },
  {
    region: 'eu-west-1',
    kind: 'rds-snapshot',
    phase: 'denied',
    error: { code: 'AccessDenied', message: 'no' },
  },
  { region: 'af-south-1', kind: 'rds-snapshot', phase: 'skipped', error: { code: 'RegionOff', message: '' } },
];

const SNAPSHOT = {
  account: ACCOUNT,
  region: 'us-east-1',
  account_name: 'PROD',
  ou: null,
  service: 'EBS',
  snapshot_id: 'snap-1',
  source: null,
  source_name: 'a "b"\\ \u2028 日本',
  size: 2 ** 40,
  status: null,
  creation_time: '2026-11-21T12:00:00.000Z',
  encrypted: false,
  source_exists: null,
  origin: null,
  storage_tier: null,
  tags: ['a=1'],
  volume_iops: null,
};

const EXECUTION = {
  account: ACCOUNT,
  region: 'eu-west-1',
  account_name: 'PROD',
  ou: null,
  status: 'ERROR',
  start_time: null,
  duration: 500,
  bytes_transferred: null,
  launch_time: null,
  problem: 'odd',
};

const COVERAGE = [
  {
    account: ACCOUNT,
    region: 'us-east-1',
    collector: 'ebs-snapshot',
    outcome: 'done',
    rows: 1,
    calls: 2,
    error: null,
    read_at: '2026-11-21T12:00:00.250Z',
    read_until: '2026-11-21T12:00:00.800Z',
  },
  {
    account: ACCOUNT,
    region: 'eu-west-1',
    collector: 'datasync-execution',
    outcome: 'done',
    rows: 1,
    calls: 2,
    error: null,
    read_at: null,
    read_until: null,
  },
  {
    account: ACCOUNT,
    region: 'eu-west-1',
    collector: 'rds-snapshot',
    outcome: 'denied',
    rows: 0,
    calls: 2,
    error: 'AccessDenied: no',
    read_at: null,
    read_until: null,
  },
  {
    account: ACCOUNT,
    region: 'af-south-1',
    collector: 'rds-snapshot',
    outcome: 'skipped',
    rows: 0,
    calls: 2,
    error: 'RegionOff',
    read_at: null,
    read_until: null,
  },
];

async function written(
  test: TestContext,
  write: (source: ExportInput, sink: Sink, counter: RowCounter) => Promise<void>,
): Promise<string> {
  const source = openExportInput(writeExampleScan(temporaryFolder(test), CELLS), 'auto', {}, KINDS);
  const output = new PassThrough();
  const content = text(output);
  await write(
    source,
    sinkTo(output, new AbortController().signal),
    rowCounter(2, () => undefined),
  );
  output.end();
  source.close();
  return await content;
}

describe('ndjson', () => {
  it('is one object a row, kinds in their order, and last one object a cell', async (test) => {
    const lines = (await written(test, writeNdjson)).split('\n');
    assert.equal(lines.pop(), '');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line)),
      [
        { kind: 'datasync-execution', ...EXECUTION },
        { kind: 'ebs-snapshot', ...SNAPSHOT },
        ...COVERAGE.map((cell) => ({ kind: 'coverage', ...cell })),
      ],
    );
  });
  it('begins each object with kind, account and region, and says them once', async (test) => {
    const [, second = ''] = (await written(test, writeNdjson)).split('\n');
    assert.equal(
      second.startsWith(
        `{"kind":"ebs-snapshot","account":"${ACCOUNT}","region":"us-east-1","account_name":"PROD","ou":null,"service":"EBS",`,
      ),
      true,
    );
    assert.equal(second.split('"region"').length, 2);
  });
});

describe('json', () => {
  it('is one document of facts, coverage, findings, costs and rows by kind', async (test) => {
    const document = JSON.parse(await written(test, writeJson));
    assert.deepEqual(Object.keys(document), ['facts', 'coverage', 'findings', 'cost', 'rows', 'transfers']);
    assert.equal(document.facts.startedAt, '2026-11-21T12:00:00.000Z');
    assert.equal(document.facts.endedAt, '2026-11-21T12:00:03.200Z');
    assert.equal(document.facts.identity.account, ACCOUNT);
    assert.deepEqual(document.coverage, COVERAGE);
    assert.deepEqual(document.rows, {
      'datasync-task': [],
      'datasync-execution': [EXECUTION],
      'ebs-snapshot': [SNAPSHOT],
      'rds-snapshot': [],
    });
  });
});
