/** The review before a kind that the scan left out is read into it, as lines. */
import { kindsToReadAgain } from '../../../kinds/read-again.ts';
import { findKind } from '../../../kinds/registry.ts';
import type { ScanState } from '../../../model/cell.ts';
import { formatCount } from '../../../model/format.ts';
import { counted } from '../../../model/words.ts';
import { kindFacts } from '../../kit/kinds.ts';
import type { Piece } from '../../kit/theme.ts';
import { cellsToRead } from '../../state/asking.ts';
import { said } from './said.ts';

type Lines = readonly (readonly Piece[])[];

/** All lines of the review, in pieces. */
export function kindLines(id: string, scan: ScanState, width: number): Lines {
  const { title } = kindFacts(id);
  const { cells, unread } = cellsToRead(scan, id);
  const actions = findKind(id)?.actions ?? [];
  const again = kindsToReadAgain([id], scan.kinds).map((kind) => kindFacts(kind).name);
  return [
    ...said(`Read ${title} into this scan`, 'title', width),
    ...said(`${placesWords(scan, cells, unread)}.`, 'plain', width),
    [],
    ...said(
      `${counted(actions.length, 'operation')} in each: about ${counted(cells * actions.length, 'call')}, fewer where there is nothing, more where there is much.`,
      'heading',
      width,
    ),
    ...said(`They are ${inWords(actions)}.`, 'quiet', width),
    ...(again.length === 0
      ? []
      : said(
          `Rows of ${inWords(again)} are told more by it: they are read again as well, and stay in sight meanwhile.`,
          'plain',
          width,
        )),
    [],
    ...said(
      'Enter reads them. What the scan has stays as it is, and its file takes the rest.',
      'plain',
      width,
    ),
    ...said(
      `:ask stop ends it, and what was read stays; :ask ${id} then goes on with the rest.`,
      'plain',
      width,
    ),
  ];
}

function placesWords({ accounts }: ScanState, cells: number, unread: number): string {
  if (unread > 0) return `${counted(unread, 'cell')} of it did not end well and will be read again`;
  const entered = accounts.filter(({ regions }) => regions.length > 0).length;
  return accounts.length === 0
    ? `In the ${counted(cells, 'region')} that ${cells === 1 ? 'was' : 'were'} scanned`
    : `In the ${formatCount(cells)} regions of the ${counted(entered, 'account')} that were scanned`;
}

function inWords(items: readonly string[]): string {
  return new Intl.ListFormat('en').format(items);
}
