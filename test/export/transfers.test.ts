import assert from 'node:assert/strict';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { after, before, suite, test } from 'node:test';
import type { ExportInput } from '../../source/export/export-input.ts';
import type { ExportSelection } from '../../source/export/export-request.ts';
import { openExportInput, rowCounter } from '../../source/export/open-export-input.ts';
import { writeTransfersCsv } from '../../source/export/text/csv.ts';
import { writeNdjson } from '../../source/export/text/json.ts';
import { sinkTo } from '../../source/export/text/sink.ts';
import { madeNight, taskArn } from '../analysis/transfers/made-transfers.ts';
import { makePlace, type Place } from '../helpers/run-snapdeck.ts';
import { makeScanFile } from '../helpers/scan-files.ts';

let place: Place;
let file: string;
before(() => {
  place = makePlace();
  file = path.join(place.file('.'), 'scan.sqlite');
  makeScanFile(file, { cells: madeNight() });
});
after(() => place.remove());

async function written(
  part: { readonly filter?: string; readonly selection?: ExportSelection },
  write: (source: ExportInput, sink: ReturnType<typeof sinkTo>) => Promise<void>,
): Promise<string> {
  const source = openExportInput(file, 'auto', part);
  const output = new PassThrough();
  const content = text(output);
  await write(source, sinkTo(output, new AbortController().signal));
  output.end();
  source.close();
  return await content;
}

const ndjson = (source: ExportInput, sink: ReturnType<typeof sinkTo>) =>
  writeNdjson(
    source,
    sink,
    rowCounter(1, () => undefined),
  );

const transfersIn = (lines: string): readonly Record<string, unknown>[] =>
  lines
    .split('\n')
    .filter((line) => line.startsWith('{"kind":"transfer"'))
    .map((line) => JSON.parse(line));

suite('transfers in exports', () => {
  test('are objects of ndjson with just what programs ask for', async () => {
    const [well, late, slow] = transfersIn(await written({}, ndjson));
    assert.deepEqual(well, {
      kind: 'transfer',
      task_arn: taskArn(1),
      next_run: '2026-11-22T03:00:00.000Z',
      last_run: '2026-11-21T03:00:00.000Z',
      last_status: 'SUCCESS',
      missed: false,
      stuck: false,
      median_duration: 1_800_000,
      reason: 'every scheduled run started',
    });
    assert.deepEqual([late?.missed, late?.last_run], [true, '2026-11-20T03:00:00.000Z']);
    assert.deepEqual([slow?.stuck, slow?.next_run], [true, null]);
  });

  test('are those of the tasks that a filter keeps, judged by all of their runs', async () => {
    const lines = transfersIn(await written({ filter: 'task_name:well' }, ndjson));
    assert.deepEqual(
      lines.map(({ task_arn: arn, missed }) => [arn, missed]),
      [[taskArn(1), false]],
    );
  });

  test('are what was selected in their table, in its order', async () => {
    const query = {
      ...{ tab: 'transfers', filter: 'missed:yes or stuck:yes' },
      sort: { column: 'task_name', descending: true },
    };
    const csv = await written({ selection: { query, words: 'transfers' } }, writeTransfersCsv);
    const [header = '', ...lines] = csv.trimEnd().split('\r\n');
    assert.match(header, /^\ufeff?Task Name,Region,Account,Schedule in Words,/);
    assert.deepEqual(
      lines.map((line) => line.split(',')[0]),
      ['slow', 'late'],
    );
  });
});
