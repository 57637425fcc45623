/** What must stand in an export for what stands in the scan file, worked out a second time from its raw rows. */
import assert from 'node:assert/strict';
import * as v from 'valibot';
import { type JsonRow, jsonRow } from './rows.ts';

const columnSchema = v.object({ id: v.string(), type: v.string() });

/** A column of a table of the scan file. */
export type StoredColumn = v.InferOutput<typeof columnSchema>;

const table = v.object({ columns: v.array(columnSchema), rows: v.array(jsonRow) });

const excelCell = v.nullable(
  v.variant('as', [
    v.object({ as: v.literal('text'), value: v.string() }),
    v.object({ as: v.literal('number'), value: v.number(), format: v.string() }),
    v.object({ as: v.literal('instant'), value: v.string(), format: v.string() }),
    v.object({ as: v.literal('duration'), value: v.number(), format: v.string() }),
    v.object({ as: v.literal('formula'), value: v.string() }),
    v.object({ as: v.literal('boolean'), value: v.boolean() }),
  ]),
);

/** A cell as openpyxl reads it; null where it is empty. A duration is in milliseconds. */
export type ExcelCell = v.InferOutput<typeof excelCell>;

const sheet = v.object({
  frozen: v.nullable(v.string()),
  filter: v.nullable(v.string()),
  tables: v.record(
    v.string(),
    v.object({
      ...{ range: v.string(), filter: v.nullable(v.string()) },
      ...{ headers: v.array(v.string()), cells: v.array(v.unknown()) },
    }),
  ),
  dimensions: v.string(),
  cells: v.array(v.array(excelCell)),
  totals: v.array(excelCell),
  /** Where cells lead to: pages, and places such as `'Tasks'!A7`. */
  links: v.record(v.string(), v.string()),
  charts: v.array(
    v.object({ type: v.string(), categories: v.array(v.string()), values: v.array(v.string()) }),
  ),
  printed: v.object({
    ...{ orientation: v.string(), pages_wide: v.number(), pages_high: v.number() },
    ...{ header: v.nullable(v.string()), footer: v.array(v.string()) },
  }),
});

/** A sheet as openpyxl reads it, its totals apart from its lines. */
export type Sheet = v.InferOutput<typeof sheet>;

/** What read_exports.py prints. */
export const exportsRead = v.object({
  openpyxl: v.string(),
  scan: v.object({
    tables: v.record(v.string(), table),
    facts: jsonRow,
    cells: v.array(jsonRow),
  }),
  workbooks: v.array(v.record(v.string(), sheet)),
  csv: v.record(v.string(), v.array(v.array(v.string()))),
  ndjson: v.array(jsonRow),
});

export type ExportsRead = v.InferOutput<typeof exportsRead>;

/** Where the rows of a kind are: its table, and the sheets that show them. */
export const KINDS = [
  { kind: 'datasync-task', table: 'tasks', sheet: 'Tasks' },
  { kind: 'datasync-location', table: 'locations', sheet: 'Locations' },
  { kind: 'datasync-agent', table: 'agents', sheet: 'Agents' },
  { kind: 'datasync-execution', table: 'executions', sheet: 'Recent Executions' },
  { kind: 'datasync-task', table: 'tasks', sheet: 'Active Tasks', status: 'AVAILABLE' },
  { kind: 'datasync-execution', table: 'executions', sheet: 'Failed Executions', status: 'ERROR' },
  { kind: 'ebs-snapshot', table: 'ebs', sheet: 'EBS Snapshots' },
  { kind: 'rds-snapshot', table: 'rds', sheet: 'RDS Snapshots' },
  { kind: 'rds-cluster-snapshot', table: 'rds', sheet: 'RDS Cluster Snapshots' },
  { kind: 'efs-recovery-point', table: 'efs', sheet: 'EFS Recovery Points' },
] as const;

/** The rows of one kind in the scan file, those of one status if that is asked for. */
export function storedRows(
  { scan }: ExportsRead,
  { kind, table: name, status }: { kind: string; table: string; status?: string },
): { readonly columns: readonly StoredColumn[]; readonly rows: readonly JsonRow[] } {
  const stored = scan.tables[name];
  assert.ok(stored !== undefined, `the scan file has no table ${name}`);
  const rows = stored.rows.filter(
    (row) => row['cell.kind'] === kind && (status === undefined || row.status === status),
  );
  return { columns: stored.columns, rows };
}

/** Stands for the format of sizes in any one unit. */
export const ANY_UNIT = 'in one unit';

const EXCEL_FORMATS: Readonly<Record<string, string>> = {
  integer: '#,##0',
  // Of a size in full, behind the columns; the format of the others hangs on the largest of them.
  exact: '#,##0',
  bytes: ANY_UNIT,
  money: '"$"#,##0.00##',
  duration: '[h]:mm:ss',
  instant: 'yyyy-mm-dd hh:mm:ss',
};

const items = v.array(v.union([v.string(), v.array(v.string())]));

/** The items of a list; a tag is kept as its key and its value. */
function listOf(stored: unknown): readonly string[] {
  return v
    .parse(items, JSON.parse(String(stored)))
    .map((item) => (typeof item === 'string' ? item : item.join('=')));
}

const isList = (type: string): boolean => type === 'list' || type === 'tags';

function instantOf(stored: unknown): string {
  return new Date(Number(stored)).toISOString();
}

/** The cell of a sheet that a stored value must have become. */
export function expectedCell(type: string, stored: unknown): ExcelCell {
  if (stored === null || stored === undefined) return null;
  const format = EXCEL_FORMATS[type];
  switch (type) {
    case 'integer':
    case 'bytes':
    case 'exact':
    case 'money':
      return { as: 'number', value: Number(stored), format: format ?? '' };
    case 'duration':
      return { as: 'duration', value: Number(stored), format: format ?? '' };
    case 'instant':
      return { as: 'instant', value: instantOf(stored), format: format ?? '' };
    default: {
      const value = plainText(type, stored);
      return value === '' ? null : { as: 'text', value };
    }
  }
}

function plainText(type: string, stored: unknown): string {
  if (type === 'boolean') return stored === 1 ? 'yes' : 'no';
  return harmless(isList(type) ? listOf(stored).join(', ') : String(stored));
}

/** The scan file has a text as AWS gave it; in a sheet a sign stands for each control, and for what turns text round. */
function harmless(text: string): string {
  return [...text]
    .map((one) => (/[\p{Cc}\u202a-\u202e]/u.test(one) && !/[\t\n\r]/.test(one) ? '\ufffd' : one))
    .join('');
}

/** The field of a csv record: text that a spreadsheet would run has an apostrophe before it. */
export function expectedField(type: string, stored: unknown): string {
  if (stored === null || stored === undefined) return '';
  switch (type) {
    case 'integer':
    case 'bytes':
    case 'money':
      return String(stored);
    case 'duration':
      return String(Number(stored) / 1000);
    case 'instant':
      return instantOf(stored).slice(0, 19).replace('T', ' ');
    default: {
      const value = plainText(type, stored);
      return /^\s*[=+\-@]/.test(value) ? `'${value}` : value;
    }
  }
}

/** The member of an ndjson object. */
export function expectedMember(type: string, stored: unknown): unknown {
  if (stored === null || stored === undefined) return null;
  if (type === 'instant') return instantOf(stored);
  if (type === 'boolean') return stored === 1;
  return isList(type) ? listOf(stored) : stored;
}

/** The id of the column under a header: the header in snake case, without its unit. */
export function idOf(header: string): string {
  return header
    .replace(/ \((UTC|bytes|seconds|USD)\)$/, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '');
}
