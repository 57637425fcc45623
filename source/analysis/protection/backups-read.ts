import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import { findKind } from '../../kinds/registry.ts';
import { type CellState, isUnfinished } from '../../model/cell.ts';
import type { ScanFacts } from '../../model/scan-facts.ts';
import type { StoredListing } from '../../store/stored-sources.ts';
import type { BackupsRead } from './judge.ts';

/** Whether the backups of a cell were read to their end, and where they are in words. */
export function backupsRead(
  cell: Pick<CellState, 'kind' | 'region' | 'phase' | 'error'>,
  listing: StoredListing | undefined,
  { options }: Pick<ScanFacts, 'options'>,
  hasUnreadable: boolean,
): BackupsRead {
  const where = `${kindTitle(findKind(cell.kind), cell.kind)} of ${cell.region}`;
  const why = whyNotWhole(cell, listing, options, hasUnreadable);
  return why === null ? { whole: true, where } : { whole: false, why: `${where}: ${why}` };
}

function kindTitle(kind: ResourceKind | undefined, id: string): string {
  return kind?.title ?? id;
}

function whyNotWhole(
  { phase, error }: Pick<CellState, 'phase' | 'error'>,
  listing: StoredListing | undefined,
  options: ScanFacts['options'],
  hasUnreadable: boolean,
): string | null {
  const words = error === null ? '' : `, ${error.code}: ${error.message}`;
  if (isUnfinished(phase)) return phase === 'stopped' ? 'the scan was stopped' : 'not read yet';
  if (phase === 'partial') {
    // Files of earlier versions do not say whether it is rows that are missing.
    if (listing === undefined) return `partial${words}`;
    if (listing.lacking !== null) return listing.lacking;
  } else if (phase !== 'done' && phase !== 'empty') return `${phase}${words}`;
  if (hasUnreadable) return 'some of them cannot be read';
  if (options.since !== null && options.since !== undefined) return 'older ones were not asked for (--since)';
  if (options.until !== null && options.until !== undefined) return 'newer ones were not asked for (--until)';
  return null;
}
