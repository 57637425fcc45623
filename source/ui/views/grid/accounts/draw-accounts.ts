import { oneLine } from '../../../../base/one-line.ts';
import type { AccountState } from '../../../../model/account.ts';
import type { CellState, ScanState } from '../../../../model/cell.ts';
import { summedCell } from '../../../../model/cell-sums.ts';
import { totalsOfScan } from '../../../../model/totals.ts';
import { counted } from '../../../../model/words.ts';
import { PHASES } from '../../../kit/cells.ts';
import { aimed, linesOnly, stacked } from '../../../kit/drawing.ts';
import { paintPieces, type Theme } from '../../../kit/theme.ts';
import {
  accountLines,
  foldedAccounts,
  rowsOf,
  statesOf,
  unknownState,
} from '../../../state/accounts-lines.ts';
import type { AccountsState } from '../../../state/accounts-state.ts';
import type { AppState } from '../../../state/app-state.ts';
import { countedCells } from '../../../state/counted-cells.ts';
import { isRunning } from '../../../state/scan-totals.ts';
import type { Click, ClickableDrawing } from '../../../state/target.ts';
import { drawGridBody, type GridBody, onSpots, problemsBelow } from '../draw-body.ts';
import { totalLine } from '../draw-grid.ts';
import { accountsDone, progressBar } from '../draw-progress.ts';
import { gridRoom } from '../grid.ts';
import { type Problem, problemsOf } from '../problems.ts';
import { accountLine, headLine } from './account-line.ts';
import { accountsGrid } from './accounts-columns.ts';
import { accountsLayout, onAccount, withSortBy } from './accounts-moves.ts';

/** The Scan view of many accounts: a line for each, with what its cells come to by kind. */
export function drawAccounts(state: AppState, theme: Theme): ClickableDrawing {
  const { scan, size, accounts } = state;
  if (scan === null) return linesOnly([]);
  const problems = problemsOf(scan, state.now);
  const layout = accountsLayout(scan, accounts, problems, size);
  const grid = accountsGrid(scan, gridRoom(size), accounts.sort?.column ?? null);
  const lines = accountLines(scan, accounts);
  const inactive = foldedAccounts(scan, accounts);
  const shown = lines.slice(accounts.top, accounts.top + layout.lines);
  const at = (line: number) => accounts.top + line;
  const columns = { region: grid.leading, kinds: grid.kinds, sums: grid.sums };
  const body: GridBody<AccountSpot> = {
    title: 'Accounts',
    sight: inSightWords(lines.length, accounts.top, layout.lines, accounts),
    head: onSpots(headLine(scan, grid, accounts), (column) => ({ row: null, column })),
    lines: shown.map((account, line) =>
      onSpots(accountLine(account, scan, grid, accounts, at(line) === accounts.row, state.now), (column) => ({
        row: at(line),
        column,
      })),
    ),
    onLine: (line) => ({ row: at(line), column: accounts.column }),
    notes: [
      ...(lines.length === 0 ? [[` ${noLinesWords(scan, accounts)}`, 'quiet'] as const] : []),
      ...(inactive > 0 ? [[` ${counted(inactive, 'account')} suspended or closed`, 'quiet'] as const] : []),
    ].map((piece) => [piece]),
    total: totalLine(totalled(scan, accounts, lines), columns),
  };
  return stacked<Click>([
    aimed(drawGridBody(body, size, theme), ({ row, column }) =>
      row === null ? withSortBy(state, column) : onAccount(state, row, column),
    ),
    linesOnly([progressLine(state, scan, lines[accounts.row], theme)]),
    ...problemsBelow(scan, problems, layout.problems, size, theme).map((drawn) =>
      aimed(drawn, (problem) => onProblem(state, lines, problem)),
    ),
  ]);
}

/** What is clicked: a column of an account, by the place of its line; null: of the head. */
interface AccountSpot {
  readonly row: number | null;
  readonly column: number;
}

/** The cells that the line of totals is of: those of the accounts that are listed, where these were narrowed down. */
function totalled(
  scan: ScanState,
  { filter, problemsOnly }: AccountsState,
  lines: readonly AccountState[],
): readonly CellState[] {
  if (filter.trim() === '' && !problemsOnly) return countedCells(scan);
  return countedCells({ ...scan, accounts: lines, cells: lines.flatMap(summedCells) });
}

function summedCells({ kinds }: AccountState): readonly CellState[] {
  return kinds.map((sum) => summedCell(0, '-', '', sum));
}

function noLinesWords(scan: ScanState, { filter, problemsOnly }: AccountsState): string {
  const state = unknownState(scan, filter);
  if (state !== null)
    return `No account is "${oneLine(state)}" (Esc clears that). There are: ${oneLine(statesOf(scan).join(', '))}.`;
  if (filter.trim() !== '')
    return `No account has "${oneLine(filter.trim())}" in its name, id or unit. Esc clears that.`;
  return problemsOnly ? 'No account has a problem. F shows all again.' : 'No account to show.';
}

/** What the lines are narrowed down by, how many of them are in sight, and where the others are. */
function inSightWords(
  count: number,
  top: number,
  lines: number,
  { filter, problemsOnly }: AccountsState,
): string {
  const narrowed = [
    ...(filter.trim() === '' ? [] : [`/${oneLine(filter.trim())}`]),
    ...(problemsOnly ? ['only with problems'] : []),
  ];
  const below = Math.max(0, count - top - lines);
  const sight =
    count <= lines
      ? narrowed.length === 0
        ? []
        : [counted(count, 'account')]
      : [`${Math.min(lines, count - top)} of ${counted(count, 'account')}`];
  const where = [...(top > 0 ? [`^ ${top} above`] : []), ...(below > 0 ? [`v ${below} below`] : [])];
  const words = [...narrowed, ...sight, ...where].join(' · ');
  return words === '' ? '' : ` ${words} `;
}

/** The bar over all accounts, and in words the account under the cursor. */
function progressLine(
  { pace, size }: AppState,
  scan: ScanState,
  account: AccountState | undefined,
  theme: Theme,
): string {
  const { done, all, count } = accountsDone(scan);
  const { cells } = totalsOfScan(scan);
  const words = account === undefined ? '' : accountWords(account);
  return paintPieces(
    theme,
    progressBar(
      {
        done,
        all,
        count: `${count}, ${counted(cells, 'cell')}`,
        pace: isRunning(scan) ? pace : null,
        words,
        tone: account === undefined ? 'plain' : PHASES[account.phase].tone,
      },
      size.columns,
    ),
  );
}

/** An account in words: who, how far, how it is entered. */
export function accountWords(account: AccountState): string {
  const { id, name, phase, entry } = account;
  const who = name === null ? oneLine(id) : `${oneLine(name)} ${oneLine(id)}`;
  const rows = rowsOf(account);
  const found = rows > 0 ? `, ${counted(rows, 'row')}` : '';
  return `${who}: ${PHASES[phase].word}${found}${entry === '-' ? '' : `, ${oneLine(entry)}`}`;
}

/** A click on a problem: the cursor goes to the first of its accounts. */
function onProblem(state: AppState, lines: readonly AccountState[], { accounts }: Problem): Click {
  const place = lines.findIndex((line) => accounts.some(({ id }) => id === line.id));
  return onAccount(state, place < 0 ? state.accounts.row : place, state.accounts.column);
}
