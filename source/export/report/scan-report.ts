/** A scan as a report: what the Summary says, with coverage first where not everything was read. */
import { accountTables } from '../../analysis/account-table.ts';
import { alikeProblems } from '../../analysis/alike-problems.ts';
import { completeness, problemCells, scanFactLines } from '../../analysis/coverage-table.ts';
import { elsewhereLines } from '../../analysis/elsewhere-words.ts';
import { filterLine } from '../../analysis/filter-table.ts';
import { nothingReadLine } from '../../analysis/shortfall.ts';
import type { SummaryReport } from '../../analysis/summary.ts';
import type { SummaryTable } from '../../analysis/summary-table.ts';
import { summaryTables } from '../../analysis/summary-tables.ts';
import { whoseLine } from '../../analysis/summary-text.ts';
import { isAccountProblem } from '../../model/account.ts';
import type { Value } from '../../model/columns.ts';
import { formatDuration, formatInstantSeconds } from '../../model/format.ts';
import { isSound, PHASES } from '../../model/phase.ts';
import { counted } from '../../model/words.ts';
import { accountColumns, accountLines } from '../export-accounts.ts';
import { coverageColumns, coverageLines } from '../export-coverage.ts';
import type { ExportInput } from '../export-input.ts';
import { isPartial } from '../open-export-input.ts';
import { figuresOf } from './figures.ts';
import { pastSections } from './past-section.ts';
import {
  LIST,
  type Report,
  type ReportSection,
  type ReportState,
  type ReportTable,
  SUMMARY,
} from './report.ts';
import { foundTables, kindTables, sourceCostTables, sourceTables } from './row-tables.ts';
import { ageCharts, costCharts, movedCharts, protectionCharts } from './summary-charts.ts';

/** The report of a scan, or of the part of it that is exported; `hasCsv`: all rows are in csv files beside it. */
export async function scanReport(
  source: ExportInput,
  report: SummaryReport,
  hasCsv = false,
): Promise<Report> {
  const state = stateOf(source, report);
  const isWhole = state.tone === 'good';
  const coverage = coverageSection(source);
  const sections = [
    ...(isWhole ? [] : [coverage]),
    ...(await pastSections(source.past(), source.byteUnit)),
    ...summarySections(source, report),
    ...(isWhole ? [coverage] : []),
  ];
  return {
    title: `AWS inventory of ${whoseLine(source)}`,
    lead: leadOf(source, report),
    state,
    figures: figuresOf(report, source.byteUnit),
    tellsAll: ({ part }) => (hasCsv ? besideWords(part) : 'snapdeck export --format csv writes all of them'),
    sections: sections.filter(({ tables, sentences }) => tables.length > 0 || sentences.length > 0),
  };
}

/** Where all rows are; files beside one another are named alike up to their part. */
function besideWords(part: string | undefined): string {
  return part === undefined
    ? 'the csv files beside this one have all of them'
    : `the file beside this one that ends in -${part}.csv has all of them`;
}

function stateOf(source: ExportInput, { shortfall }: SummaryReport): ReportState {
  const isWhole =
    shortfall === undefined &&
    !isPartial(source) &&
    problemCells(source.cells).length === 0 &&
    !source.accounts.some(isAccountProblem);
  return { words: nothingReadLine(shortfall) ?? completeness(source), tone: isWhole ? 'good' : 'warn' };
}

function leadOf({ facts, accounts, elsewhere }: ExportInput, { filter }: SummaryReport): readonly string[] {
  const took = facts.endedAt === null ? [] : [formatDuration(facts.endedAt - facts.startedAt)];
  const when = `${formatInstantSeconds(facts.startedAt)} UTC`;
  return [
    [counted(facts.regions.length, 'region'), when, ...took].join(' · '),
    ...(filter === undefined ? [] : [`${filterLine(filter)}; every number is of these`]),
    ...elsewhereLines(elsewhere, accounts),
  ];
}

/** The tables of the Summary by what they are about. */
function summarySections(source: ExportInput, report: SummaryReport): readonly ReportSection[] {
  const { byteUnit, accounts } = source;
  const tables = summaryTables(report).map(summaryTable);
  const titled = (...starts: readonly string[]): readonly ReportTable[] =>
    tables.filter(({ title }) => starts.some((start) => title.startsWith(start)));
  const isRead = report.shortfall?.isAll !== true;
  return [
    section('Findings', { tables: [...titled('Findings'), ...(isRead ? foundTables(source, report) : [])] }),
    section('Protection', {
      tables: [...titled('Protection'), ...(isRead ? sourceTables(source) : [])],
      charts: isRead ? protectionCharts(report) : [],
    }),
    section('Costs', {
      tables: [...titled('Cost', 'Candidates'), ...(isRead ? sourceCostTables(report) : [])],
      charts: isRead ? costCharts(report) : [],
    }),
    section('Snapshots', { tables: titled('Snapshots'), charts: isRead ? ageCharts(report, byteUnit) : [] }),
    section('DataSync', { tables: titled('DataSync'), charts: isRead ? movedCharts(report, byteUnit) : [] }),
    section('Accounts', {
      tables: [...accountTables(report, accounts).map(summaryTable), ...allAccounts(source, report)],
    }),
    section('Resources', { tables: [...titled('Resources', 'Rows kept'), ...kindTables(source)] }),
  ];
}

function section(
  title: string,
  { tables, charts = [] }: Pick<ReportSection, 'tables'> & Partial<Pick<ReportSection, 'charts'>>,
): ReportSection {
  return { title, sentences: [], charts, tables };
}

function summaryTable({ rows, ...table }: SummaryTable): ReportTable {
  const place = DRAWN.includes(table.title) ? LIST : SUMMARY;
  return { ...table, total: rows.length, rows: () => rows, ...place };
}

/** What a chart shows as well, and is long. */
const DRAWN: readonly string[] = ['Snapshots by service and age', 'DataSync bytes moved by day'];

/** Those that the Summary only counts are here too. */
function allAccounts(source: ExportInput, report: SummaryReport): readonly ReportTable[] {
  if (source.accounts.length === 0) return [];
  const columns = accountColumns(source);
  const cost = columns.findIndex(({ header }) => header === 'Monthly Cost High');
  const lines = dearest(accountLines(source, report.accounts ?? []), cost);
  return [
    {
      title: 'All accounts',
      columns,
      total: lines.length,
      rows: () => lines,
      ...(cost < 0 ? {} : { first: 'the dearest by Monthly Cost High' }),
      part: 'accounts',
      ...LIST,
    },
  ];
}

/** Lines with the largest numbers in this place first, and those without one last; as they are where there is no such place. */
function dearest(lines: readonly (readonly Value[])[], place: number): readonly (readonly Value[])[] {
  const numberOf = (values: readonly Value[]): number => {
    const value = values[place];
    return typeof value === 'number' ? value : -1;
  };
  return lines.toSorted((one, other) => numberOf(other) - numberOf(one));
}

/** What could not be read and why, every cell, and how the scan was made. */
function coverageSection(source: ExportInput): ReportSection {
  const problems = alikeProblems(source);
  const rows = problems.map(({ outcome, where, why, advice }): readonly Value[] => [
    outcome,
    where,
    why,
    advice,
  ]);
  const ofProblems: ReportTable = {
    title: 'What was not, or not wholly, read',
    columns: [
      { header: 'Outcome', type: 'enum' },
      ...['Where', 'Why', 'What to do'].map((header) => ({ header, type: 'text' }) as const),
    ],
    total: rows.length,
    rows: () => rows,
    ...SUMMARY,
  };
  const facts = scanFactLines(source).filter(([, value]) => value !== '');
  return {
    title: 'Coverage',
    sentences: [],
    charts: [],
    tables: [
      ...(rows.length === 0 ? [] : [ofProblems]),
      {
        title: 'How the scan was made',
        columns: ['Fact', 'Value'].map((header) => ({ header, type: 'text' })),
        total: facts.length,
        rows: () => facts,
        ...LIST,
      },
      cellTable(source),
    ],
  };
}

/** How every cell ended: those with something to say first. */
function cellTable(source: ExportInput): ReportTable {
  const all = coverageColumns(source);
  const outcome = all.findIndex(({ header }) => header === 'Outcome');
  const places = [...all.keys()].filter((place) => !LEFT_TO_CSV.includes(all[place]?.header ?? ''));
  let total = 0;
  for (const _ of coverageLines(source)) total++;
  return {
    title: 'Every cell',
    columns: places.flatMap((place) => all[place] ?? []),
    total,
    *rows() {
      for (const sound of [false, true])
        for (const values of coverageLines(source)) {
          const isSoundOne = SOUND.includes(String(values[outcome]));
          if (isSoundOne === sound) yield places.map((place) => values[place] ?? null);
        }
    },
    first: 'those that were not, or not wholly, read',
    part: 'coverage',
    ...LIST,
  };
}

/** Endings with nothing to say. */
const SOUND: readonly string[] = PHASES.filter(isSound);

const LEFT_TO_CSV = ['Advice', 'Started', 'Ended', 'Collector', 'Retries'];
