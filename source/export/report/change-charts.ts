/** The chart of what differs by kind. */
import type { KindChanges } from '../../analysis/diff/change-tally.ts';
import { ROW_CHANGES } from '../../model/diff.ts';
import { formatCount } from '../../model/format.ts';
import type { BarChart } from './charts.ts';

const PARTS = [
  { name: 'new', tone: 0 },
  { name: 'gone', tone: 3 },
  { name: 'changed', tone: 2 },
  { name: 'unknown', tone: 'rest' },
  { name: 'aged out', tone: 4 },
] as const;

/** Rows that differ, a bar a kind; none where nothing differs. */
export function changeCharts(kinds: readonly Pick<KindChanges, 'kind' | 'counts'>[]): readonly BarChart[] {
  const bars = kinds.flatMap(({ kind, counts }) => {
    const values = ROW_CHANGES.map((change) => counts[change]);
    const sum = values.reduce((total, value) => total + value, 0);
    return sum === 0 ? [] : [{ label: kind.title, values, words: formatCount(sum) }];
  });
  if (bars.length === 0) return [];
  return [
    {
      shape: 'bars',
      title: 'Rows that differ',
      about: 'Rows that are new, gone, changed, unknown or aged out, by kind.',
      parts: PARTS,
      bars,
      scale: 'amount',
    },
  ];
}
