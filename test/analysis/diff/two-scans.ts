import type { TestContext } from 'node:test';
import { openScanDiff } from '../../../source/analysis/diff/scan-diff.ts';
import {
  type DifferingRow,
  isDifferingRow,
  type ScanChange,
  type VerdictChange,
} from '../../../source/model/diff.ts';
import { temporaryFolder } from '../../export/example-scan.ts';
import { type MadeScan, makeScanFile } from '../../helpers/scan-files.ts';

/** What a comparison of two made scans finds. */
export interface Found {
  readonly rows: readonly DifferingRow[];
  readonly verdicts: readonly VerdictChange[];
  readonly sections: readonly ScanChange[];
  readonly notes: readonly string[];
}

/** Two scan files of these scans, in a folder that goes with the test. */
export function twoFiles(test: TestContext, old: MadeScan, now: MadeScan): readonly [string, string] {
  const folder = temporaryFolder(test);
  const files = [`${folder}/old.sqlite`, `${folder}/new.sqlite`] as const;
  makeScanFile(files[0], old);
  makeScanFile(files[1], now);
  return files;
}

/** Compares two files. */
export function compared(
  [old, now]: readonly [string, string],
  given: {
    readonly kinds?: readonly string[];
    readonly columns?: readonly string[];
    readonly filter?: string;
  } = {},
): Found {
  const { kinds = null, columns = [], filter: text } = given;
  const filter = text === undefined ? null : ({ text, byteUnit: 'auto' } as const);
  const diff = openScanDiff({ old, new: now, kinds, columns, filter });
  try {
    const all = [...diff.rows()];
    return {
      rows: all.filter(isDifferingRow),
      verdicts: all.filter((found): found is VerdictChange => !isDifferingRow(found)),
      sections: [...diff.sections()],
      notes: diff.notes,
    };
  } finally {
    diff.close();
  }
}
