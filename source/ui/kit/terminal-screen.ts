/**
 * The screen of a terminal: what is switched on for it and off after it, and what is drawn on it. Everything that is
 * switched on is listed here once, so that every way out switches it off.
 */
import { textInAscii } from '../../base/ascii.ts';
import type { Charset } from '../../base/cursor-probe.ts';
import { terminalSize } from '../../base/terminal-size.ts';
import { FrameWriter } from './frame-writer.ts';
import { MOUSE_OFF, MOUSE_ON } from './mouse.ts';

/** What a terminal's output has to be able to do. */
export type TerminalStdout = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  readonly getColorDepth?: (env?: object) => number;
};

const ALTERNATE_SCREEN = { on: '\u001B[?1049h', off: '\u001B[?1049l' };
/** A line that a terminal takes to be longer than it was laid out must not spill into the next one. */
const NO_AUTOWRAP = { on: '\u001B[?7l', off: '\u001B[?7h' };
const PASTE_MARKS = { on: '\u001B[?2004h', off: '\u001B[?2004l' };
const HIDDEN_CURSOR = { on: '\u001B[?25l', off: '\u001B[?25h' };
const MOUSE = { on: MOUSE_ON, off: MOUSE_OFF };

/**
 * Where there is no alternate screen (GNU screen has none unless told to) the last frame stays, and the shell's prompt
 * goes below it instead of in front of its footer.
 */
const BELOW_THE_FRAME = '\u001B[9999;1H\u001B[2K\n';

const ESCAPE = '\u001B';
/** What switches something and draws nothing. */
const SWITCHES = new RegExp(`^(?:${ESCAPE}\\[\\?\\d+[hl])*$`);

/** The screen of one terminal. */
export class TerminalScreen {
  /** For Ink, which writes frames there: the same stream, with a size that is never 0. */
  readonly output: TerminalStdout;
  readonly #stdout: TerminalStdout;
  readonly #isReadOut: boolean;
  readonly #frames = new FrameWriter();
  #charset: Charset = 'all';
  #isOurs = false;
  #mouse = false;

  /** `isReadOut`: lines that flow, for a screen reader; nothing is switched and nothing placed. */
  constructor(stdout: TerminalStdout, isReadOut: boolean) {
    this.#stdout = stdout;
    this.#isReadOut = isReadOut;
    this.output = new Proxy(stdout, {
      get: (target, property) => {
        if (property === 'columns' || property === 'rows') return terminalSize(target)[property];
        const value: unknown = Reflect.get(target, property);
        if (typeof value !== 'function') return value;
        if (property !== 'write') return value.bind(target);
        return (text: unknown, ...rest: readonly unknown[]) =>
          Reflect.apply(value, target, [this.#drawing(text), ...rest]);
      },
    });
  }

  /** False while the shell has the terminal. */
  get isOurs(): boolean {
    return this.#isOurs;
  }

  /** Which characters may be drawn from now on. */
  set charset(charset: Charset) {
    this.#charset = charset;
  }

  /** Switches everything on, again too where another program may have switched it off. */
  enter(): void {
    const isFirst = !this.#isOurs;
    this.#isOurs = true;
    if (this.#isReadOut) return;
    const switches = this.#switches().map(({ on }) => on);
    // Without an alternate screen what stands there goes where a person can scroll back to it.
    const scrolled = isFirst ? '\n'.repeat(terminalSize(this.#stdout).rows) : '';
    this.#stdout.write([...switches, scrolled, this.#frames.cleared()].join(''));
  }

  /** Something else has the screen, or had it: nothing is drawn before `enter`. */
  lost(): void {
    this.#isOurs = false;
  }

  /** Switches everything off. */
  leave(): void {
    if (!this.#isOurs) return;
    this.#isOurs = false;
    if (this.#isReadOut) return;
    const switches = this.#switches().map(({ off }) => off);
    this.#stdout.write([BELOW_THE_FRAME, ...switches.reverse()].join(''));
  }

  /** Has the terminal tell of its mouse, or gives clicks and the wheel back to it. */
  setMouse(on: boolean): void {
    if (on === this.#mouse) return;
    this.#mouse = on;
    if (this.#isOurs) this.#stdout.write(on ? MOUSE.on : MOUSE.off);
  }

  /** Clears all of it; the next frame is drawn whole. */
  clear(): void {
    if (this.#isOurs && !this.#isReadOut) this.#stdout.write(this.#frames.cleared());
  }

  /** Draws all of the last frame anew. */
  redraw(): void {
    if (!this.#isOurs || this.#isReadOut) return;
    this.#stdout.write(this.#frames.again(terminalSize(this.#stdout).rows, this.#charset));
  }

  /** A line as it can be printed on this terminal. */
  printable(line: string): string {
    return this.#charset === 'ascii' ? textInAscii(line) : line;
  }

  /** Writes what draws nothing. */
  write(sequence: string): void {
    this.#stdout.write(sequence);
  }

  #switches() {
    const always = [ALTERNATE_SCREEN, NO_AUTOWRAP, HIDDEN_CURSOR, PASTE_MARKS];
    return this.#mouse ? [...always, MOUSE] : always;
  }

  /** What to write in place of what Ink does. */
  #drawing(text: unknown): unknown {
    if (typeof text !== 'string' || SWITCHES.test(text)) return text;
    if (this.#isReadOut) return this.printable(text);
    if (!this.#isOurs) {
      this.#frames.keep(text);
      return '';
    }
    return this.#frames.next(text, terminalSize(this.#stdout).rows, this.#charset);
  }
}
