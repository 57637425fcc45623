/** Keys that mean the same in several views, as sets for those to take. */
import type { BindingLine } from '../kit/key-binding.ts';
import { DIGITS, MAIN_VIEWS } from './main-views.ts';

/** Runs again what is not done. */
export const RETRY_KEYS: readonly BindingLine[] = [
  [['R'], 'R', 'retry unfinished', 'run all cells again that are not done', 'retry all', 8],
];

const PROBLEMS_ABOUT = 'all problems of the scan; again: back to where you were';

/** The problems of the scan, from the grid and back. */
export const PROBLEMS_KEY: BindingLine = [['p'], 'p', 'problems', PROBLEMS_ABOUT, 'problems', 6];

/** The same from elsewhere, where other keys need the room of the footer more. */
export const PROBLEMS_KEY_ELSEWHERE: BindingLine = [['p'], 'p', 'problems', PROBLEMS_ABOUT];

/** Sorts the rows of a list. */
export const SORT_KEY: BindingLine = [
  ['s'],
  's',
  'sort',
  'sort by a column; the same again: the other way round',
  'sort',
  2,
];

/** Counts values. */
export const FACET_KEY: BindingLine = [['f'], 'f', 'facet', 'count the values of a column', 'facets', 4];

/** What can be done with a row. */
export const ROW_KEYS: readonly BindingLine[] = [
  [['y'], 'y', 'copy', 'ARNs or ids of marked rows, or this one, to the clipboard'],
  [['Y'], 'Y', 'copy command', 'the AWS CLI command that describes this row, to the clipboard'],
  [['o'], 'o', 'console page', 'open the page of this resource in the AWS console'],
];

/** Through lines. */
export const MOVE_KEYS: readonly BindingLine[] = [
  [['up', 'k'], 'Up, k', 'up', 'up'],
  [['down', 'j'], 'Down, j', 'down', 'down'],
];

/** Sideways. */
export const SIDE_KEYS: readonly BindingLine[] = [
  [['left', 'h'], 'Left, h', 'left', 'the cell, number or column before'],
  [['right', 'l'], 'Right, l', 'right', 'the next cell, number or column'],
];

/** Through pages. */
export const PAGE_KEYS: readonly BindingLine[] = [
  [['page up'], 'PgUp', 'page up', 'a page up'],
  [['page down'], 'PgDn', 'page down', 'a page down'],
  [['ctrl+u'], 'Ctrl-U', 'half page up', 'half a page up'],
  [['ctrl+d'], 'Ctrl-D', 'half page down', 'half a page down'],
  [['g', 'home'], 'g, Home', 'first', 'to the first line'],
  [['G', 'end'], 'G, End', 'last', 'to the last line'],
];

/** To the views of the tab line; which digit each has in a scan is dealt anew (`state/digits.ts`). */
export const OPEN_KEYS: readonly BindingLine[] = MAIN_VIEWS.map(({ id, title }, place) => {
  const digit = DIGITS[place];
  return [digit === undefined ? [] : [digit], digit ?? '', { open: id }, `open ${title}`];
});

/** Back from a page of the tab line. */
export const BACK_KEY: BindingLine = [
  ['escape', 'backspace'],
  'Esc',
  'back',
  'back the way you came, with the position kept (Backspace too)',
];

/** What can be done from every page. */
export const BROWSE_KEYS: readonly BindingLine[] = [
  [['tab'], 'Tab', 'next view', 'the next view'],
  [['shift+tab'], 'Shift-Tab', 'previous view', 'the view before'],
  [['e'], 'e', 'export', 'write everything to one workbook', 'export', 2],
  [
    ['E'],
    'E',
    'ask export',
    'write these rows, the marked ones, every kind as filtered, or all, in any format',
  ],
  [['ctrl+r'], 'Ctrl-R', 'new scan', 'start a new scan (asks once while one runs)'],
  [['w'], 'w', 'watch', 'read this again every minute and mark what changed, or stop that (:watch 30s)'],
  [[':'], ':', 'command line', 'type a command, such as :ebs, :region, :regions, :profiles'],
  [['?'], '?', 'help', 'this help', 'help'],
  [['q'], 'q', 'quit', 'close this; where nothing is open, leave (asks once while a scan runs)', 'quit'],
];

/** Within a line that is typed into. */
export const LINE_KEYS: readonly BindingLine[] = [
  [['left'], 'Left', 'left', 'left in the line'],
  [['right'], 'Right', 'right', 'right in the line'],
  [['home', 'ctrl+a'], 'Home', 'first', 'to the start of the line'],
  [['end', 'ctrl+e'], 'End', 'last', 'to the end of the line'],
  [['delete'], 'Delete', 'delete', 'erase the character here'],
];

/** Erases what was typed. */
export const ERASE_KEYS: readonly BindingLine[] = [
  [['backspace'], 'Backspace', 'erase', 'erase the character before'],
  [['ctrl+w'], 'Ctrl-W', 'erase word', 'erase the word before'],
  [['ctrl+u'], 'Ctrl-U', 'erase line', 'erase all of it'],
];

/** What works everywhere. */
export const PROGRAM_KEYS: readonly BindingLine[] = [
  [['ctrl+l'], 'Ctrl-L', 'repaint', 'draw the screen again'],
  [['ctrl+z'], 'Ctrl-Z', 'suspend', 'back to the shell for a while; fg there goes on here'],
  [['ctrl+c'], 'Ctrl-C', 'interrupt', 'stop and leave at once'],
];

/** Through the lines of a page, and from there to all that pages lead to. */
export const LIST_PAGE: readonly (readonly BindingLine[])[] = [
  MOVE_KEYS,
  PAGE_KEYS,
  OPEN_KEYS,
  BROWSE_KEYS,
  PROGRAM_KEYS,
];

/** The same for a page through which one also moves sideways. */
export const GRID_PAGE: readonly (readonly BindingLine[])[] = [
  MOVE_KEYS,
  SIDE_KEYS,
  PAGE_KEYS,
  OPEN_KEYS,
  BROWSE_KEYS,
  PROGRAM_KEYS,
];
