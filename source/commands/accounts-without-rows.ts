import { oneLine } from '../base/one-line.ts';
import type { ExportResult } from '../export/export-request.ts';
import { isInactive } from '../model/account.ts';
import { counted } from '../model/words.ts';

/** More accounts than these are counted. */
const MOST_NAMED = 10;

type WithoutRows = NonNullable<ExportResult['withoutRows']>;

/** The accounts that a split export has no files of rows for, and why; none: every account has them. */
export function withoutRowsLines({ withoutRows = [] }: Pick<ExportResult, 'withoutRows'>): readonly string[] {
  const notActive = withoutRows.filter(isInactive);
  const notRead = withoutRows.filter((account) => !isInactive(account));
  return [
    ...(notRead.length === 0 ? [] : [`${namesOf(notRead, 'of which nothing was read')}; coverage says why`]),
    ...(notActive.length === 0 ? [] : [namesOf(notActive, 'not active')]),
  ];
}

function namesOf(withoutRows: WithoutRows, why: string): string {
  const names = withoutRows
    .slice(0, MOST_NAMED)
    .map(({ id, name }) => (name === null ? oneLine(id) : `${oneLine(name)} ${oneLine(id)}`));
  const more = withoutRows.length - names.length;
  const rest = more > 0 ? ` and ${more} more` : '';
  const count = counted(withoutRows.length, 'account');
  return `no csv of rows for ${count}, ${why}: ${names.join(', ')}${rest}`;
}
