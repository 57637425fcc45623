/** The rows of a scan file as a delete plan has them, one at a time: there may be a million. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import { itemTexts } from '../../model/list-items.ts';
import { quoted } from '../../store/schema.ts';
import { arrayRows, columnOrNull, storedColumns } from '../../store/sql-rows.ts';
import { fromStored, numberOrNull, textOrNull } from '../../store/stored-values.ts';
import { type CopiesOfKind, copiesUnderWay } from './copies-under-way.ts';
import type { PlannedRow } from './delete-plan.ts';
import { MAY_GO_SQL, mayGo } from './may-go.ts';
import { commandColumns, rowCommand } from './row-command.ts';

/** A cell with rows. */
interface PlannedCell {
  readonly cell: number;
  readonly account: string;
  readonly region: string;
}

type ReadRows = (cell: PlannedCell) => Generator<PlannedRow, void, undefined>;

/**
 * Every row that this connection sees of these kinds, account by account and region by region, images before the
 * snapshots that they are made of. `only`: no more than those that may go by their verdict.
 */
export function* plannedRows(
  database: DatabaseSync,
  kinds: readonly ResourceKind[],
  only?: 'may go',
): Generator<PlannedRow, void, undefined> {
  const inOrder = kinds.toSorted((one, other) => rank(one) - rank(other));
  const readers = new Map(inOrder.map((kind) => [kind.id, rowReader(database, kind, only)]));
  const cells = arrayRows(
    database,
    `SELECT cell.id, account, region, kind FROM cell JOIN json_each(?) AS asked ON asked.value = kind
     WHERE rows > 0 ORDER BY account, region, asked.key`,
    JSON.stringify([...readers.keys()]),
  );
  for (const [cell, account, region, kind] of cells) {
    const read = readers.get(String(kind));
    const place = { cell: Number(cell), account: String(account), region: String(region) };
    if (read !== undefined) yield* read(place);
  }
}

/** AWS keeps a snapshot that an image is made of for as long as the image is registered. */
function rank({ deleteCommand }: ResourceKind): number {
  return deleteCommand !== 'none' && deleteCommand.operation === 'deregister-image' ? 0 : 1;
}

/** The column by which its command tells it from others, where AWS gave no ARN. */
function givenAs({ deleteCommand, identity }: ResourceKind): string {
  return deleteCommand === 'none' ? identity : (deleteCommand.options.at(-1)?.column ?? identity);
}

const NUMBERS = ['size', 'monthly_cost_low', 'monthly_cost_high', 'creation_time'];
const KNOWN_BY = ['source', 'name', 'description'];
const JUDGED = ['deletability', 'deletability_reasons'];
const NOT_JUDGED = 'its cell did not end, or the scan is of a snapdeck that gave none';

function rowReader(database: DatabaseSync, kind: ResourceKind, only: 'may go' | undefined): ReadRows {
  const stored = storedColumns(database, kind.tab);
  const copies = copiesUnderWay(database, kind);
  const known = copies === null ? [] : [copies.column];
  const texts = [kind.identity, ...commandColumns(kind), ...KNOWN_BY, ...known];
  const names = [...JUDGED, ...NUMBERS, ...texts].map((id) => columnOrNull(stored, id));
  const isNone = stored.size === 0 || (only !== undefined && !stored.has('deletability'));
  const condition = only === undefined ? '' : ` AND ${MAY_GO_SQL}`;
  const sql = `SELECT ${names.join(', ')} FROM ${quoted(kind.tab)} WHERE cell = ?${condition} ORDER BY row`;
  return function* rows(place) {
    if (isNone) return;
    for (const line of arrayRows(database, sql, place.cell))
      yield plannedRow(kind, place, line, texts, copies);
  };
}

function plannedRow(
  kind: ResourceKind,
  { cell, account, region }: PlannedCell,
  [verdictStored, reasonsStored, size, low, high, createdAt, ...values]: readonly SQLOutputValue[],
  columns: readonly string[],
  copies: CopiesOfKind | null,
): PlannedRow {
  const text = (column: string): string | null => textOrNull(values[columns.indexOf(column)]);
  const verdict = textOrNull(verdictStored);
  const id = text(kind.identity) ?? text(givenAs(kind));
  const place = { cell, kind: kind.id, account, region };
  const reasons = itemTexts(fromStored('list', reasonsStored)) ?? [];
  if (verdict !== null && !mayGo(verdict)) return { goes: false, ...place, id, because: verdict, reasons };
  const copying = copies?.bySource.get(text(copies.column) ?? '');
  if (copying !== undefined) return { goes: false, ...place, id, because: 'in use', reasons: [copying] };
  const made = rowCommand(kind, { account, region, text });
  if ('why' in made) return { goes: false, ...place, id, because: 'no command', reasons: [made.why] };
  if (verdict === null) return { goes: false, ...place, id, because: 'no verdict', reasons: [NOT_JUDGED] };
  return {
    ...{ goes: true, ...place, id: id ?? '', ...made, reasons },
    ...{ source: text('source'), name: text('name'), description: text('description') },
    createdAt: numberOrNull(createdAt),
    ...{ size: numberOrNull(size), low: numberOrNull(low), high: numberOrNull(high) },
  };
}
