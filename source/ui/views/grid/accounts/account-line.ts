import { oneLine } from '../../../../base/one-line.ts';
import type { AccountState } from '../../../../model/account.ts';
import type { ScanState } from '../../../../model/cell.ts';
import { summedCell } from '../../../../model/cell-sums.ts';
import { formatDuration } from '../../../../model/format.ts';
import { cellText, cellTone, countText, countWithin, PHASES } from '../../../kit/cells.ts';
import type { HotPiece } from '../../../kit/drawing.ts';
import { cut, fitted } from '../../../kit/text.ts';
import { accountColumns, rowsOf } from '../../../state/accounts-lines.ts';
import type { AccountsState } from '../../../state/accounts-state.ts';
import type { AccountsGrid } from './accounts-columns.ts';

/** The line of headers; on each is the place of its column, the sorted one with its direction. */
export function headLine(
  scan: ScanState,
  grid: AccountsGrid,
  accounts: AccountsState,
): readonly HotPiece<number>[] {
  const columns = accountColumns(scan);
  const at = (column: string) => columns.indexOf(column);
  const mark = (column: string) =>
    accounts.sort?.column === column ? (accounts.sort.descending ? ' v' : ' ^') : '';
  const tone = (column: string) => (at(column) === accounts.column ? 'title' : 'heading');
  const pieces: HotPiece<number>[] = grid.head.map(({ column, title, width }) => [
    ` ${fitted(marked(title, mark(column), width), width)}`,
    tone(column),
    at(column),
  ]);
  for (const { facts, width, first } of grid.kinds) {
    if (first) pieces.push([' │', 'border']);
    pieces.push([
      ` ${fitted(marked(facts.gridHeader, mark(facts.id), width), width, 'right')}`,
      tone(facts.id),
      at(facts.id),
    ]);
  }
  if (grid.sums.length > 0) pieces.push([' │', 'border']);
  for (const { name, width } of grid.sums) {
    const column = name.toLowerCase();
    pieces.push([` ${fitted(marked(name, mark(column), width), width, 'right')}`, tone(column), at(column)]);
  }
  return pieces;
}

/** A header with its mark, which stays whole; what is left of the title reads better than a sign that it was cut. */
function marked(title: string, mark: string, width: number): string {
  return title.slice(0, width - mark.length) + mark;
}

/** The line of an account; on each cell is the place of its column. */
export function accountLine(
  account: AccountState,
  scan: ScanState,
  grid: AccountsGrid,
  accounts: AccountsState,
  isAtCursor: boolean,
  now: number,
): readonly HotPiece<number>[] {
  const columns = accountColumns(scan);
  const at = (column: string) => columns.indexOf(column);
  const selected = (column: string) => isAtCursor && at(column) === accounts.column;
  const pieces = grid.head.flatMap(({ column, width }, place): readonly HotPiece<number>[] => {
    const isFirst = place === 0;
    const tone = isFirst ? (isAtCursor ? 'title' : 'plain') : 'quiet';
    return [
      [isFirst && isAtCursor ? '>' : ' ', isAtCursor ? 'title' : 'plain', at(column)],
      [fitted(textOf(account, column), width), selected(column) ? 'selected' : tone, at(column)],
    ];
  });
  if (account.kinds.length === 0) return [...pieces, ...withoutCells(account, grid)];
  for (const { facts, width, first } of grid.kinds) {
    const sum = account.kinds.find(({ kind }) => kind === facts.id);
    const text = sum === undefined ? '' : cellText(summedCell(0, '', '', sum), width);
    const tone = sum === undefined ? 'plain' : cellTone(sum.phase, sum.rows);
    if (first) pieces.push([' │', 'border']);
    pieces.push(
      [' ', 'plain', at(facts.id)],
      [fitted(text, width, 'right'), selected(facts.id) ? 'selected' : tone, at(facts.id)],
    );
  }
  if (grid.sums.length > 0) pieces.push([' │', 'border']);
  for (const { name, width } of grid.sums) {
    const column = name.toLowerCase();
    pieces.push(
      [' ', 'plain', at(column)],
      [
        fitted(sumText(account, name, width, now), width, 'right'),
        selected(column) ? 'selected' : 'plain',
        at(column),
      ],
    );
  }
  return pieces;
}

/** An account before its cells are known, or that could not be entered: its state in words. */
function withoutCells({ phase, error }: AccountState, grid: AccountsGrid): readonly HotPiece<number>[] {
  const { word, tone } = PHASES[phase];
  const why = error === null ? '' : `: ${oneLine(error.message)}`;
  return [[` ${fitted(cut(`${word}${why}`, grid.rest - 1), grid.rest - 1)}`, tone]];
}

function textOf({ id, name, ou }: AccountState, column: string): string {
  if (column === 'account') return oneLine(name ?? id);
  return column === 'id' ? oneLine(id) : oneLine(ou ?? '');
}

function sumText(account: AccountState, name: string, width: number, now: number): string {
  const { kinds, startedAt, endedAt } = account;
  if (name === 'Time') {
    if (startedAt === null) return '';
    const span = Math.max(0, (endedAt ?? now) - startedAt);
    return span < 60_000 ? `${(span / 1000).toFixed(1)}s` : formatDuration(span);
  }
  const isShort = kinds.some(({ problems }) => problems > 0);
  if (name === 'Rows') return countText(rowsOf(account), width, isShort);
  return countWithin(
    kinds.reduce((sum, { calls }) => sum + calls, 0),
    width,
  );
}
