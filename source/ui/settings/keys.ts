/**
 * The keys, as data: what each is called, what it does and where. The footer and the help are drawn from this table,
 * and a key press is looked up in it.
 */
import { TABS, type Tab } from '../../kinds/tabs.ts';
import { bindings, type Command, type KeyBinding, type KeyView } from '../kit/key-binding.ts';
import { INPUT_KEYS } from './input-keys.ts';

/** The views that `1` to `9` and `0` open, in their order; those beyond have no key. */
export const VIEWS: readonly Tab[] = [
  { id: 'scan', title: 'Scan', key: '1' },
  { id: 'summary', title: 'Summary', key: '2' },
  ...TABS,
];

const VIEWED: readonly KeyView[] = ['scan', 'problems', 'summary', 'sources', 'table', 'detail'];
const BROWSING: readonly KeyView[] = [...VIEWED, 'topology', 'facet'];
const LISTS: readonly KeyView[] = [...BROWSING, 'help'];
const GRIDS: readonly KeyView[] = ['scan', 'summary', 'sources', 'table', 'facet'];

/** Every key, in the order of the footer and the help. */
export const KEY_BINDINGS: readonly KeyBinding[] = [
  ...bindings(
    ['scan'],
    [
      [['enter'], 'Enter', 'enter', 'open the rows of this cell', 'rows', 5],
      [
        ['r'],
        'r',
        'retry cell',
        'run this cell again; its rows stay until the new ones are there',
        'retry',
        3,
      ],
    ],
  ),
  ...bindings(['summary'], [[['enter'], 'Enter', 'enter', 'open the rows behind this number', 'rows', 2]]),
  ...bindings(
    ['sources'],
    [
      [['enter'], 'Enter', 'enter', 'open the snapshots of this source', 'snapshots', 3],
      [['escape', 'backspace'], 'Esc', 'back', 'back to the summary', 'back', 1],
    ],
  ),
  ...bindings(
    ['table'],
    [
      [['/'], '/', 'filter', 'filter by words and fields, such as size>100GiB', 'filter', 1],
      [['enter'], 'Enter', 'enter', 'open the row with every field', 'detail', 5],
      [['escape'], 'Esc', 'escape', 'clear the filter'],
      [['backspace'], 'Backspace', 'back', 'back to where this table was opened from'],
      [['F'], 'F', 'faults', 'show only rows with a problem or a finding, or all'],
      [['c'], 'c', 'columns', 'choose which columns to show, and their order', 'columns', 6],
      [['W'], 'W', 'all columns', 'show all columns, or the chosen ones', 'all columns', 7],
    ],
  ),
  ...bindings(
    ['table'],
    [
      [[' '], 'Space', 'mark', 'mark this row, or no longer', 'mark', 6],
      [['v', 'ctrl+space'], 'v', 'mark range', 'mark the rows from the one marked last to this one'],
      [['ctrl+a'], 'Ctrl-A', 'mark all', 'mark all rows that are listed, or none of them'],
      [['u'], 'u', 'unmark', 'take all marks away'],
    ],
  ),
  ...bindings(
    ['facet'],
    [
      [['enter'], 'Enter', 'enter', 'keep only the rows with this value', 'keep', 1],
      [['x'], 'x', 'leave out', 'leave out the rows with this value', 'leave out', 4],
      [['P'], 'P', 'pivot', 'break them down by a second column', 'pivot', 3],
      [['s'], 's', 'sort', 'the largest first, or what occurs most', 'sort', 5],
      [
        ['escape', 'backspace'],
        'Esc',
        'back',
        'back to the rows, or from a pivot to its first column',
        'back',
        2,
      ],
    ],
  ),
  ...bindings(['table'], [[['S'], 'S', 'add sort', 'sort rows that are equal so far by another column']]),
  ...bindings(['table', 'facet'], [[['f'], 'f', 'facet', 'count the values of a column', 'facets', 4]]),
  ...bindings(
    ['table', 'detail'],
    [
      [['y'], 'y', 'copy', 'ARNs or ids of marked rows, or this one, to the clipboard'],
      [['o'], 'o', 'console page', 'open the page of this resource in the AWS console'],
    ],
  ),
  ...bindings(
    ['sources', 'table'],
    [[['s'], 's', 'sort', 'sort by a column; the same again: the other way round', 'sort', 2]],
  ),
  ...bindings(
    ['table'],
    [
      [['<'], '<', 'sort before', 'sort by the column before the one in use'],
      [['>'], '>', 'sort after', 'sort by the column behind the one in use'],
      [['I'], 'I', 'turn sort', 'sort the other way round'],
    ],
  ),
  ...bindings(
    ['detail'],
    [
      [['enter'], 'Enter', 'enter', 'go to what this line leads to (those with a +)', 'go to', 1],
      [['left'], 'Left', 'left', 'the row before'],
      [['right'], 'Left/Right', 'right', 'the row before, the next row', 'other rows', 4],
      [['escape', 'backspace'], 'Esc', 'back', 'back to where this row was opened from', 'back', 1],
    ],
  ),
  ...bindings(
    ['topology'],
    [
      [['enter'], 'Enter', 'enter', 'open this task, location or agent with every field', 'detail', 1],
      [['left', 'h'], 'Left, h', 'left', 'fold this branch, or go to what it hangs on'],
      [['right', 'l'], 'Right, l', 'right', 'unfold this branch, or go to what hangs on it'],
      [[' '], 'Space', 'mark', 'fold or unfold this branch', 'fold', 3],
      [['escape', 'backspace', 't'], 'Esc', 'back', 'back to where the tree was opened from', 'back', 2],
    ],
  ),
  ...bindings(VIEWED, [[['t'], 't', 'topology', 'DataSync as a tree of tasks, locations and agents']]),
  ...bindings(['problems'], [[['escape', 'backspace'], 'Esc', 'back', 'back to the grid', 'back', 1]]),
  ...bindings(['scan', 'problems'], [[['p'], 'p', 'problems', 'all problems, or the grid', 'problems', 6]]),
  ...bindings(
    ['scan', 'problems', 'table'],
    [[['R'], 'R', 'retry unfinished', 'run all cells again that are not done', 'retry all', 8]],
  ),
  ...bindings(LISTS, [
    [['up', 'k'], 'Up, k', 'up', 'up'],
    [['down', 'j'], 'Down, j', 'down', 'down'],
  ]),
  ...bindings(GRIDS, [
    [['left', 'h'], 'Left, h', 'left', 'the cell, number or column before'],
    [['right', 'l'], 'Right, l', 'right', 'the next cell, number or column'],
  ]),
  ...bindings(LISTS, [
    [['page up'], 'PgUp', 'page up', 'a page up'],
    [['page down'], 'PgDn', 'page down', 'a page down'],
    [['ctrl+u'], 'Ctrl-U', 'half page up', 'half a page up'],
    [['ctrl+d'], 'Ctrl-D', 'half page down', 'half a page down'],
    [['g', 'home'], 'g, Home', 'first', 'to the first line'],
    [['G', 'end'], 'G, End', 'last', 'to the last line'],
  ]),
  ...bindings(
    LISTS,
    VIEWS.flatMap(({ key, id, title }) =>
      key === null ? [] : [[[key], key, { open: id }, `open ${title}`] as const],
    ),
  ),
  ...bindings(BROWSING, [
    [['tab'], 'Tab', 'next view', 'the next view'],
    [['shift+tab'], 'Shift-Tab', 'previous view', 'the view before'],
    [['e'], 'e', 'export', 'write everything to one workbook', 'export', 2],
    [['E'], 'E', 'ask export', 'write these rows, the marked ones or all, in any format'],
    [['ctrl+r'], 'Ctrl-R', 'new scan', 'start a new scan'],
    [['w'], 'w', 'watch', 'read this again every minute and mark what changed, or stop that (:watch 30s)'],
    [[':'], ':', 'command line', 'type a command, such as :ebs, :region, :regions, :profiles'],
    [['?'], '?', 'help', 'this help', 'help'],
    [['q'], 'q', 'quit', 'quit; asks once while a scan runs', 'quit'],
  ]),
  ...INPUT_KEYS,
  ...bindings(
    [...LISTS, 'note', 'export form', 'quit', 'picker', 'filter', 'command'],
    [
      [['ctrl+l'], 'Ctrl-L', 'repaint', 'draw the screen again'],
      [['ctrl+z'], 'Ctrl-Z', 'suspend', 'back to the shell for a while; fg there goes on here'],
      [['ctrl+c'], 'Ctrl-C', 'interrupt', 'stop and leave at once'],
    ],
  ),
];

/** What a key does in a view; undefined where it does nothing. */
export function findCommand(
  view: KeyView,
  key: string,
  all: readonly KeyBinding[] = KEY_BINDINGS,
): Command | undefined {
  return all.find((binding) => binding.views.includes(view) && binding.keys.includes(key))?.command;
}

/** True where characters that no key is bound to are text. */
export function takesText(view: KeyView): boolean {
  return view === 'filter' || view === 'command' || view === 'picker' || view === 'export form';
}
