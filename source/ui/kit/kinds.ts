import { findKind, kindName, kindsOfTab } from '../../kinds/registry.ts';
import { kindOfBackups, SOURCES_TABLE } from '../../kinds/sources/source-columns.ts';

/** What the screen needs to know of a kind, also of one that this version does not know (a newer scan file). */
export interface KindFacts {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly gridHeader: string;
  /** What it is called where it stands alone: `EBS`, `RDS clusters`. */
  readonly name: string;
  /** Null where no tab shows it. */
  readonly tab: string | null;
}

/** The facts of a kind by its id. */
export function kindFacts(id: string): KindFacts {
  if (kindOfBackups(id) !== null) {
    const { id: tab, title } = SOURCES_TABLE;
    return { id, title, group: 'snapshots', gridHeader: title, name: title, tab };
  }
  const kind = findKind(id);
  const facts = kind ?? { id, title: id, group: 'unknown', gridHeader: id, tab: null };
  return { ...facts, name: kindName(id) };
}

/** True for a tab with a kind that a command of the AWS CLI deletes. */
export function hasDeleteCommand(tab: string): boolean {
  return kindsOfTab(tab).some(({ deleteCommand }) => deleteCommand !== 'none');
}
