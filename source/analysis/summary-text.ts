import { safeText } from '../base/safe-text.ts';
import { findKind } from '../kinds/registry.ts';
import type { SeenElsewhere } from '../model/account.ts';
import { type CellState, scannedCells } from '../model/cell.ts';
import { type ByteUnit, formatCount, formatDuration, formatInstantSeconds } from '../model/format.ts';
import type { ScanFacts } from '../model/scan-facts.ts';
import { counted } from '../model/words.ts';
import { accountTables } from './account-table.ts';
import type { AlikeProblems } from './alike-problems.ts';
import { accountCounts, completeness, problemCells } from './coverage-table.ts';
import { elsewhereLines } from './elsewhere-words.ts';
import { filterLine } from './filter-table.ts';
import type { ScanParts } from './scan-parts.ts';
import { nothingReadLine } from './shortfall.ts';
import type { SummaryReport } from './summary.ts';
import type { SummaryTable } from './summary-table.ts';
import { summaryTables } from './summary-tables.ts';
import { textTable, wrapped } from './text-table.ts';

/** The scan that a summary is of. */
export interface SummarizedScan extends ScanParts {
  /** Of a scan of many accounts its problems, which are told in the place of those of its cells. */
  readonly alike?: readonly AlikeProblems[];
  /** Rows that its accounts see of one another. */
  readonly elsewhere?: readonly SeenElsewhere[];
}

/** Left to the workbook: too long for a console. */
const NOT_ON_CONSOLE = [
  'Snapshots by service and age',
  'DataSync bytes moved by day',
  'Cost a month by region (USD)',
  'Cost a month by owner (USD)',
];

/**
 * The summary of a scan as plain text of at most `width` cells a line, ended by a newline: who and when, totals by
 * kind, service, age and status, the DataSync breakdowns, and every cell that is not done, empty or skipped. Tables may
 * have lines of `tableWidth` cells: only where nothing else is to be done their texts are cut.
 */
export function summaryText(
  report: SummaryReport,
  scan: SummarizedScan,
  byteUnit: ByteUnit,
  width: number,
  tableWidth = width,
): string {
  const { facts, cells, accounts } = scan;
  const tables = summaryTables(report).filter(({ title }) => !NOT_ON_CONSOLE.includes(title));
  const asText = (some: readonly SummaryTable[]) => tablesAsText(some, byteUnit, width, tableWidth);
  const [first, ...rest] = asText(tables);
  const blocks = [
    [...headLines(report, scan, width), ...filterLines(report, width)],
    ...(first === undefined ? [] : [first]),
    ...asText(accountTables(report, accounts)),
    ...rest,
    accounts.length > 0
      ? alikeLines(scan, width)
      : problemLines(scannedCells({ cells: [...cells], regionsOff: facts.regionsOff }), width),
    offLines(facts, width),
    elsewhereLines(scan.elsewhere ?? [], accounts).flatMap((line) => wrapped(line, width)),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function tablesAsText(
  tables: readonly SummaryTable[],
  byteUnit: ByteUnit,
  width: number,
  tableWidth: number,
): readonly (readonly string[])[] {
  return tables
    .filter(({ rows }) => rows.length > 0)
    .map(({ title, columns, rows, atLeast, short, notes = [] }) => [
      title,
      ...(atLeast === undefined ? [] : wrapped(atLeast, width - 2).map(indented)),
      ...textTable(columns, rows, byteUnit, tableWidth - 2, short).map(indented),
      ...notes.flatMap((note) => wrapped(note, width - 2).map(indented)),
    ]);
}

function indented(line: string): string {
  return `  ${line}`;
}

function headLines({ shortfall }: SummaryReport, scan: SummarizedScan, width: number): readonly string[] {
  const { facts } = scan;
  const nothing = nothingReadLine(shortfall);
  const isSaid = nothing !== null && facts.complete;
  const regions = counted(facts.regions.length, 'region');
  const took = facts.endedAt === null ? [] : [formatDuration(facts.endedAt - facts.startedAt)];
  const when = `${formatInstantSeconds(facts.startedAt)} UTC`;
  return [
    ...(nothing === null ? [] : wrapped(nothing, width)),
    ...wrapped([whoseLine(scan), regions, when, ...took].join(' · '), width),
    // "complete" would be said of nothing.
    ...(isSaid ? [] : wrapped(completeness(scan), width)),
  ];
}

/** Whose the scan is, in safe text: one account, an organization, or so many accounts. */
export function whoseLine({
  facts: { identity, accountsChoice: choice },
  accounts,
}: Pick<SummarizedScan, 'facts' | 'accounts'>): string {
  if (accounts.length === 0)
    return identity === null ? 'unknown account' : `${safeText(identity.accountName)} ${identity.account}`;
  const count = counted(accounts.length, 'account');
  if (choice?.organization == null) return count;
  const organization = `organization ${safeText(choice.organization)}`;
  return choice.isWholeOrganization ? `${organization} · ${count}` : `${count} of the ${organization}`;
}

/** That the totals are of a part of the scan. */
function filterLines({ filter }: SummaryReport, width: number): readonly string[] {
  if (filter === undefined) return [];
  return wrapped(`${filterLine(filter)}; every total below is of these`, width);
}

function problemLines(cells: readonly CellState[], width: number): readonly string[] {
  const problems = problemCells(cells);
  if (problems.length === 0) return [];
  return [
    `Coverage: ${formatCount(problems.length)} of ${formatCount(cells.length)} cells with problems`,
    ...problems.flatMap((cell) => {
      const title = findKind(cell.kind)?.title ?? cell.kind;
      const rows = cell.rows > 0 ? `, ${counted(cell.rows, 'row')} kept` : '';
      const texts = [
        cell.error === null ? '' : `${cell.error.code}: ${cell.error.message}`,
        cell.error?.advice ?? '',
      ].filter((text) => text !== '');
      return [
        ...wrapped(`${cell.phase} ${cell.region} ${title}${rows}`, width - 2).map(indented),
        ...texts.flatMap((text) => wrapped(text, width - 4).map((line) => `    ${line}`)),
      ];
    }),
  ];
}

/** More kinds of problems than these are left to the workbook. */
const MOST_ALIKE = 20;

/** The problems of a scan of many accounts, alike ones in one. */
function alikeLines({ accounts, alike = [] }: SummarizedScan, width: number): readonly string[] {
  if (alike.length === 0) return [];
  const more = alike.length - MOST_ALIKE;
  return [
    `Coverage of ${counted(accounts.length, 'account')}: ${accountCounts(accounts)}`,
    ...alike.slice(0, MOST_ALIKE).flatMap(({ outcome, where, why, advice }) => {
      const what = `${outcome.padEnd(7)} ${where}${why === '' ? '' : `: ${why}`}`;
      const [first = '', ...rest] = wrapped(what, width - 4);
      const help = advice === null ? [] : wrapped(advice, width - 4);
      return [indented(first), ...[...rest, ...help].map((line) => `    ${line}`)];
    }),
    ...(more > 0 ? [indented(`and ${formatCount(more)} more`)] : []),
  ];
}

function offLines(facts: ScanFacts, width: number): readonly string[] {
  if (facts.regionsOff.length === 0) return [];
  const one = facts.regionsOff.length === 1;
  const count = `${formatCount(facts.regionsOff.length)} ${one ? 'region' : 'regions'} not enabled for this account:`;
  return wrapped(`${count} ${facts.regionsOff.join(', ')}`, width);
}
