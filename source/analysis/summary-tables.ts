/** The summary as small tables: what the console, the Summary sheet and the summary CSV write, each in its way. */

import { AGENTS_TAB, EXECUTIONS_TAB, LOCATIONS_TAB, TASKS_TAB } from '../kinds/datasync/datasync-facts.ts';
import type { KindGroup } from '../kinds/define/define-resource.ts';
import { findKind, kindsOfTab } from '../kinds/registry.ts';
import { AGE_RANGES, UNKNOWN_AGE_LABEL } from '../model/ages.ts';
import type { Value } from '../model/columns.ts';
import { formatCount } from '../model/format.ts';
import { alikeStatuses } from './alike-statuses.ts';
import { AMOUNT_COLUMNS, amountValues } from './amount-columns.ts';
import { filterTable } from './filter-table.ts';
import { protectedShare } from './protection/protection-totals.ts';
import { serviceLabel } from './service-label.ts';
import { atLeastLine, isShortOf } from './shortfall.ts';
import type { ProtectionOfService, ServiceTotal, Share, SummaryReport } from './summary.ts';
import { candidateTables, costTables, findingTables } from './summary-estimate-tables.ts';
import type { SummaryTable, TableOfKinds } from './summary-table.ts';

/**
 * The tables of a summary; parts of which nothing was scanned, or whose kinds lack a field of the filter, are left
 * out. None where nothing was read: a table of zeros would say that there is nothing.
 */
export function summaryTables(report: SummaryReport): readonly SummaryTable[] {
  if (report.shortfall?.isAll === true) return [];
  const leftOut = (report.filter?.kinds ?? []).filter(({ lacking }) => lacking.length > 0);
  const kinds = report.kinds.filter(({ kind }) => !leftOut.some((other) => other.kind === kind));
  const groups = new Set(kinds.map(({ kind }) => findKind(kind)?.group));
  const of = (group: KindGroup): ReadonlySet<string> =>
    new Set(kinds.map(({ kind }) => kind).filter((kind) => findKind(kind)?.group === group));
  return [
    ...marked(report, [report.filter === undefined ? kindTable(report) : filterTable(report.filter)]),
    ...(groups.has('datasync') ? marked(report, dataSyncTables(report), of('datasync')) : []),
    ...(groups.has('snapshots')
      ? marked(
          report,
          [
            ...snapshotTables(report),
            ...protectionTables(report),
            ...costTables(report),
            ...candidateTables(report),
          ],
          of('snapshots'),
        )
      : []),
    ...marked(report, findingTables(report)),
  ];
}

/** Tables over these kinds, over all where none are given, with what their numbers leave out. */
function marked(
  { shortfall }: SummaryReport,
  tables: readonly TableOfKinds[],
  kinds?: ReadonlySet<string>,
): readonly SummaryTable[] {
  const atLeast = atLeastLine(shortfall, kinds);
  return tables.map(({ rowKinds, ...table }) => {
    if (shortfall === undefined || atLeast === undefined) return table;
    const short = table.rows.map((values, row) =>
      isShortOf(shortfall, rowKinds?.[row] ?? kinds) ? numbersOf(table.columns, values) : [],
    );
    return { short, ...table, atLeast };
  });
}

/** The places of counts, sizes and sums. */
function numbersOf(columns: SummaryTable['columns'], values: readonly Value[]): readonly number[] {
  return columns.flatMap(({ type }, place) => {
    const isSum = type === 'integer' || type === 'bytes' || type === 'money';
    return isSum && typeof values[place] === 'number' ? [place] : [];
  });
}

function kindTable({ kinds }: SummaryReport): TableOfKinds {
  return {
    title: 'Resources found',
    columns: [
      { header: 'Kind', type: 'text' },
      { header: 'Count', type: 'integer' },
    ],
    rows: kinds.map(({ kind, rows }) => [findKind(kind)?.title ?? kind, rows]),
    rowKinds: kinds.map(({ kind }) => [kind]),
  };
}

const PROTECTION_COLUMNS: TableOfKinds['columns'] = [
  ...['Unprotected', 'Late', 'Unknown', 'Protected', 'Exempt'].map(
    (header) => ({ header, type: 'integer' }) as const,
  ),
  { header: 'Share Protected', type: 'text' },
];

function protectionValues(total: Omit<ProtectionOfService, 'service' | 'kind'>): readonly Value[] {
  const share = protectedShare(total);
  const { unprotected, late, unknown, exempt } = total;
  return [unprotected, late, unknown, total.protected, exempt, share === null ? null : `${share} %`];
}

function protectionTables({
  protection = [],
  protectionByAccount = [],
}: SummaryReport): readonly TableOfKinds[] {
  if (protection.length === 0) return [];
  const byService: TableOfKinds = {
    title: 'Protection of sources',
    columns: [{ header: 'Service', type: 'text' }, ...PROTECTION_COLUMNS],
    rows: protection.map((total) => [serviceLabel(total), ...protectionValues(total)]),
    rowKinds: protection.map(({ kind }) => [kind]),
    notes: ['Exempt ones (gone, read replicas, or by a rule) are in no share.'],
  };
  if (protectionByAccount.length === 0) return [byService];
  const more = protectionByAccount.length - MOST_ACCOUNTS;
  const byAccount: TableOfKinds = {
    title: 'Protection by account',
    columns: [
      { header: 'Account', type: 'text', isWhole: true },
      { header: 'Name', type: 'text' },
      ...PROTECTION_COLUMNS,
    ],
    rows: protectionByAccount
      .slice(0, MOST_ACCOUNTS)
      .map((total) => [total.account, total.name, ...protectionValues(total)]),
    ...(more > 0 ? { notes: [`${formatCount(more)} more accounts are in the rows of sources.`] } : {}),
  };
  return [byService, byAccount];
}

/** More accounts than these are counted: those with the most to look at come first. */
const MOST_ACCOUNTS = 20;

function snapshotTables(report: SummaryReport): readonly TableOfKinds[] {
  return [
    {
      title: 'Snapshots by service',
      columns: [
        { header: 'Service', type: 'text' },
        ...AMOUNT_COLUMNS,
        { header: 'Oldest', type: 'instant' },
        { header: 'Newest', type: 'instant' },
      ],
      rows: report.services.map((total) => [
        serviceLabel(total),
        ...amountValues(total),
        total.oldest,
        total.newest,
      ]),
      rowKinds: report.services.map(({ kind }) => [kind]),
    },
    shareTable('Snapshots by age', 'Date Range', report.ages),
    serviceAgeTable(report.services),
    shareTable('Snapshots by status', 'Status', alikeStatuses(report.byStatus)),
    shareTable('Snapshots by encryption', 'Encryption', report.byEncryption),
    shareTable('Snapshots by origin', 'Origin', report.byOrigin),
    shareTable('Snapshots by storage tier', 'Storage Tier', report.byTier),
  ];
}

function shareTable(title: string, header: string, shares: readonly Share[]): SummaryTable {
  return {
    title,
    columns: [{ header, type: 'text' }, ...AMOUNT_COLUMNS],
    rows: shares.map((share) => [share.label, ...amountValues(share)]),
  };
}

function serviceAgeTable(services: readonly ServiceTotal[]): TableOfKinds {
  const labels = [...AGE_RANGES.map(({ label }) => label), UNKNOWN_AGE_LABEL];
  const lines = services.flatMap((total) =>
    total.byAge.flatMap((amount, index) =>
      amount.count === 0 ? [] : [{ total, label: labels[index] ?? '', amount }],
    ),
  );
  return {
    title: 'Snapshots by service and age',
    columns: [{ header: 'Service', type: 'text' }, { header: 'Date Range', type: 'text' }, ...AMOUNT_COLUMNS],
    rows: lines.map(({ total, label, amount }) => [serviceLabel(total), label, ...amountValues(amount)]),
    rowKinds: lines.map(({ total }) => [total.kind]),
  };
}

/** The lines of the old Summary sheet, with the statuses that it did not count. */
function dataSyncTables({ datasync }: SummaryReport): readonly TableOfKinds[] {
  const countOf = (shares: readonly Share[], value: string): number =>
    shares.find((share) => share.value === value)?.count ?? 0;
  const others = (shares: readonly Share[], known: readonly string[], prefix: string): readonly Value[][] =>
    shares
      .filter(({ value }) => value === null || !known.includes(value))
      .map(({ label, count }) => [`${prefix} ${label}`, count]);
  const tasks: readonly Value[][] = [
    ['Total Tasks', datasync.tasks],
    ['Tasks AVAILABLE', countOf(datasync.tasksByStatus, 'AVAILABLE')],
    ...others(datasync.tasksByStatus, ['AVAILABLE'], 'Tasks'),
    ['Tasks with a schedule', datasync.tasksScheduled],
    ['Tasks with a disabled schedule', datasync.tasksScheduleDisabled],
  ];
  const locations: readonly Value[][] = [
    ['Total Locations', datasync.locations],
    ...others(datasync.locationsByType, [], 'Locations'),
  ];
  const agents: readonly Value[][] = [
    ['Total Agents', datasync.agents],
    ['Agents ONLINE', countOf(datasync.agentsByStatus, 'ONLINE')],
    ['Agents OFFLINE', countOf(datasync.agentsByStatus, 'OFFLINE')],
    ...others(datasync.agentsByStatus, ['ONLINE', 'OFFLINE'], 'Agents'),
  ];
  const executions: readonly Value[][] = [
    [`Total Executions (${datasync.executionDays} days)`, datasync.executions],
    ['Executions SUCCESS', countOf(datasync.executionsByStatus, 'SUCCESS')],
    ['Executions ERROR', countOf(datasync.executionsByStatus, 'ERROR')],
    ['Executions in progress', datasync.executionsInProgress],
  ];
  const moved: SummaryTable = {
    title: 'DataSync bytes moved by day',
    columns: [
      { header: 'Day (UTC)', type: 'text' },
      { header: 'Bytes', type: 'bytes' },
    ],
    rows: datasync.bytesByDay.filter(({ bytes }) => bytes > 0).map(({ day, bytes }) => [day, bytes]),
  };
  const lines = [
    ...[
      { rows: tasks, tab: TASKS_TAB },
      { rows: locations, tab: LOCATIONS_TAB },
    ],
    ...[
      { rows: agents, tab: AGENTS_TAB },
      { rows: executions, tab: EXECUTIONS_TAB },
    ],
  ];
  return [
    {
      title: 'DataSync',
      columns: [
        { header: 'Metric', type: 'text' },
        { header: 'Count', type: 'integer' },
      ],
      rows: lines.flatMap(({ rows }) => rows),
      rowKinds: lines.flatMap(({ rows, tab }) => rows.map(() => kindsOfTab(tab.id).map(({ id }) => id))),
    },
    ...(moved.rows.length > 0 ? [moved] : []),
  ];
}
