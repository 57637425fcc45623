/** The differences between two scans for people: an overview first, then the first of the rows. */
import {
  CHANGE_SIGNS,
  diffTitle,
  type KindChanges,
  overviewLines,
  rowLine,
  totalCounts,
} from '../../analysis/diff/diff-text.ts';
import { isDifferingRow, type ScanDiff } from '../../analysis/diff/scan-diff.ts';
import { safeText } from '../../base/safe-text.ts';
import { type ChangeCounts, type DifferingRow, NO_CHANGES } from '../../model/diff.ts';
import type { ByteUnit } from '../../model/format.ts';
import { counted } from '../../model/words.ts';
import type { Sink } from '../text/sink.ts';

/** What is told row by row, and what by its reasons, of which there are few. */
const ONE_BY_ONE = ['new', 'gone', 'changed'] as const;
const TOGETHER = ['unknown', 'aged-out'] as const;

/** So many rows of each change are told one by one. */
const MOST_OF_CHANGE = 20;

/** Writes the overview and the first rows of each change. */
export async function writeDiffText(diff: ScanDiff, sink: Sink, byteUnit: ByteUnit): Promise<ChangeCounts> {
  const { kinds, first, reasons } = gathered(diff);
  const counts = totalCounts(kinds);
  const { old, new: now } = diff.sides;
  const blocks = [
    [`Differences  ${diffTitle(diff)}`, `old: ${safeText(old.file)}`, `new: ${safeText(now.file)}`],
    diff.notes.map(safeText),
    overviewLines(kinds, byteUnit),
    ...ONE_BY_ONE.map((change) => [
      ...(first.get(change) ?? []).map((row) => rowLine(row, byteUnit)),
      ...moreLine(counts[change] - (first.get(change)?.length ?? 0), change),
    ]),
    ...TOGETHER.map((change) => reasonLines(reasons.get(change) ?? new Map(), change)),
  ];
  const text = blocks.filter((lines) => lines.length > 0).map((lines) => `${lines.join('\n')}\n`);
  await sink.write(text.join('\n'));
  await sink.flush();
  return counts;
}

function moreLine(more: number, change: DifferingRow['change']): readonly string[] {
  return more > 0 ? [`  and ${counted(more, `more row`)} (${change}): --format ndjson tells all`] : [];
}

/** The reasons with how many rows each is of, those of most first. */
function reasonLines(
  reasons: ReadonlyMap<string, number>,
  change: DifferingRow['change'],
): readonly string[] {
  const all = [...reasons].toSorted(([, one], [, other]) => other - one);
  const told = all.slice(0, MOST_OF_CHANGE);
  const more = all.slice(MOST_OF_CHANGE).reduce((sum, [, rows]) => sum + rows, 0);
  return [
    ...told.map(
      ([why, rows]) => `${CHANGE_SIGNS[change]} ${counted(rows, 'row')} ${change}: ${safeText(why)}`,
    ),
    ...moreLine(more, change),
  ];
}

function gathered(diff: ScanDiff) {
  const byKind = new Map<string, { -readonly [Change in keyof ChangeCounts]: number }>();
  const first = new Map<DifferingRow['change'], DifferingRow[]>();
  const reasons = new Map<DifferingRow['change'], Map<string, number>>();
  for (const found of diff.rows()) {
    if (!isDifferingRow(found)) continue;
    const counts = byKind.get(found.kind) ?? { ...NO_CHANGES };
    byKind.set(found.kind, counts);
    counts[found.change] += 1;
    const some = first.get(found.change) ?? [];
    first.set(found.change, some);
    if (some.length < MOST_OF_CHANGE) some.push(found);
    const whys = reasons.get(found.change) ?? new Map<string, number>();
    reasons.set(found.change, whys);
    if (found.why !== null) whys.set(found.why, (whys.get(found.why) ?? 0) + 1);
  }
  const kinds = diff.kinds.map(
    (kind): KindChanges => ({
      kind,
      counts: byKind.get(kind.id) ?? NO_CHANGES,
      sums: diff.sums(kind),
    }),
  );
  return { kinds, first, reasons };
}
