/** The terminal that the app runs in, as a whole: its keys, its screen, its size. */
import { type Charset, CURSOR_PROBE, createProbeReader } from '../../base/cursor-probe.ts';
import { terminalSize } from '../../base/terminal-size.ts';
import { GROUND_QUESTION, type Ground, groundOf } from './ground.ts';
import { KeyStream, type TerminalStdin } from './key-stream.ts';
import { TerminalScreen, type TerminalStdout } from './terminal-screen.ts';

/** How long the first frame waits for the terminal to say which characters it takes, in milliseconds. */
const ANSWER_MS = 100;

/** Takes the terminal, and takes it again after something else had it. */
export class Terminal {
  readonly keys: KeyStream;
  readonly screen: TerminalScreen;
  readonly #stdout: TerminalStdout;
  readonly #readProbe = createProbeReader();
  #answered: (charset: Charset) => void = () => {};
  #onGround: (ground: Ground) => void = () => {};

  /** `report` gets each control sequence that is no key, without its Escape. */
  constructor(
    stdin: TerminalStdin,
    stdout: TerminalStdout,
    isReadOut: boolean,
    report: (report: string) => void,
  ) {
    this.#stdout = stdout;
    this.screen = new TerminalScreen(stdout, isReadOut);
    this.keys = new KeyStream(stdin, (text) => {
      const ground = groundOf(text);
      const charset = this.#readProbe(text);
      if (ground !== null) this.#onGround(ground);
      else if (charset === null) report(text);
      else this.#answered(charset);
    });
  }

  size(): { readonly columns: number; readonly rows: number } {
    return terminalSize(this.#stdout);
  }

  /**
   * Takes the terminal. Raw mode comes first: a shell that runs the app in the background stops it there, before
   * anything is written, and it goes on in the foreground.
   */
  take(): void {
    this.keys.setRawMode(true);
    refreshSize();
    this.screen.enter();
  }

  /** Takes it again after a shell, or whatever stopped the app, had it. */
  takeAgain(): void {
    this.screen.lost();
    // Node leaves out a switch to the mode that it believes to be on.
    this.keys.setRawMode(false);
    this.take();
  }

  /** Draws the whole screen anew, at the size that it has now, with all switched on that it needs. */
  repaint(): void {
    refreshSize();
    this.screen.enter();
    this.screen.redraw();
  }

  /** What it writes on goes there as soon as it is told, however late. */
  set onGround(told: (ground: Ground) => void) {
    this.#onGround = told;
  }

  /**
   * Asks what the terminal writes on and which characters it takes, and waits for that a little. Until an answer comes, `otherwise` holds;
   * where a late one tells otherwise, all is drawn anew.
   */
  async ask(otherwise: Charset): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ANSWER_MS);
    let current = otherwise;
    this.screen.charset = otherwise;
    let isLate = false;
    this.#answered = (charset) => {
      clearTimeout(timer);
      const isNews = charset !== current;
      current = charset;
      this.screen.charset = charset;
      if (isLate && isNews) this.screen.redraw();
      resolve();
    };
    // In this order: whoever answers the second has answered the first.
    this.screen.write(`${GROUND_QUESTION}${CURSOR_PROBE}`);
    await promise;
    isLate = true;
  }

  /** Gives the terminal back for good. */
  give(): void {
    this.screen.leave();
    this.keys.setRawMode(false);
    this.keys.close();
  }
}

/**
 * Has Node look at the terminal's size. A change of it while another program has the terminal is told to that one
 * alone (SIGWINCH goes to the group in the foreground).
 */
function refreshSize(): void {
  process.emit('SIGWINCH', 'SIGWINCH');
}
