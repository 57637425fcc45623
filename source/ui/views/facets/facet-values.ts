/** What facets and pivots have in common on screen: the values with their signs, and clicks on them. */
import { oneLine } from '../../../base/one-line.ts';
import { type ByteUnit, formatBytes } from '../../../model/format.ts';
import { textWidth } from '../../kit/text.ts';
import type { AppState } from '../../state/app-state.ts';
import type { FacetState } from '../../state/facet-state.ts';
import type { Click } from '../../state/target.ts';
import { type FacetLine, shownGroup } from './facet.ts';

const NARROWEST_LABEL = 16;

/** A click on a value, or on a cell of a pivot by its column as the cursor counts them; 0: all of the row. */
export function onValue(state: AppState, facet: FacetState, line: number, column = 0): Click {
  const cursor = facet.top + line;
  return () => ({
    current: cursor === facet.cursor && column === facet.column,
    state: { ...state, facet: { ...facet, cursor, column } },
  });
}

/** A value as people read it; the id of an account with its name before it. */
export function shownValueOf(
  { scan, setting }: AppState,
  { tab }: FacetState,
  id: string,
  value: string | null,
): string {
  const shown = shownGroup(tab, id, value, setting.byteUnit);
  if (id !== 'account' || value === null) return shown;
  const name = scan?.accounts.find((account) => account.id === value)?.name ?? null;
  return name === null ? shown : `${oneLine(name)} ${shown}`;
}

/** `>` at the cursor; `x` marked, `X` both. */
export function signOf({ marked }: FacetState, value: string | null, selected: boolean): string {
  if (marked.has(value)) return selected ? 'X' : 'x';
  return selected ? '>' : ' ';
}

/** Cells for the values of the first column. */
export function labelWidth(
  state: AppState,
  facet: FacetState,
  lines: readonly FacetLine[],
  most: number,
): number {
  const [id = ''] = facet.columns;
  const widths = lines.map(({ value }) => textWidth(shownValueOf(state, facet, id, value)));
  return Math.max(NARROWEST_LABEL, Math.min(most, Math.max(0, ...widths)));
}

/** Known bytes; a plus where the sizes of some rows are unknown. */
export function sizeText(
  { bytes, unknownSizes }: Pick<FacetLine, 'bytes' | 'unknownSizes'>,
  unit: ByteUnit,
): string {
  if (bytes === null) return '';
  return `${formatBytes(bytes, unit)}${unknownSizes > 0 ? '+' : ''}`;
}
