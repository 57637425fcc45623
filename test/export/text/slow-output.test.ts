/** A disk, or a reader, that takes an export slowly: the export goes at its pace and holds little meanwhile. */
import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { openExportInput, rowCounter } from '../../../source/export/open-export-input.ts';
import { writeToStdout } from '../../../source/export/write-job.ts';
import { type ExampleRow, KINDS, SCAN_START, temporaryFolder, writeExampleScan } from '../example-scan.ts';

const ROWS = 12_000;

/** Turns of the event loop that the output takes for each piece: many more than a page of rows does. */
const TURNS = 40;

/** The most of all rows that may be read and not yet be through; without waiting for the output all of them are. */
const MOST_ON_THE_WAY = 0.1;

/** A row as long as any other: the more rows are through, the more bytes are. */
function rowAt(index: number): ExampleRow {
  const scattered = (salt: number): string =>
    (Math.imul(index * 16 + salt + 1, 0x9e3779b1) >>> 0).toString(36) +
    (Math.imul(index * 16 + salt + 7, 0x85ebca6b) >>> 0).toString(36);
  return {
    service: 'EBS',
    region: 'us-east-1',
    snapshot_id: `snap-${scattered(0)}`,
    // One source for all: the sheets about sources stay small.
    source: 'vol-1',
    tags: [1, 2, 3, 4, 5, 6].map((salt) => `Name=${scattered(salt)}`),
  };
}

for (const format of ['json', 'ndjson'] as const) {
  test(`an export to ${format} goes as slowly as its output, holds little, and is whole`, async (t) => {
    const rows = Array.from({ length: ROWS }, (_, index) => rowAt(index));
    const scanFile = writeExampleScan(temporaryFolder(t), [
      { region: 'us-east-1', kind: 'ebs-snapshot', rows },
    ]);
    const counter = rowCounter(ROWS, () => undefined);
    const pieces: Buffer[] = [];
    /** Rows read when so many bytes were through. */
    const seen: { readonly bytes: number; readonly rows: number }[] = [];
    let bytes = 0;
    const output = new Writable({
      highWaterMark: 16 * 1024,
      write: (piece: Buffer, _encoding, done) => {
        let turns = TURNS;
        const pass = (): void => {
          turns -= 1;
          if (turns > 0) {
            setImmediate(pass);
            return;
          }
          pieces.push(piece);
          seen.push({ bytes, rows: counter.written() });
          bytes += piece.length;
          done();
        };
        setImmediate(pass);
      },
    });
    const source = openExportInput(scanFile, 'auto', {}, KINDS);
    t.after(() => source.close());
    await writeToStdout(source, format, output, counter, {
      now: SCAN_START,
      signal: new AbortController().signal,
    });
    await new Promise<void>((resolve) => output.end(resolve));
    const ahead = seen.map((at) => at.rows / ROWS - at.bytes / bytes);
    assert.ok(Math.max(...ahead) < MOST_ON_THE_WAY, `${Math.max(...ahead)} of the rows were on their way`);
    assert.equal(
      Buffer.concat(pieces)
        .toString()
        .match(/"snapshot_id"/g)?.length,
      ROWS,
    );
  });
}
