/** Differences as objects of programs: the same ones a line each, and in one document. */
import { isDifferingRow } from '../../analysis/diff/scan-diff.ts';
import { jsonText } from '../../base/safe-text.ts';
import type { ChangeCounts, DifferingRow, VerdictChange } from '../../model/diff.ts';
import { jsonValue } from '../text/plain-text.ts';

/** A row that differs: `{"kind","account","region","key","change","columns":{"size":[old,new]}}`, `"why"` only where there is something to say. */
function rowObject({ kind, account, region, key, change, values, why }: DifferingRow): object {
  const columns = Object.fromEntries(
    values.map(({ column, type, old, new: now }) => [
      column,
      [jsonValue({ type }, old), jsonValue({ type }, now)],
    ]),
  );
  return { kind, account, region, key, change, columns, ...(why === null ? {} : { why }) };
}

/** Another verdict: `{"kind":"verdict-change","row_kind","account","region","key","verdict":[old,new]}`. */
function verdictObject({ kind, account, region, key, old, new: now }: VerdictChange): object {
  return { kind: 'verdict-change', row_kind: kind, account, region, key, verdict: [old, now] };
}

/** What was found, as an object. */
export function changeObject(found: DifferingRow | VerdictChange): object {
  return isDifferingRow(found) ? rowObject(found) : verdictObject(found);
}

/** How many rows became what. */
export function countsObject(counts: ChangeCounts): object {
  const { 'aged-out': aged, ...others } = counts;
  return { ...others, aged_out: aged };
}

/** An object as a line that acts on no terminal. */
export function objectText(object: object): string {
  return jsonText(JSON.stringify(object));
}
