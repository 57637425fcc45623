/** What facets and pivots have in common on screen: the values with their signs, and clicks on them. */
import { oneLine } from '../../../base/one-line.ts';
import { type ByteUnit, formatBytes } from '../../../model/format.ts';
import { isValue } from '../../../store/filter/write-terms.ts';
import { AT_LEAST } from '../../kit/cells.ts';
import { textWidth } from '../../kit/text.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import type { FacetState } from '../../state/facet-state.ts';
import { isShortTable } from '../../state/scan-totals.ts';
import { NO_FILTER } from '../../state/table.ts';
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

/** Known bytes; a plus where the sizes of some rows are unknown, or there may be more rows. */
export function sizeText(
  { bytes, unknownSizes }: Pick<FacetLine, 'bytes' | 'unknownSizes'>,
  unit: ByteUnit,
  isShort: boolean,
): string {
  if (bytes === null) return '';
  return `${formatBytes(bytes, unit)}${isShort || unknownSizes > 0 ? AT_LEAST : ''}`;
}

/** An amount with a place for the mark behind it: digits stand below digits. */
export function withMarkPlace(text: string): string {
  return text.endsWith(AT_LEAST) ? text : `${text} `;
}

/** The columns whose values are read apart: another one's rows may be whole. */
const PLACES = ['account', 'region', 'kind'];

/** True where there may be more rows with these values than were read; without any, of all that are counted. */
export function isShortValue(
  state: AppState,
  { tab, columns }: FacetState,
  values: readonly (string | null)[],
): boolean {
  const { scan } = state;
  const all = openTable(state)?.filter ?? NO_FILTER;
  if (!isShortTable(scan, tab, all)) return false;
  const places = values.flatMap((value, index) => {
    const column = columns[index] ?? '';
    return value !== null && PLACES.includes(column) ? [[column, value] as const] : [];
  });
  if (places.length === 0) return true;
  const { account, ...place } = { account: undefined, ...Object.fromEntries(places) };
  const text = account === undefined ? all.text : isValue('account', account);
  return isShortTable(scan, tab, { ...all, text, ...place });
}
