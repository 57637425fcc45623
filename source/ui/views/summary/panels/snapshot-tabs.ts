import { findKind } from '../../../../kinds/registry.ts';
import type { PanelContext } from './panel.ts';

/** The tabs of the snapshots that were scanned. */
export function snapshotTabs({ report }: PanelContext): readonly string[] {
  const kinds = report.kinds.map(({ kind }) => findKind(kind));
  return [...new Set(kinds.flatMap((kind) => (kind?.group === 'snapshots' ? [kind.tab] : [])))];
}
