/** The thread that compares two scans, the older one first, and reports what it has found ten times a second. */
import { parentPort, workerData } from 'node:worker_threads';
import { ChangeTally, type FindingTally } from '../analysis/diff/change-tally.ts';
import { diffTitle } from '../analysis/diff/diff-text.ts';
import { openScanDiff, type ScanDiff } from '../analysis/diff/scan-diff.ts';
import { sectionWords } from '../analysis/diff/section-words.ts';
import { type DifferingRow, isDifferingRow, ROW_CHANGES } from '../model/diff.ts';
import { errorLine } from '../model/words.ts';
import { openForReading } from '../store/scan-file.ts';
import { readFacts } from '../store/stored-facts.ts';
import { type DiffMessage, type DiffReport, parseDiffTask } from './diff-messages.ts';

/** How often it reports, in milliseconds, and how many rows of a kind it tells one by one. */
const INTERVAL = 100;
const MOST_OF_KIND = 5_000;

async function compare(): Promise<void> {
  const { one, other } = parseDiffTask(workerData);
  const [old, now] = startOf(one) <= startOf(other) ? [one, other] : [other, one];
  const diff = openScanDiff({ old, new: now, kinds: null, columns: [], filter: null });
  try {
    const tally = new ChangeTally();
    const told = new Map<string, number>();
    let rows: DifferingRow[] = [];
    let reported = 0;
    const report = (type: 'part' | 'done'): void => {
      send({ type, report: reportOf(diff, tally, rows, type === 'done') });
      rows = [];
      reported = performance.now();
    };
    report('part');
    for await (const some of diff.changes({ thenSums: true })) {
      for (const found of some) {
        tally.add(found);
        if (isDifferingRow(found)) {
          const count = (told.get(found.kind) ?? 0) + 1;
          told.set(found.kind, count);
          if (count <= MOST_OF_KIND) rows.push(found);
        }
        if (performance.now() - reported > INTERVAL) report('part');
      }
    }
    report('done');
  } finally {
    diff.close();
  }
}

function startOf(file: string): number {
  const database = openForReading(file);
  try {
    return readFacts(database).startedAt;
  } finally {
    database.close();
  }
}

/** New ones weigh more than all that were solved. */
function weightOf({ counts }: FindingTally): number {
  return counts.new * 1e9 + counts.solved;
}

/** Bytes and costs are added up once, at the end: before they would hold up the rows. */
function reportOf(
  diff: ScanDiff,
  tally: ChangeTally,
  rows: readonly DifferingRow[],
  withSums: boolean,
): DiffReport {
  const kinds = diff.kinds.flatMap((kind) => {
    const counts = tally.countsOf(kind.id);
    if (ROW_CHANGES.every((change) => counts[change] === 0)) return [];
    return [{ kind: kind.id, title: kind.title, counts, sums: withSums ? diff.sums(kind) : null }];
  });
  const { notes } = diff;
  return {
    title: diffTitle(diff),
    notes,
    kinds,
    total: tally.total(),
    findings: tally.findings().toSorted((one, other) => weightOf(other) - weightOf(one)),
    sections: sectionWords(tally),
    rows,
  };
}

function send(message: DiffMessage): void {
  parentPort?.postMessage(message);
}

try {
  await compare();
} catch (error) {
  send({ type: 'failed', message: errorLine(error) });
}
