import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import type { ExportInput } from '../../../source/export/export-input.ts';
import { openExportInput, rowCounter } from '../../../source/export/open-export-input.ts';
import {
  csvField,
  csvText,
  writeCoverageCsv,
  writeKindCsv,
  writeSummaryCsv,
} from '../../../source/export/text/csv.ts';
import { type Sink, sinkTo } from '../../../source/export/text/sink.ts';
import {
  ACCOUNT,
  type ExampleCell,
  KINDS,
  SCAN_START,
  temporaryFolder,
  writeExampleScan,
} from '../example-scan.ts';

/** Reads CSV as RFC 4180 defines it; throws where a file breaks the rules. */
function parseCsv(csv: string): readonly (readonly string[])[] {
  const records: string[][] = [[]];
  let at = 0;
  while (at < csv.length) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(csv.slice(at));
    const plain = /^[^",\r\n]*/.exec(csv.slice(at));
    const field = quoted ?? plain;
    records.at(-1)?.push((quoted?.[1] ?? plain?.[0] ?? '').replaceAll('""', '"'));
    at += field?.[0].length ?? 0;
    if (csv[at] === ',') at++;
    else if (csv.startsWith('\r\n', at)) {
      at += 2;
      if (at < csv.length) records.push([]);
    } else throw new Error(`neither comma nor CRLF at ${at}: ${JSON.stringify(csv.slice(at, at + 10))}`);
  }
  return records;
}

async function written(
  test: TestContext,
  cells: readonly ExampleCell[],
  write: (source: ExportInput, sink: Sink) => Promise<void>,
): Promise<readonly (readonly string[])[]> {
  const source = openExportInput(writeExampleScan(temporaryFolder(test), cells), 'auto', {}, KINDS);
  const output = new PassThrough();
  const content = buffer(output);
  await write(source, sinkTo(output, new AbortController().signal));
  output.end();
  source.close();
  const csv = (await content).toString();
  assert.equal(csv.startsWith('\ufeff'), true, 'starts with a byte order mark');
  return parseCsv(csv.slice(1));
}

describe('fields of csv', () => {
  it('are quoted where they hold commas, quotes or line breaks', () => {
    assert.deepEqual(['plain', 'a,b', 'say "hi"', 'two\r\nlines', ' blank '].map(csvText), [
      'plain',
      '"a,b"',
      '"say ""hi"""',
      '"two\r\nlines"',
      '" blank "',
    ]);
  });
  it('that a spreadsheet would run as a formula get an apostrophe, with or without blanks before', () => {
    const hostile = ['=1+1', '+1', '-1', '@A1', '\tx', '\rx', '  =cmd', '\uff1dA1', '=HYPERLINK("x","y")'];
    assert.deepEqual(hostile.map(csvText), [
      "'=1+1",
      "'+1",
      "'-1",
      "'@A1",
      "'\tx",
      '"\'\rx"',
      "'  =cmd",
      "'\uff1dA1",
      '"\'=HYPERLINK(""x"",""y"")"',
    ]);
  });
  it('keep numbers numbers, negative ones too, and the unknown empty', () => {
    assert.equal(csvField('integer', -5), '-5');
    assert.equal(csvField('bytes', 2 ** 40), '1099511627776');
    assert.equal(csvField('bytes', null), '');
    assert.equal(csvField('integer', Number.NaN), '');
  });
  it('write instants in UTC, durations in seconds, booleans as yes and no, lists joined', () => {
    assert.equal(csvField('instant', SCAN_START), '2026-11-21 12:00:00');
    assert.equal(csvField('duration', 3_200), '3.2');
    assert.equal(csvField('boolean', false), 'no');
    assert.equal(csvField('list', ['a=1', 'b=2']), '"a=1, b=2"');
    assert.equal(
      csvField('tags', [
        ['a', '1'],
        ['b=', '2'],
      ]),
      '"a=1, b==2"',
    );
    assert.equal(csvField('tags', ['not checked']), 'not checked');
  });
});

describe('csv files', () => {
  it('of a kind hold every row under headers with units, and what is wrong with a row', async (test) => {
    const kind = KINDS[1];
    assert.ok(kind !== undefined);
    const rows = [
      { status: 'ERROR', start_time: SCAN_START, duration: 500, bytes_transferred: 7, problem: '=bad' },
      { status: 'QUEUED' },
    ];
    const cells = [{ region: 'us-east-1', kind: kind.id, rows }];
    const records = await written(test, cells, (source, sink) =>
      writeKindCsv(
        source,
        kind,
        sink,
        rowCounter(2, () => undefined),
      ),
    );
    assert.deepEqual(records, [
      [
        'Status',
        'Start Time (UTC)',
        'Duration (seconds)',
        'Bytes Transferred (bytes)',
        'Launch Time (UTC)',
        'Problem',
        'Account',
        'Account Name',
        'OU',
      ],
      ['ERROR', '2026-11-21 12:00:00', '0.5', '7', '', "'=bad", ACCOUNT, 'PROD', ''],
      ['QUEUED', '', '', '', '', '', ACCOUNT, 'PROD', ''],
    ]);
  });
  it('of the coverage name every cell with its error', async (test) => {
    const error = { code: 'AccessDenied', message: 'no, never', advice: 'ask' };
    const cells: readonly ExampleCell[] = [
      { region: 'us-east-1', kind: 'ebs-snapshot', phase: 'denied', error },
      { region: 'eu-west-1', kind: 'ebs-snapshot', phase: 'queued' },
    ];
    const records = await written(test, cells, writeCoverageCsv);
    assert.deepEqual(
      records.slice(1).map((fields) => fields.slice(0, 10)),
      [
        [ACCOUNT, 'us-east-1', 'EBS snapshots', 'denied', '0', '2', '0', 'AccessDenied', 'no, never', 'ask'],
        [ACCOUNT, 'eu-west-1', 'EBS snapshots', 'queued', '0', '0', '0', '', '', ''],
      ],
    );
  });
  it('of the summary hold each source by age', async (test) => {
    const rows = [
      { source: 'vol-1', size: 5, creation_time: SCAN_START, snapshot_id: 'snap-1', origin: 'DLM' },
    ];
    const records = await written(
      test,
      [{ region: 'us-east-1', kind: 'ebs-snapshot', rows }],
      writeSummaryCsv,
    );
    assert.deepEqual(
      records.map((fields) => fields.slice(0, 7)),
      [
        [
          'Date Range',
          'Service-Source',
          'Snapshot Count',
          'Total Size (bytes)',
          'Snapshot IDs',
          'Types',
          'Service',
        ],
        ['0-7 days', 'EBS-vol-1', '1', '5', 'snap-1', 'DLM', 'EBS'],
      ],
    );
  });
});
