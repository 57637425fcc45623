import type { Charset } from '../../base/cursor-probe.ts';
import { lineChange } from './line-change.ts';

/** Between these a terminal that knows them shows nothing half drawn. */
const SYNCHRONIZED = { on: '\u001B[?2026h', off: '\u001B[?2026l' };
/** Clears the whole screen and goes to its start. */
export const CLEAR_SCREEN = '\u001B[2J\u001B[H';

/**
 * Turns frames into what brings the screen from the one before to the next: lines that changed, each placed and
 * erased by itself from where it changed, so that nothing of an older frame stays whatever the terminal made of it.
 */
export class FrameWriter {
  #frame = '';
  #drawn: readonly string[] = [];

  /** What to write for this frame on so many lines; empty where nothing changed. */
  next(frame: string, rows: number, charset: Charset): string {
    this.#frame = frame;
    const lines = frame.split('\n').slice(0, rows);
    const changes = Array.from({ length: Math.max(lines.length, this.#drawn.length) }, (_, row) => {
      const [before, line] = [this.#drawn[row] ?? '', lines[row] ?? ''];
      return line === before ? '' : lineChange(row, before, line, charset);
    }).join('');
    this.#drawn = lines;
    return changes === '' ? '' : SYNCHRONIZED.on + changes + SYNCHRONIZED.off;
  }

  /** Takes note of a frame that is to be drawn later. */
  keep(frame: string): void {
    this.#frame = frame;
  }

  /** What to write to have the screen empty. */
  cleared(): string {
    this.#drawn = [];
    return CLEAR_SCREEN;
  }

  /** What to write to have the last frame on the screen, whatever is there now. */
  again(rows: number, charset: Charset): string {
    return this.cleared() + this.next(this.#frame, rows, charset);
  }
}
