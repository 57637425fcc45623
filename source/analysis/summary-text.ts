import { safeText } from '../base/safe-text.ts';
import { findKind } from '../kinds/registry.ts';
import { type CellState, scannedCells } from '../model/cell.ts';
import { type ByteUnit, formatCount, formatDuration, formatInstantSeconds } from '../model/format.ts';
import type { ScanFacts } from '../model/scan-facts.ts';
import { completeness, problemCells } from './coverage-table.ts';
import { filterLine } from './filter-table.ts';
import type { SummaryReport } from './summary.ts';
import { summaryTables } from './summary-tables.ts';
import { textTable, wrapped } from './text-table.ts';

/** Left to the workbook: too long for a console. */
const NOT_ON_CONSOLE = [
  'Snapshots by service and age',
  'DataSync bytes moved by day',
  'Cost a month by region (USD)',
  'Cost a month by owner (USD)',
];

/**
 * The summary of a scan as plain text of at most `width` cells a line, ended by a newline: who and when, totals by
 * kind, service, age and status, the DataSync breakdowns, and every cell that is not done, empty or skipped.
 */
export function summaryText(
  report: SummaryReport,
  facts: ScanFacts,
  cells: readonly CellState[],
  byteUnit: ByteUnit,
  width: number,
): string {
  const tables = summaryTables(report)
    .filter(({ title, rows }) => rows.length > 0 && !NOT_ON_CONSOLE.includes(title))
    .map(({ title, columns, rows, notes = [] }) => [
      title,
      ...textTable(columns, rows, byteUnit, width - 2).map(indented),
      ...notes.flatMap((note) => wrapped(note, width - 2).map(indented)),
    ]);
  const blocks = [
    [...headLines(facts, cells, width), ...filterLines(report, width)],
    ...tables,
    problemLines(scannedCells({ cells, regionsOff: facts.regionsOff }), width),
    offLines(facts, width),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function indented(line: string): string {
  return `  ${line}`;
}

function headLines(facts: ScanFacts, cells: readonly CellState[], width: number): readonly string[] {
  const { identity } = facts;
  const who = identity === null ? 'unknown account' : `${safeText(identity.accountName)} ${identity.account}`;
  const regions = `${formatCount(facts.regions.length)} ${facts.regions.length === 1 ? 'region' : 'regions'}`;
  const took = facts.endedAt === null ? [] : [formatDuration(facts.endedAt - facts.startedAt)];
  const when = `${formatInstantSeconds(facts.startedAt)} UTC`;
  return [
    ...wrapped([who, regions, when, ...took].join(' · '), width),
    ...wrapped(completeness(facts, cells), width),
  ];
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
      const rows = cell.rows > 0 ? `, ${formatCount(cell.rows)} rows kept` : '';
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

function offLines(facts: ScanFacts, width: number): readonly string[] {
  if (facts.regionsOff.length === 0) return [];
  const one = facts.regionsOff.length === 1;
  const count = `${formatCount(facts.regionsOff.length)} ${one ? 'region' : 'regions'} not enabled for this account:`;
  return wrapped(`${count} ${facts.regionsOff.join(', ')}`, width);
}
