import { constants } from 'node:os';
import * as pty from '@lydell/node-pty';
import { type Cell, createScreen, type Screen, type TerminalState } from './screen.ts';

export interface TerminalOptions {
  /** Defaults to the Node that runs the tests. */
  readonly command?: string;
  readonly args?: readonly string[];
  readonly columns?: number;
  readonly rows?: number;
  /** Added to the tests' environment; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** What the terminal lacks. */
  readonly without?: {
    /** It shows each byte as a character of its own. */
    readonly utf8?: boolean;
    /** GNU screen's usual setting: what asks for one is ignored. */
    readonly alternateScreen?: boolean;
    /** It says nothing back when it is asked something. */
    readonly answers?: boolean;
  };
}

export interface WaitOptions {
  readonly timeoutMs?: number;
}

export interface Exit {
  /** Null when a signal ended the program. */
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/** A program that runs in a real pseudo-terminal, and its screen. */
export interface TerminalSession extends AsyncDisposable {
  /**
   * Presses keys one after the other: a single character, or a name such as `enter`, `esc`, `shift+tab`, `ctrl+c`.
   * A key right after `esc` reads as Alt and that key: wait for the effect of `esc` in between.
   */
  readonly press: (...keys: readonly string[]) => void;
  /** Sends text in one piece, as fast typing or a paste without brackets does. */
  readonly type: (text: string) => void;
  /** Sends text as a terminal with bracketed paste does. */
  readonly paste: (text: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  readonly waitForText: (text: string | RegExp, options?: WaitOptions) => Promise<void>;
  readonly waitForNoText: (text: string | RegExp, options?: WaitOptions) => Promise<void>;
  /** Waits until the screen satisfies the condition; `what` says in the error what was waited for. */
  readonly waitFor: (
    what: string,
    condition: (lines: readonly string[]) => boolean,
    options?: WaitOptions,
  ) => Promise<void>;
  readonly screen: () => string[];
  /** The screen and what scrolled off above it. */
  readonly allLines: () => string[];
  readonly cellAt: (row: number, column: number) => Cell;
  readonly terminalState: () => TerminalState;
  readonly clipboard: () => string | undefined;
  /** All that was printed, or what came after so many pieces. */
  readonly rawOutput: (afterPieces?: number) => string;
  /** In how many pieces output has come so far. */
  readonly outputPieces: () => number;
  readonly view: Screen;
  readonly pid: number;
  /** Resolves when the program has ended and its last output is on the screen. */
  readonly exit: Promise<Exit>;
  readonly kill: (signal?: NodeJS.Signals) => void;
  /** Takes the terminal away, as closing its window does. How the program ends is not told any more. */
  readonly hangUp: () => void;
  readonly close: () => Promise<void>;
}

const DEFAULT_TIMEOUT_MS = 20_000;

export function openTerminal(options: TerminalOptions = {}): TerminalSession {
  const { command = process.execPath, args = [], columns = 120, rows = 40, cwd = process.cwd() } = options;
  const { without = {} } = options;
  const child = pty.spawn(command, [...args], {
    name: 'xterm-256color',
    cols: columns,
    rows,
    cwd,
    env: environment(options.env ?? {}),
    encoding: without.utf8 === true ? 'latin1' : 'utf8',
  });
  const answer = without.answers === true ? () => {} : (text: string) => child.write(text);
  const view = createScreen(columns, rows, answer, without);
  const waiters = new Set<() => void>();
  const output: string[] = [];
  let takenIn = Promise.resolve();
  let ended: Exit | undefined;
  const wake = () => {
    for (const check of waiters) check();
  };

  child.onData((data) => {
    output.push(data);
    takenIn = view.write(data).then(wake);
  });
  const exit = new Promise<Exit>((resolve) => {
    child.onExit(({ exitCode, signal }) => {
      void takenIn.then(() => {
        ended = signal ? { exitCode: null, signal: signalName(signal) } : { exitCode, signal: null };
        wake();
        resolve(ended);
      });
    });
  });

  const waitFor: TerminalSession['waitFor'] = (what, condition, { timeoutMs = DEFAULT_TIMEOUT_MS } = {}) =>
    new Promise((resolve, reject) => {
      const finish = (problem?: string) => {
        waiters.delete(check);
        clearTimeout(timer);
        if (problem === undefined) resolve();
        else reject(new Error(`${problem} while waiting for ${what}; the screen:\n${framed(view)}`));
      };
      const check = () => {
        // Between the two marks of synchronized output the screen is half old, half new.
        if (!view.state().synchronizedOutput && condition(view.lines())) finish();
        else if (ended) finish(`the program ended (${ended.signal ?? `exit code ${ended.exitCode}`})`);
      };
      const timer = setTimeout(() => finish(`${timeoutMs} ms passed`), timeoutMs);
      waiters.add(check);
      check();
    });

  const close = async () => {
    if (!ended) child.kill('SIGKILL');
    await exit;
    view.dispose();
  };

  return {
    press: (...keys) => {
      for (const key of keys) child.write(keySequence(key, view.state().applicationCursorKeys));
    },
    type: (text) => child.write(text),
    paste: (text) => child.write(view.state().bracketedPaste ? `\x1b[200~${text}\x1b[201~` : text),
    resize: (newColumns, newRows) => {
      view.resize(newColumns, newRows);
      child.resize(newColumns, newRows);
    },
    waitFor,
    waitForText: (text, wait) => waitFor(describe(text), (lines) => matches(lines, text), wait),
    waitForNoText: (text, wait) => waitFor(`no ${describe(text)}`, (lines) => !matches(lines, text), wait),
    screen: view.lines,
    allLines: view.allLines,
    cellAt: view.cellAt,
    terminalState: view.state,
    clipboard: view.clipboard,
    rawOutput: (afterPieces = 0) => output.slice(afterPieces).join(''),
    outputPieces: () => output.length,
    view,
    pid: child.pid,
    exit,
    kill: (signal = 'SIGTERM') => child.kill(signal),
    hangUp: () => {
      // Its own type leaves it out.
      if (!('destroy' in child) || typeof child.destroy !== 'function') throw new Error('cannot hang up');
      Reflect.apply(child.destroy, child, []);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** A `CI` variable turns live screens off, colour variables change them: a test sets those it wants itself. */
function environment(wanted: Readonly<Record<string, string | undefined>>): Record<string, string> {
  // The last one would have a program that loads what test processes load take itself for one.
  const { CI, NO_COLOR, FORCE_COLOR, NODE_TEST_CONTEXT, ...inherited } = process.env;
  const all = { ...inherited, COLORTERM: 'truecolor', LANG: 'en_US.UTF-8', ...wanted };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

const KEYS: Readonly<Record<string, string>> = {
  enter: '\r',
  return: '\r',
  tab: '\t',
  'shift+tab': '\x1b[Z',
  esc: '\x1b',
  escape: '\x1b',
  space: ' ',
  backspace: '\x7f',
  delete: '\x1b[3~',
  insert: '\x1b[2~',
  pageup: '\x1b[5~',
  pagedown: '\x1b[6~',
};

const CURSOR_KEYS: Readonly<Record<string, string>> = {
  up: 'A',
  down: 'B',
  right: 'C',
  left: 'D',
  home: 'H',
  end: 'F',
};

function keySequence(key: string, applicationMode: boolean): string {
  if ([...key].length === 1) return key;
  const cursor = CURSOR_KEYS[key];
  if (cursor) return `\x1b${applicationMode ? 'O' : '['}${cursor}`;
  const control = /^ctrl\+([a-z])$/.exec(key)?.[1];
  if (control) return String.fromCharCode(control.charCodeAt(0) - 96);
  const sequence = KEYS[key];
  if (!sequence) throw new Error(`unknown key "${key}"`);
  return sequence;
}

function matches(lines: readonly string[], text: string | RegExp): boolean {
  const all = lines.join('\n');
  return typeof text === 'string' ? all.includes(text) : text.test(all);
}

function describe(text: string | RegExp): string {
  return typeof text === 'string' ? JSON.stringify(text) : String(text);
}

function framed(view: Screen): string {
  const edge = `+${'-'.repeat(view.size().columns)}+`;
  return [edge, ...view.lines().map((line) => `|${line.padEnd(view.size().columns)}|`), edge].join('\n');
}

function signalName(number: number): string {
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0] ?? `signal ${number}`;
}
