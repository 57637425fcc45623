/** The keys of a terminal as a stream that Ink can read; what else the terminal says goes elsewhere. */
import { PassThrough } from 'node:stream';
import { createInputReader, type InputPart } from './terminal-input.ts';

/** The Escape key in a form that needs no waiting for what may come behind it (of the kitty protocol). */
const ESCAPE_KEY = '\u001B[27u';

/** What a terminal's input has to be able to do. */
export type TerminalStdin = NodeJS.ReadableStream & {
  readonly isTTY?: boolean;
  readonly setRawMode?: (on: boolean) => unknown;
  readonly ref?: () => unknown;
  readonly unref?: () => unknown;
};

/** Reads a terminal. Keys that come before Ink reads are kept for it. */
export class KeyStream extends PassThrough {
  readonly isTTY: boolean;
  readonly #stdin: TerminalStdin;
  readonly #report: (report: string) => void;
  readonly #reader = createInputReader();
  #timer: NodeJS.Timeout | null = null;

  /** `report` gets each control sequence that is no key, without its Escape. */
  constructor(stdin: TerminalStdin, report: (report: string) => void) {
    super();
    this.#stdin = stdin;
    this.#report = report;
    this.isTTY = stdin.isTTY === true;
    stdin.setEncoding('utf8');
    stdin.on('data', this.#onData);
  }

  /** Switches the terminal; in raw mode each key comes at once. */
  setRawMode(on: boolean): this {
    this.#stdin.setRawMode?.(on);
    return this;
  }

  /** Keeps the process going while the terminal is read. */
  ref(): this {
    this.#stdin.ref?.();
    return this;
  }

  unref(): this {
    this.#stdin.unref?.();
    return this;
  }

  /** Reads the terminal no more. */
  close(): void {
    this.#stopWaiting();
    this.#stdin.off('data', this.#onData);
    this.#stdin.pause();
  }

  readonly #onData = (piece: string | Uint8Array): void => {
    this.#stopWaiting();
    this.#take(this.#reader.push(String(piece)));
    const patience = this.#reader.patience();
    if (patience !== null) this.#timer = setTimeout(() => this.#take(this.#reader.timeUp()), patience);
  };

  #stopWaiting(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #take(parts: readonly InputPart[]): void {
    for (const part of parts) {
      switch (part.type) {
        case 'keys':
          this.write(part.text);
          break;
        case 'escape':
          this.write(ESCAPE_KEY);
          break;
        case 'paste':
          this.write(`\u001B[200~${part.text}\u001B[201~`);
          break;
        case 'report':
          this.#report(part.text);
          break;
      }
    }
  }
}
