import { findKind, kindName } from '../../kinds/registry.ts';

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
  const kind = findKind(id);
  const facts = kind ?? { id, title: id, group: 'unknown', gridHeader: id, tab: null };
  return { ...facts, name: kindName(id) };
}
