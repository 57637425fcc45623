import type { TransferCalendar } from '../../../source/analysis/transfers/calendar-days.ts';
import type { TableRow } from '../../../source/model/table-query.ts';

const DAYS = 31;
/** How the last days of the tasks went, in turn; the last one at the end. */
const ENDS: readonly (readonly string[])[] = [
  ['s1', 's2f1', 'm1', '', 'r1'],
  ['s1', 's12', '?', 'k1', 's1m1?'],
];

/** The calendar of tasks in memory, up to 2026-11-21: nothing was due before their last five days. */
export function calendarOf(rows: Readonly<Record<string, readonly TableRow[]>>): TransferCalendar {
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    first: Date.parse('2026-10-22T00:00:00Z'),
    days: DAYS,
    tasks: (rows.tasks ?? []).map(({ row, account, region, values }, index) => {
      const end = ENDS[index % ENDS.length] ?? [];
      return {
        ...{ row, account, region },
        arn: `arn:aws:datasync:::task/task-${row}`,
        name: text(values.task_name),
        agents: index === 0 ? ['nas'] : null,
        days: [...Array.from({ length: DAYS - end.length }, () => ''), ...end],
      };
    }),
  };
}
