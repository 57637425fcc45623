import { bindings, type KeyBinding, type KeyView } from '../kit/key-binding.ts';

const LINES: readonly KeyView[] = ['filter', 'command'];

/** The keys of what is over a view: the lines that are typed into, the pickers, the help and the question at the end. */
export const INPUT_KEYS: readonly KeyBinding[] = [
  ...bindings(
    ['help'],
    [[['?', 'escape', 'backspace', 'q', 'enter'], 'Esc', 'back', 'close the help', 'close the help']],
  ),
  ...bindings(
    ['export form'],
    [
      [['up', 'shift+tab'], 'Up', 'up', 'the question before'],
      [['down', 'tab'], 'Up/Down', 'down', 'the question before, the next question', 'question', 2],
      [['left'], 'Left', 'left', 'the choice before'],
      [['right'], 'Left/Right', 'right', 'the choice before, the next choice', 'choice', 1],
      [['enter'], 'Enter', 'enter', 'write it', 'write'],
      [['escape'], 'Esc', 'escape', 'close without writing', 'close'],
      [['home'], 'Home', 'first', 'to the start of the path'],
      [['end'], 'End', 'last', 'to the end of the path'],
      [['delete'], 'Delete', 'delete', 'erase the character here'],
    ],
  ),
  ...bindings(
    ['note'],
    [
      [['escape', 'backspace', 'q', 'enter'], 'Esc', 'back', 'close the note', 'close'],
      [['y'], 'y', 'copy note', "send it to the terminal's clipboard", 'copy'],
    ],
  ),
  ...bindings(
    ['quit'],
    [
      [['q', 'y', 'enter'], 'q', 'quit', 'leave; a scan that runs is stopped', 'leave'],
      [['escape', 'n', 'backspace'], 'Esc', 'stay', 'go on', 'go on'],
    ],
  ),
  ...bindings(
    ['filter'],
    [
      [['enter'], 'Enter', 'enter', 'keep the filter', 'keep'],
      [['escape'], 'Esc', 'escape', 'clear the filter', 'clear'],
      [['tab'], 'Tab', 'complete', 'the next field or value that may stand here', 'complete', 1],
      [['shift+tab'], 'Shift-Tab', 'complete back', 'the one before'],
      [['up'], 'Up', 'up', 'the filter before', 'earlier', 2],
      [['down'], 'Down', 'down', 'the next filter'],
      [['page up'], 'PgUp', 'page up', 'a page up in the table'],
      [['page down'], 'PgDn', 'page down', 'a page down in the table'],
    ],
  ),
  ...bindings(
    ['command'],
    [
      [['enter'], 'Enter', 'enter', 'run the command', 'run'],
      [['tab'], 'Tab', 'complete', 'the next command or word that may stand here', 'complete', 1],
      [['shift+tab'], 'Shift-Tab', 'complete back', 'the one before'],
      [['up'], 'Up', 'up', 'the command before', 'earlier', 2],
      [['down'], 'Down', 'down', 'the next command'],
      [['escape'], 'Esc', 'escape', 'close the command line', 'close'],
    ],
  ),
  ...bindings(LINES, [
    [['left'], 'Left', 'left', 'left in the line'],
    [['right'], 'Right', 'right', 'right in the line'],
    [['home', 'ctrl+a'], 'Home', 'first', 'to the start of the line'],
    [['end', 'ctrl+e'], 'End', 'last', 'to the end of the line'],
    [['delete'], 'Delete', 'delete', 'erase the character here'],
  ]),
  ...bindings(
    ['picker'],
    [
      [[' '], 'Space', 'mark', 'mark or unmark', 'mark', 2],
      [['ctrl+a'], 'Ctrl-A', 'mark all', 'mark all that are listed, or none', 'mark all', 3],
      [['left'], 'Left', 'left', 'in the list of columns: a place earlier'],
      [['right'], 'Left/Right', 'right', 'in the list of columns: a place earlier, a place later', 'move', 1],
      [['ctrl+r'], 'Ctrl-R', 'reset', 'in the list of columns: the usual ones', 'usual', 4],
      [['enter'], 'Enter', 'enter', 'take it', 'take'],
      [['escape'], 'Esc', 'escape', 'clear what was typed, then close', 'close'],
      [['up'], 'Up', 'up', 'up'],
      [['down'], 'Down', 'down', 'down'],
      [['page up'], 'PgUp', 'page up', 'a page up'],
      [['page down'], 'PgDn', 'page down', 'a page down'],
      [['home'], 'Home', 'first', 'to the first line'],
      [['end'], 'End', 'last', 'to the last line'],
    ],
  ),
  ...bindings(
    [...LINES, 'picker', 'export form'],
    [
      [['backspace'], 'Backspace', 'erase', 'erase the character before'],
      [['ctrl+w'], 'Ctrl-W', 'erase word', 'erase the word before'],
      [['ctrl+u'], 'Ctrl-U', 'erase line', 'erase all of it'],
    ],
  ),
];
