import { type ByteUnit, formatBytes, formatCount } from '../../analysis/format.ts';
import type { DataSyncSummary, Share } from '../../analysis/summary.ts';
import { fitted } from '../text.ts';
import type { Piece } from '../theme.ts';
import type { Panel } from './summary-panels.ts';
import { counted } from './words.ts';

const LABEL_WIDTH = 24;
const COUNT_WIDTH = 9;
const LEVELS = '▁▂▃▄▅▆▇█';

/** What DataSync has: tasks, locations, agents, executions and the bytes that they moved. */
export function dataSyncPanels(summary: DataSyncSummary, unit: ByteUnit, width: number): readonly Panel[] {
  return [
    {
      title: 'DataSync tasks and agents',
      lines: [
        countLine('Tasks', summary.tasks, 'title'),
        ...shareLines(summary.tasksByStatus),
        countLine('  with a schedule', summary.tasksScheduled),
        countLine('  schedule disabled', summary.tasksScheduleDisabled),
        countLine('Agents', summary.agents, 'title'),
        ...shareLines(summary.agentsByStatus),
      ],
    },
    {
      title: 'DataSync locations',
      lines: [countLine('Locations', summary.locations, 'title'), ...shareLines(summary.locationsByType)],
    },
    {
      title: `DataSync executions of ${counted(summary.executionDays, 'day')}`,
      lines: [
        countLine('Executions', summary.executions, 'title'),
        ...shareLines(summary.executionsByStatus),
        countLine('  in progress', summary.executionsInProgress),
        ...movedLines(summary, unit, width),
      ],
    },
  ];
}

function countLine(label: string, count: number, tone: Piece[1] = 'plain'): readonly Piece[] {
  return [[` ${fitted(label, LABEL_WIDTH)}${fitted(formatCount(count), COUNT_WIDTH, 'right')}`, tone]];
}

function shareLines(shares: readonly Share[]): readonly (readonly Piece[])[] {
  return shares.map((share) => countLine(`  ${share.label}`, share.count));
}

/** Bytes moved by day as a row of columns, the newest at the right. */
function movedLines(summary: DataSyncSummary, unit: ByteUnit, width: number): readonly (readonly Piece[])[] {
  const days = summary.bytesByDay.slice(-Math.max(1, width - 2));
  const most = Math.max(0, ...days.map((day) => day.bytes));
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined || most === 0) return [];
  const columns = days.map(({ bytes }) => {
    const level = bytes === 0 ? 0 : Math.max(1, Math.ceil((bytes / most) * LEVELS.length) - 1);
    return LEVELS[level] ?? ' ';
  });
  const all = days.reduce((sum, day) => sum + day.bytes, 0);
  return [
    [[` ${formatBytes(all, unit)} moved, at most ${formatBytes(most, unit)} a day`, 'plain']],
    [[` ${columns.join('')}`, 'accent']],
    [[` ${first.day} to ${last.day} (UTC)`, 'quiet']],
  ];
}
