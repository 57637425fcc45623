import xterm from '@xterm/headless';

/** A colour as `#rrggbb`, or undefined for the terminal's own. */
export type Colour = string | undefined;

export interface Cell {
  /** One character as people see it; a blank is a space, the right half of a wide character is empty. */
  readonly char: string;
  readonly width: number;
  readonly fg: Colour;
  readonly bg: Colour;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
}

export interface TerminalState {
  readonly alternateScreen: boolean;
  readonly cursorHidden: boolean;
  readonly mouse: boolean;
  readonly bracketedPaste: boolean;
  readonly focusReports: boolean;
  readonly synchronizedOutput: boolean;
  readonly applicationCursorKeys: boolean;
  readonly autowrap: boolean;
}

/** A terminal's screen: feed it what a program prints, then look at it. */
export interface Screen {
  /** Resolves when the text has been taken in. */
  readonly write: (text: string) => Promise<void>;
  readonly resize: (columns: number, rows: number) => void;
  /** The lines on screen, without blanks at their ends. */
  readonly lines: () => string[];
  /** The lines on screen and those that scrolled off above it. */
  readonly allLines: () => string[];
  readonly cellAt: (row: number, column: number) => Cell;
  readonly size: () => { readonly columns: number; readonly rows: number };
  readonly state: () => TerminalState;
  /** What the program put on the clipboard last (OSC 52). */
  readonly clipboard: () => string | undefined;
  readonly dispose: () => void;
}

/**
 * `answer` gets what a terminal says back when a program asks it something; `without` an alternate screen it ignores
 * whoever asks for one.
 */
export function createScreen(
  columns: number,
  rows: number,
  answer: (text: string) => void = () => {},
  without: { readonly alternateScreen?: boolean } = {},
): Screen {
  const terminal = new xterm.Terminal({ cols: columns, rows, scrollback: 2000, allowProposedApi: true });
  let cursorHidden = false;
  let clipboard: string | undefined;

  terminal.onData(answer);
  for (const final of ['h', 'l']) {
    terminal.parser.registerCsiHandler({ prefix: '?', final }, (params) => {
      if (params.includes(25)) cursorHidden = final === 'l';
      return without.alternateScreen === true && params.includes(1049);
    });
  }
  terminal.parser.registerOscHandler(52, (data) => {
    clipboard = Buffer.from(data.slice(data.indexOf(';') + 1), 'base64').toString('utf8');
    return true;
  });

  const lineAt = (index: number) => terminal.buffer.active.getLine(index)?.translateToString(true) ?? '';
  const range = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => lineAt(from + index));

  return {
    write: (text) => new Promise((resolve) => terminal.write(text, resolve)),
    resize: (newColumns, newRows) => terminal.resize(newColumns, newRows),
    lines: () => range(terminal.buffer.active.baseY, terminal.rows),
    allLines: () => range(0, terminal.buffer.active.length),
    cellAt: (row, column) => {
      const cell = terminal.buffer.active.getLine(terminal.buffer.active.baseY + row)?.getCell(column);
      if (!cell) throw new RangeError(`no cell at row ${row}, column ${column}`);
      return toCell(cell);
    },
    size: () => ({ columns: terminal.cols, rows: terminal.rows }),
    state: () => ({
      alternateScreen: terminal.buffer.active.type === 'alternate',
      cursorHidden,
      mouse: terminal.modes.mouseTrackingMode !== 'none',
      bracketedPaste: terminal.modes.bracketedPasteMode,
      focusReports: terminal.modes.sendFocusMode,
      synchronizedOutput: terminal.modes.synchronizedOutputMode,
      applicationCursorKeys: terminal.modes.applicationCursorKeysMode,
      autowrap: terminal.modes.wraparoundMode,
    }),
    clipboard: () => clipboard,
    dispose: () => terminal.dispose(),
  };
}

type BufferCell = NonNullable<
  ReturnType<NonNullable<ReturnType<xterm.Terminal['buffer']['active']['getLine']>>['getCell']>
>;

function toCell(cell: BufferCell): Cell {
  return {
    char: cell.getChars() || (cell.getWidth() === 0 ? '' : ' '),
    width: cell.getWidth(),
    fg: cell.isFgDefault() ? undefined : colour(cell.isFgRGB(), cell.getFgColor()),
    bg: cell.isBgDefault() ? undefined : colour(cell.isBgRGB(), cell.getBgColor()),
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    italic: cell.isItalic() !== 0,
    underline: cell.isUnderline() !== 0,
    inverse: cell.isInverse() !== 0,
  };
}

/** The sixteen named colours, as a common dark theme shows them. */
export const NAMED_COLOURS = [
  ...['#1d2128', '#e06c75', '#98c379', '#e5c07b', '#61afef', '#c678dd', '#56b6c2', '#c8ccd4'],
  ...['#7f8794', '#ff7b86', '#b5e890', '#ffd68a', '#7cc4ff', '#dc8ff5', '#6fd3e0', '#ffffff'],
] as const;

const CUBE_STEPS = [0, 95, 135, 175, 215, 255] as const;

function colour(isRgb: boolean, value: number): string {
  if (isRgb) return `#${value.toString(16).padStart(6, '0')}`;
  const named = NAMED_COLOURS[value];
  if (named) return named;
  const hex = (...parts: number[]) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  if (value >= 232) {
    const grey = 8 + (value - 232) * 10;
    return hex(grey, grey, grey);
  }
  const cube = value - 16;
  const step = (index: number) => CUBE_STEPS[index % 6] ?? 0;
  return hex(step(Math.floor(cube / 36)), step(Math.floor(cube / 6)), step(cube));
}
