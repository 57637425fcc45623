import type { DatabaseSync } from 'node:sqlite';
import { RESOURCE_KINDS } from '../kinds/registry.ts';
import { quoted } from '../store/schema.ts';
import { arrayRows, storedColumns } from '../store/sql-rows.ts';

/** The columns in which rows tell what their region blocks, and of what. */
const BLOCKS = [
  { column: 'public_access_block', of: null },
  { column: 'ami_public_access_block', of: 'AMIs' },
] as const;

/**
 * What the regions of cells block of public access, as AWS was asked for rows that are public, by the cell:
 * `EBS snapshots: unblocked; AMIs: block-new-sharing`. A cell that was not asked is not in it.
 */
export function publicAccessByCell(database: DatabaseSync): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const { tab, title } of tabsThatTell(database)) {
    const stored = storedColumns(database, tab);
    const told = BLOCKS.filter(({ column }) => stored.has(column));
    const values = told.map(({ column }) => `max(${quoted(column)})`);
    const known = told.map(({ column }) => `${quoted(column)} IS NOT NULL`);
    const sql = `SELECT cell, ${values.join(', ')} FROM ${quoted(tab)} WHERE ${known.join(' OR ')} GROUP BY cell`;
    for (const [cell, ...states] of arrayRows(database, sql)) {
      const words = told.flatMap(({ of }, index) => {
        const state = states[index];
        return typeof state === 'string' ? [`${of ?? title}: ${state}`] : [];
      });
      found.set(Number(cell), words.join('; '));
    }
  }
  return found;
}

function tabsThatTell(database: DatabaseSync): readonly { readonly tab: string; readonly title: string }[] {
  const tabs = new Map(RESOURCE_KINDS.map((kind) => [kind.tab, kind.title]));
  return [...tabs].flatMap(([tab, title]) => {
    const stored = storedColumns(database, tab);
    return BLOCKS.some(({ column }) => stored.has(column)) ? [{ tab, title }] : [];
  });
}
