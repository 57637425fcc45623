/** How many bytes more or less there are, and how much dearer it is, of what both scans have read. */
import type { DatabaseSync } from 'node:sqlite';
import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import { MONTHLY_COST } from '../../kinds/define/finding.ts';
import { type Sums, sumsOfCells } from '../../store/diff/cell-sums.ts';
import type { KeptSql } from '../../store/diff/kept-rows.ts';
import type { ScanSide, Sides } from '../../store/diff/scan-side.ts';
import { whyUnread } from './absence.ts';

const COLUMNS = { size: 'size', ...MONTHLY_COST };

/** Options by which a scan leaves out snapshots: where they are not the same, sums tell nothing. */
const LEAVING_OUT = ['since', 'until'];

/** By how much a kind is more now, over the cells that both scans have read; null: that cannot be told. */
export function sumChanges(
  database: DatabaseSync,
  sides: Sides,
  kind: ResourceKind,
  kept: KeptSql | null,
): Sums | null {
  const { old, new: now } = sides;
  const ids = Object.values(COLUMNS);
  const hasAll = (side: ScanSide): boolean => ids.every((id) => side.columns.get(kind.tab)?.has(id) === true);
  const isAsked = LEAVING_OUT.every((name) => old.facts.options[name] === now.facts.options[name]);
  if (!hasAll(old) || !hasAll(now) || !isAsked) return null;
  const cells: { readonly old: number; readonly new: number }[] = [];
  for (const [name, cell] of old.cells) {
    const other = now.cells.get(name);
    if (cell.kind !== kind.id || other === undefined) continue;
    if (whyUnread(old, cell) === null && whyUnread(now, cell) === null)
      cells.push({ old: cell.id, new: other.id });
  }
  if (cells.length === 0) return null;
  const sumsOf = (side: 'old' | 'new'): Sums =>
    sumsOfCells(
      database,
      side,
      kind.tab,
      cells.map((cell) => cell[side]),
      COLUMNS,
      kept,
    );
  const [before, after] = [sumsOf('old'), sumsOf('new')];
  return { size: after.size - before.size, low: after.low - before.low, high: after.high - before.high };
}
