/** Differences as objects of programs: the same ones a line each, and in one document. */
import { jsonText } from '../../base/safe-text.ts';
import {
  type ChangeCounts,
  type DifferingRow,
  type FindingChange,
  isDifferingRow,
  isFindingChange,
  isProtectionChange,
  type ProtectionChange,
  type ScanChange,
  type VerdictChange,
} from '../../model/diff.ts';
import { jsonValue } from '../text/plain-text.ts';

/** What was found, as an object. */
export function changeObject(found: ScanChange): object {
  if (isDifferingRow(found)) return rowObject(found);
  if (isFindingChange(found)) return findingObject(found);
  return isProtectionChange(found) ? protectionObject(found) : verdictObject(found);
}

/** `{"kind","account","region","key","change","columns":{"size":[old,new]}}`, `"why"` only where there is something to say. */
function rowObject({ kind, account, region, key, change, values, why }: DifferingRow): object {
  const columns = Object.fromEntries(
    values.map(({ column, type, old, new: now }) => [
      column,
      [jsonValue({ type }, old), jsonValue({ type }, now)],
    ]),
  );
  return { kind, account, region, key, change, columns, ...(why === null ? {} : { why }) };
}

/** `{"kind":"verdict-change","row_kind","account","region","key","verdict":[old,new]}`. */
function verdictObject({ kind, account, region, key, old, new: now }: VerdictChange): object {
  return { kind: 'verdict-change', row_kind: kind, account, region, key, verdict: [old, now] };
}

/** `{"kind":"finding-change","finding","row_kind","account","region","key","change"}`. */
function findingObject({ finding, kind, account, region, key, change }: FindingChange): object {
  return { kind: 'finding-change', finding, row_kind: kind, account, region, key, change };
}

/** `{"kind":"protection-change","account","region","service","source_id","protection":[old,new],"reason"}`. */
function protectionObject(found: ProtectionChange): object {
  const { account, region, service, source, old, new: now, reason } = found;
  const where = { account, region, service, source_id: source };
  return { kind: 'protection-change', ...where, protection: [old, now], reason };
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
