import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ScanState } from '../../../../source/model/cell.ts';
import type { AppEvent } from '../../../../source/ui/state/events.ts';
import { createExporter } from '../../../../source/ui/views/export/exporter.ts';
import { settled } from '../../helpers/bare-app.ts';
import { finishedScan, midScan } from '../../helpers/fake-scan.ts';
import { fakeServices } from '../../helpers/fake-services.ts';
import { opened } from '../../helpers/states.ts';

/** An exporter over a scan; what it says, with its tone, and what it tells of its progress. */
function exporterOf(scan: ScanState) {
  const services = fakeServices(scan);
  const said: (readonly [text: string, tone: string])[] = [];
  const events: AppEvent[] = [];
  const store = {
    state: () => opened(scan),
    dispatch: (event: AppEvent) => void events.push(event),
    subscribe: () => () => {},
  };
  const exporter = createExporter(services, store, (text, tone) => void said.push([text, tone]));
  return { services, said, events, exporter };
}

const NONE = { rows: 0, share: 0, part: '' };
const WHOLE = { paths: ['output/a.xlsx'], rows: 51, partial: false };
const PROGRESS = { rows: 51, share: 0.4, part: 'EBS Snapshots' };

describe('an export', () => {
  test('that holds a whole scan is good news', async () => {
    const { services, said, exporter } = exporterOf(finishedScan());
    exporter.start('scan.sqlite');
    services.exports[0]?.finish(WHOLE);
    await settled();
    assert.deepEqual(said, [['exported 51 rows to output/a.xlsx', 'good']]);
  });

  test('that is partial is a warning, and so is one that was begun while the scan ran', async () => {
    const stopped = exporterOf(finishedScan());
    stopped.exporter.start('scan.sqlite');
    stopped.services.exports[0]?.finish({ ...WHOLE, partial: true });
    await settled();
    assert.deepEqual(stopped.said, [
      ['exported 51 rows to output/a.xlsx (marked partial: not every cell was done)', 'warning'],
    ]);
    const running = exporterOf(midScan());
    running.exporter.start('scan.sqlite');
    running.services.exports[0]?.finish(WHOLE);
    await settled();
    assert.deepEqual(running.said, [
      ['the scan still runs: the workbook will be marked partial', 'warning'],
      ['exported 51 rows to output/a.xlsx', 'warning'],
    ]);
  });

  test('that is stopped because the app is left says nothing, and leaves nothing behind to say', async () => {
    const { services, said, events, exporter } = exporterOf(finishedScan());
    exporter.start('scan.sqlite');
    exporter.stop();
    await settled();
    assert.equal(services.exports[0]?.signal.aborted, true);
    assert.deepEqual(said, []);
    assert.deepEqual(exporter.written(), []);
    assert.deepEqual(events.at(-1), { type: 'exporting', progress: null });
  });

  test('that fails says why, and the next one may begin', async () => {
    const { services, said, exporter } = exporterOf(finishedScan());
    exporter.start('scan.sqlite');
    services.exports[0]?.fail(new Error('no space left on /data'));
    await settled();
    exporter.start('scan.sqlite');
    assert.deepEqual(said, [['the export failed: no space left on /data', 'bad']]);
    assert.equal(services.exports.length, 2);
  });

  test('that has ended tells of no progress any more, also while the next one is written', async () => {
    const { services, events, exporter } = exporterOf(finishedScan());
    exporter.start('scan.sqlite');
    services.exports[0]?.progress(PROGRESS);
    services.exports[0]?.finish(WHOLE);
    await settled();
    services.exports[0]?.progress({ ...PROGRESS, rows: 21 });
    exporter.start('scan.sqlite');
    services.exports[0]?.progress({ ...PROGRESS, rows: 22 });
    services.exports[1]?.progress({ ...PROGRESS, rows: 1 });
    assert.deepEqual(
      events.map((event) => (event.type === 'exporting' ? event.progress : event.type)),
      [NONE, PROGRESS, null, NONE, { ...PROGRESS, rows: 1 }],
    );
  });

  test('is written with what was chosen, one at a time, and not before there is a scan', () => {
    const { services, said, exporter } = exporterOf(finishedScan());
    exporter.start(null);
    const choice = { format: 'csv', output: 'elsewhere' } as const;
    exporter.start('scan.sqlite', choice);
    exporter.start('scan.sqlite');
    assert.deepEqual(
      services.exports.map(({ scanFile, choice: chosen }) => [scanFile, chosen]),
      [['scan.sqlite', choice]],
    );
    assert.deepEqual(said, [
      ['there is nothing to export yet', 'warning'],
      ['an export is being written already', 'warning'],
    ]);
    const early = exporterOf(finishedScan({ stage: 'identifying' }));
    early.exporter.start('scan.sqlite');
    assert.deepEqual(early.said, [['there is nothing to export yet', 'warning']]);
  });

  test('leaves a line behind for each that was written, with every file', async () => {
    const { services, said, exporter } = exporterOf(finishedScan());
    const paths = ['output/tasks.csv', 'output/coverage.csv'];
    for (const [index, result] of [WHOLE, { ...WHOLE, paths, partial: true }].entries()) {
      exporter.start('scan.sqlite');
      services.exports[index]?.finish(result);
      await settled();
    }
    const note = ' (marked partial: not every cell was done)';
    assert.deepEqual(exporter.written(), [
      'exported 51 rows to output/a.xlsx',
      `exported 51 rows to output/tasks.csv, output/coverage.csv${note}`,
    ]);
    assert.equal(said[1]?.[0], `exported 51 rows to 2 files in output/${note}`);
  });
});
