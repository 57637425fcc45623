import type { DatabaseSync } from 'node:sqlite';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import { isOfToday } from './old-verdicts.ts';
import { storedColumns } from './sql-rows.ts';
import { hasSources } from './stored-sources.ts';

/** True where rows of these kinds can be written into the file: it was made by a snapdeck that knows all their columns. */
export function takesKinds(database: DatabaseSync, kinds: readonly ResourceKind[]): boolean {
  if (!isOfToday(database) || !hasSources(database)) return false;
  const known = new Set(
    database
      .prepare('SELECT id FROM kind')
      .all()
      .map(({ id }) => id),
  );
  return kinds.every((kind) => {
    if (!known.has(kind.id)) return false;
    const stored = storedColumns(database, kind.tab);
    return kind.columns.every(({ id }) => stored.has(id));
  });
}
