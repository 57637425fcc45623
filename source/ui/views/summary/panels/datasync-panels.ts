import type { DataSyncSummary, Share } from '../../../../analysis/summary.ts';
import { datasyncAgent } from '../../../../kinds/datasync/datasync-agent.ts';
import { datasyncExecution } from '../../../../kinds/datasync/datasync-execution.ts';
import { EXECUTION_STATUSES } from '../../../../kinds/datasync/datasync-facts.ts';
import { datasyncLocation } from '../../../../kinds/datasync/datasync-location.ts';
import { datasyncTask } from '../../../../kinds/datasync/datasync-task.ts';
import { formatBytes } from '../../../../model/format.ts';
import { counted } from '../../../../model/words.ts';
import { isValue } from '../../../../store/filter/write-terms.ts';
import { barInParts, barOf, partSign, sparkline } from '../../../kit/charts.ts';
import { fitted } from '../../../kit/text.ts';
import { rowsOf } from '../../../state/destination.ts';
import { changeCell, changeRoom } from './change.ts';
import {
  COUNT_WIDTH,
  countCell,
  emptyLines,
  markOf,
  noteOf,
  type Panel,
  type PanelContext,
  type PanelLine,
} from './panel.ts';
import { partsOf } from './shares-panel.ts';

const LABEL_WIDTH = 26;

/** Executions with a status that is none of an end. */
const IN_PROGRESS = `status:* !status=${[...EXECUTION_STATUSES.good, ...EXECUTION_STATUSES.failed].join(',')}`;

/** What DataSync has: tasks, agents, locations, executions and the bytes that they moved. */
export function dataSyncPanels(context: PanelContext): readonly Panel[] {
  const { datasync } = context.report;
  const executions = datasyncExecution.tab;
  const tasks = datasyncTask.tab;
  const agents = datasyncAgent.tab;
  const executionsTitle = `DataSync executions of ${counted(datasync.executionDays, 'day')}`;
  return [
    panelOf(context, executions, executionsTitle, datasync.executions, [
      ...countedStates(context, executions, 'status', ({ executions: all, executionsByStatus }) => [
        all,
        executionsByStatus,
      ]),
      countLine(context, executions, 'in progress', [
        ({ executionsInProgress }) => executionsInProgress,
        IN_PROGRESS,
      ]),
      ...movedLines(context),
    ]),
    panelOf(context, tasks, datasyncTask.title, datasync.tasks, [
      ...countedStates(context, tasks, 'status', ({ tasks: all, tasksByStatus }) => [all, tasksByStatus]),
      countLine(context, tasks, 'with a schedule', [
        ({ tasksScheduled }) => tasksScheduled,
        'schedule:* !schedule_status=DISABLED',
      ]),
      countLine(context, tasks, 'schedule disabled', [
        ({ tasksScheduleDisabled }) => tasksScheduleDisabled,
        'schedule:* schedule_status=DISABLED',
      ]),
    ]),
    panelOf(
      context,
      agents,
      datasyncAgent.title,
      datasync.agents,
      countedStates(context, agents, 'status', ({ agents: all, agentsByStatus }) => [all, agentsByStatus]),
    ),
    panelOf(context, datasyncLocation.tab, datasyncLocation.title, datasync.locations, typeLines(context)),
  ];
}

function panelOf(
  context: PanelContext,
  tab: string,
  title: string,
  count: number,
  lines: readonly PanelLine[],
): Panel {
  const note = noteOf(context, [tab]);
  return { title, note, usualLines: 8, lines: count === 0 ? emptyLines(note) : lines };
}

/** A count that opens the rows which pass a filter. */
function countLine(
  context: PanelContext,
  tab: string,
  label: string,
  [countOf, filter]: readonly [(totals: DataSyncSummary) => number, string],
): PanelLine {
  const count = countOf(context.report.datasync);
  const link = { id: `${tab} ${label}`, to: rowsOf(tab, filter) };
  return [
    [` ${fitted(label, LABEL_WIDTH)}`, 'plain'],
    ...countCell(count, link, markOf(context, { tab })),
    changeCell(context, { tab }, ({ datasync }) => countOf(datasync)),
  ];
}

/** All of a tab, a bar in parts, and each state with the sign of its part. */
function countedStates(
  context: PanelContext,
  tab: string,
  field: string,
  statesOf: (totals: DataSyncSummary) => readonly [count: number, shares: readonly Share[]],
): readonly PanelLine[] {
  const { width, report } = context;
  const [, shares] = statesOf(report.datasync);
  return [
    countLine(context, tab, 'all', [(totals) => statesOf(totals)[0], '']),
    [[' ', 'plain'], ...barInParts(partsOf(shares), Math.min(width - 3, LABEL_WIDTH + COUNT_WIDTH))],
    ...shares.map(
      (share, index): PanelLine => [
        [` ${fitted(`${partSign(index)} ${share.label}`, LABEL_WIDTH)}`, 'plain'],
        ...countCell(
          share.count,
          { id: `${tab} ${field} ${share.value}`, to: rowsOf(tab, isValue(field, share.value)) },
          markOf(context, { tab }),
        ),
        changeCell(context, { tab }, ({ datasync }) => sameShare(statesOf(datasync)[1], share)),
      ],
    ),
  ];
}

/** How many the share of this value is of. */
function sameShare(shares: readonly Share[], { value }: Share): number {
  return shares.find((share) => share.value === value)?.count ?? 0;
}

function typeLines(context: PanelContext): readonly PanelLine[] {
  const { report, width } = context;
  const { locations, locationsByType } = report.datasync;
  const room = Math.min(40, width - LABEL_WIDTH - COUNT_WIDTH - changeRoom(context) - 3);
  return [
    countLine(context, datasyncLocation.tab, 'all', [(totals) => totals.locations, '']),
    ...locationsByType.map(
      (share): PanelLine => [
        ...countLine(context, datasyncLocation.tab, share.label, [
          (totals) => sameShare(totals.locationsByType, share),
          isValue('location_type', share.value),
        ]),
        [` ${barOf(share.count, locations, room)}`, 'accent'],
      ],
    ),
  ];
}

/** Bytes moved by day as a row of columns, the newest at the right. */
function movedLines(context: PanelContext): readonly PanelLine[] {
  const { report, unit, width } = context;
  const days = report.datasync.bytesByDay.slice(-Math.max(1, width - 2));
  const most = Math.max(0, ...days.map((day) => day.bytes));
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined || most === 0) return [];
  const all = days.reduce((sum, day) => sum + day.bytes, 0);
  const mark = markOf(context, { tab: datasyncExecution.tab });
  return [
    [[` ${formatBytes(all, unit)}${mark} moved, at most ${formatBytes(most, unit)}${mark} a day`, 'plain']],
    [[` ${sparkline(days.map((day) => day.bytes))}`, 'accent']],
    [[` ${first.day} to ${last.day} (UTC)`, 'quiet']],
  ];
}
