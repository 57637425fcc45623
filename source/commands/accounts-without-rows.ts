import { oneLine } from '../base/one-line.ts';
import type { ExportResult } from '../export/export-request.ts';
import { counted } from '../model/words.ts';

/** More accounts than these are counted. */
const MOST_NAMED = 10;

/** The accounts that a split export has no files of rows for, in a line; none: every account has them. */
export function withoutRowsLines({ withoutRows = [] }: Pick<ExportResult, 'withoutRows'>): readonly string[] {
  if (withoutRows.length === 0) return [];
  const names = withoutRows
    .slice(0, MOST_NAMED)
    .map(({ id, name }) => (name === null ? oneLine(id) : `${oneLine(name)} ${oneLine(id)}`));
  const more = withoutRows.length - names.length;
  const rest = more > 0 ? ` and ${more} more` : '';
  const count = counted(withoutRows.length, 'account');
  return [
    `no csv of rows for ${count}, of which nothing was read: ${names.join(', ')}${rest}; coverage says why`,
  ];
}
