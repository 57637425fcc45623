import type { ColumnLayout } from './table-columns.ts';

/** How far columns can be scrolled at most: no further than brings the last one into sight. */
export function mostColumnsOff(
  most: number,
  layoutAt: (off: number) => Pick<ColumnLayout, 'moreRight'>,
): number {
  for (let off = 0; off < most; off += 1) if (!layoutAt(off).moreRight) return off;
  return Math.max(0, most);
}
