import { median } from './statistics.ts';

/** How a figure is written: its unit and how many digits tell something. */
export type Unit = 'ms' | 's' | 'MiB' | '%' | '/s' | 'bytes';

/** What a figure is held against. */
export interface Limit {
  readonly text: string;
  /** The figure itself, its ratio to the reference, or its difference from it. */
  readonly of: 'value' | 'ratio' | 'difference';
  readonly most: number;
}

/** A figure of several runs, beside a reference or bound from the same run of the benchmark. */
export interface Measurement {
  readonly what: string;
  readonly unit: Unit;
  /** One value a run. */
  readonly values: readonly number[];
  /** Takes the place of the median where the values are not runs: a percentile of a thousand keys. */
  readonly figure?: number;
  readonly reference?: { readonly what: string; readonly values: readonly number[] };
  /** Undefined: a figure to know, without a budget. */
  readonly limit?: Limit;
  /** What must be known to read the figure: printed below it. */
  readonly notes?: readonly string[];
}

/** A line of the table. */
export interface BudgetLine {
  readonly what: string;
  readonly figure: string;
  readonly noise: string;
  readonly reference: string;
  readonly ratio: string;
  readonly budget: string;
  readonly verdict: '' | 'within' | 'over' | 'not measured';
  readonly notes: readonly string[];
}

/** Puts a measurement beside its budget. */
export function budgetLine(measurement: Measurement): BudgetLine {
  const { what, unit, values, reference, limit, notes = [] } = measurement;
  const figure = measurement.figure ?? median(values);
  const beside = reference === undefined ? undefined : median(reference.values);
  const ratio = beside === undefined ? undefined : figure / beside;
  return {
    what,
    figure: written(figure, unit),
    noise: `${written(Math.min(...values), unit, false)}..${written(Math.max(...values), unit, false)} (${values.length})`,
    reference:
      reference === undefined || beside === undefined ? '' : `${reference.what} ${written(beside, unit)}`,
    ratio: ratio === undefined ? '' : `${ratio.toFixed(2)}x`,
    budget: limit?.text ?? '',
    verdict: limit === undefined ? '' : isWithin(limit, figure, beside) ? 'within' : 'over',
    notes,
  };
}

/** A budget that could not be measured here, and why. */
export function notMeasured(what: string, why: string): BudgetLine {
  const verdict = 'not measured';
  return { what, figure: '', noise: '', reference: '', ratio: '', budget: '', verdict, notes: [why] };
}

function isWithin(limit: Limit, figure: number, beside: number | undefined): boolean {
  if (limit.of === 'value') return figure <= limit.most;
  if (beside === undefined) throw new Error(`${limit.text} needs something to compare with`);
  return (limit.of === 'ratio' ? figure / beside : figure - beside) <= limit.most;
}

function written(value: number, unit: Unit, withUnit = true): string {
  const digits = unit === 's' || (unit === '%' && value < 10) ? 2 : value < 10 ? 1 : 0;
  return `${value.toFixed(digits)}${withUnit ? ` ${unit}` : ''}`;
}

const COLUMNS = [
  ['what', 52],
  ['figure', 10],
  ['noise', 20],
  ['reference', 26],
  ['ratio', 8],
  ['budget', 24],
  ['verdict', 12],
] as const;

/** The line above the lines. */
export function tableHead(): string {
  const heads = ['what', 'median', 'min..max (runs)', 'beside it', 'ratio', 'budget', ''];
  const line = COLUMNS.map(([, width], index) => (heads[index] ?? '').padEnd(width)).join(' ');
  return `${line.trimEnd()}\n${COLUMNS.map(([, width]) => '-'.repeat(width)).join(' ')}`;
}

/** A line and its notes as text. */
export function tableText(line: BudgetLine): string {
  const text = COLUMNS.map(([column, width]) => line[column].padEnd(width)).join(' ');
  return [text.trimEnd(), ...line.notes.map((note) => `    ${note}`)].join('\n');
}
