/** What a report says, before it is html or markdown. Numbers in it are those of the Summary. */
import type { TextColumn } from '../../analysis/text-table.ts';
import type { Value } from '../../model/columns.ts';
import type { BarChart, TrendChart } from './charts.ts';

/** A report to hand on. Its texts may hold what AWS said: who writes them makes them safe. */
export interface Report {
  readonly title: string;
  /** Who and when, a line each. */
  readonly lead: readonly string[];
  readonly state: ReportState;
  /** The few numbers that are looked at first. */
  readonly figures: readonly ReportFigure[];
  readonly sections: readonly ReportSection[];
  /** Where all rows of a table are, behind a comma or a colon. */
  readonly tellsAll: (table: Pick<ReportTable, 'part'>) => string;
}

/** How it stands, in one line: whether everything was read, or how much differs. */
export interface ReportState {
  readonly words: string;
  /** `warn`: something was not read; `plain`: no matter of good or bad. */
  readonly tone: 'good' | 'warn' | 'plain';
}

/** A report as text. */
export interface WrittenReport {
  readonly text: string;
  /** It says of some tables the first rows alone, and where all are. */
  readonly isCut: boolean;
}

/** One number with its name, and what belongs beside it. */
export interface ReportFigure {
  readonly name: string;
  readonly value: string;
  readonly about: string;
}

/** A part of a report under a heading. */
export interface ReportSection {
  readonly title: string;
  /** Sentences above its tables. */
  readonly sentences: readonly string[];
  readonly charts: readonly (BarChart | TrendChart)[];
  readonly tables: readonly ReportTable[];
}

/** A table of a report. */
export interface ReportTable {
  readonly title: string;
  readonly columns: readonly TextColumn[];
  /** How many rows there are. */
  readonly total: number;
  /** All of them, read each time anew as far as there is room. */
  readonly rows: () => Iterable<readonly Value[]>;
  /** Stands over it where its numbers are at least so much, and says why. */
  readonly atLeast?: string | undefined;
  /** Which rows come first, in words such as `the largest by Size`; absent: they have no order that matters. */
  readonly first?: string | undefined;
  /** The csv file beside the report that has all of them, by the end of its name: `findings`, or the id of a kind. */
  readonly part?: string;
  /** By row, which of its values are at least so much, by their places. */
  readonly short?: readonly (readonly number[])[];
  readonly notes?: readonly string[];
  /** Closed until it is opened; what is listed in full stands beside what sums it up. */
  readonly isFolded: boolean;
  /** In a short report too. */
  readonly isInShort: boolean;
  /** It takes what room the others leave, and shares that with its like. */
  readonly takesRest: boolean;
}

/** Where a table stands. */
type TablePlace = Pick<ReportTable, 'isFolded' | 'isInShort' | 'takesRest'>;

/** What sums up. */
export const SUMMARY: TablePlace = { isFolded: false, isInShort: true, takesRest: false };

/** What was summed up, in full. */
export const LIST: TablePlace = { isFolded: true, isInShort: false, takesRest: false };

/** What there is, row by row. */
export const ROWS: TablePlace = { isFolded: true, isInShort: false, takesRest: true };

/** What changed, row by row: what is looked for. */
export const CHANGES: TablePlace = { isFolded: false, isInShort: true, takesRest: true };
