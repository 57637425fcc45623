import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { rowsOfKind } from './rows-of-kind.ts';

/**
 * A scan file opens, is sound by SQLite's own check, and every cell has just the rows that it counts. Answers how many
 * rows there are in all.
 */
export function assertCountsHold(scanFile: string): number {
  const reader = openScanReader(scanFile);
  try {
    assert.deepEqual(
      reader.select('PRAGMA integrity_check').map((row) => row.integrity_check),
      ['ok'],
    );
    const found = new Map<string, number>();
    for (const kind of reader.facts().kinds) {
      for (const { region } of rowsOfKind(reader, kind)) {
        const cell = `${region} ${kind}`;
        found.set(cell, (found.get(cell) ?? 0) + 1);
      }
    }
    const counted = reader
      .cells()
      .filter((cell) => cell.rows > 0)
      .map((cell) => [`${cell.region} ${cell.kind}`, cell.rows] as const);
    assert.deepEqual(Object.fromEntries(found), Object.fromEntries(counted));
    return counted.reduce((sum, [, rows]) => sum + rows, 0);
  } finally {
    reader.close();
  }
}

/** The path of the newest scan file of a folder: their names sort by time. */
export function newestScanFile(folder: string): string {
  const newest = readdirSync(folder)
    .filter((name) => name.endsWith('.sqlite'))
    .sort()
    .at(-1);
  assert.ok(newest !== undefined, `no scan file in ${folder}`);
  return path.join(folder, newest);
}
