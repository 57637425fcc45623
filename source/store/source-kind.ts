import type { ResourceKind } from '../kinds/define/define-resource.ts';
import type { BackupColumns, SourceFacts } from '../kinds/define/sources.ts';

/** A kind whose sources are listed. */
export interface SourceKind {
  readonly kind: ResourceKind;
  readonly sources: SourceFacts;
  readonly columns: BackupColumns;
}

/** The kind with what it says of sources; undefined where these are not listed. */
export function sourceKind(kind: ResourceKind): SourceKind | undefined {
  const { sources } = kind;
  if (sources === 'none' || sources.backups === undefined) return undefined;
  return { kind, sources, columns: sources.backups };
}
