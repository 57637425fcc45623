/** The differences between two scans for people: an overview first, then the first of the rows. */
import { ChangeTally } from '../../analysis/diff/change-tally.ts';
import { CHANGE_SIGNS, diffTitle, overviewLines, rowLine } from '../../analysis/diff/diff-text.ts';
import type { ScanDiff } from '../../analysis/diff/scan-diff.ts';
import { sectionWords } from '../../analysis/diff/section-words.ts';
import { safeText } from '../../base/safe-text.ts';
import { type ChangeCounts, type DifferingRow, isDifferingRow } from '../../model/diff.ts';
import type { ByteUnit } from '../../model/format.ts';
import { counted } from '../../model/words.ts';
import type { Sink } from '../text/sink.ts';

/** What is told row by row, and what by its reasons, of which there are few. */
const ONE_BY_ONE = ['new', 'gone', 'changed'] as const;
const TOGETHER = ['unknown', 'aged-out'] as const;

/** So many rows, or reasons, of each change are told one by one. */
const MOST_OF_CHANGE = 20;

/** Writes the overview and the first rows of each change. */
export async function writeDiffText(diff: ScanDiff, sink: Sink, byteUnit: ByteUnit): Promise<ChangeCounts> {
  const { tally, first } = await gathered(diff);
  const counts = tally.total();
  const kinds = diff.kinds.map((kind) => ({
    kind,
    counts: tally.countsOf(kind.id),
    sums: diff.sums(kind),
  }));
  const { old, new: now } = diff.sides;
  const blocks = [
    [`Differences  ${diffTitle(diff)}`, `old: ${safeText(old.file)}`, `new: ${safeText(now.file)}`],
    diff.notes.map(safeText),
    overviewLines(kinds, counts, byteUnit),
    sectionWords(tally).map(({ name, words }) => `${name.padEnd(10)}  ${safeText(words)}`),
    ...ONE_BY_ONE.map((change) => {
      const rows = first.get(change) ?? [];
      return [
        ...rows.map((row) => rowLine(row, byteUnit)),
        ...moreLine(counts[change] - rows.length, change),
      ];
    }),
    ...TOGETHER.map((change) => reasonLines(tally, change)),
  ];
  const text = blocks.filter((lines) => lines.length > 0).map((lines) => `${lines.join('\n')}\n`);
  await sink.write(text.join('\n'));
  await sink.flush();
  return counts;
}

function moreLine(more: number, change: DifferingRow['change']): readonly string[] {
  return more > 0 ? [`  and ${counted(more, 'more row')} (${change}): --format ndjson tells all`] : [];
}

function reasonLines(tally: ChangeTally, change: DifferingRow['change']): readonly string[] {
  const reasons = tally.reasons(change);
  const told = reasons.slice(0, MOST_OF_CHANGE);
  const more = reasons.slice(MOST_OF_CHANGE).reduce((sum, [, rows]) => sum + rows, 0);
  return [
    ...told.map(
      ([why, rows]) => `${CHANGE_SIGNS[change]} ${counted(rows, 'row')} ${change}: ${safeText(why)}`,
    ),
    ...moreLine(more, change),
  ];
}

async function gathered(diff: ScanDiff) {
  const tally = new ChangeTally();
  const first = new Map<DifferingRow['change'], DifferingRow[]>();
  for await (const some of diff.changes({ thenSums: true })) {
    for (const found of some) {
      tally.add(found);
      if (!isDifferingRow(found)) continue;
      const some = first.get(found.change) ?? [];
      first.set(found.change, some);
      if (some.length < MOST_OF_CHANGE) some.push(found);
    }
  }
  return { tally, first };
}
