/**
 * Takes what a terminal sends apart: keys are one thing, what the terminal says by itself is another. Ink's parser
 * knows keys and pastes, but takes the letters of an answer to be keys.
 *
 * - string: OSC, DCS, APC, PM or SOS, from its introducer to its terminator. Always an answer, never keys.
 * - control sequence: `ESC [`, parameters, a final byte. Some are keys, some reports of the mouse, the rest answers.
 * - head: the beginning of a sequence whose rest has not come yet.
 */

/** A part of a terminal's input, in the order in which it came. */
export type InputPart =
  /** Characters and the sequences of keys, as they came. */
  | { readonly type: 'keys'; readonly text: string }
  /** The Escape key, alone. */
  | { readonly type: 'escape' }
  | { readonly type: 'paste'; readonly text: string }
  /** A control sequence that is no key, without its Escape: `[24;80R`, `[<0;10;5M`, `[M` and three characters; a string
   * that answers about a colour, without its terminator: `]11;rgb:0000/0000/0000`. */
  | { readonly type: 'report'; readonly text: string };

/** Reads input that comes in pieces, cut anywhere. */
export interface InputReader {
  readonly push: (piece: string) => readonly InputPart[];
  /** How long to wait for the rest of what has begun, in milliseconds; null where nothing has. */
  readonly patience: () => number | null;
  /** No more has come in that time: what has begun is what it looks like. */
  readonly timeUp: () => readonly InputPart[];
}

/** An Escape without anything behind it is a key after so long. */
const ESCAPE_MS = 50;
/** What is longer than a key can only be waited for. */
const SEQUENCE_MS = 1000;

const ESCAPE = '\u001B';
const BELL = '\u0007';
const CTRL_C = '\u0003';
const PASTE_END = `${ESCAPE}[201~`;

const CONTROL_SEQUENCE = new RegExp(
  `${ESCAPE}\\[(?:\\[[^]|M[^]{3}|[235678]\\$|(?![[M])[0-?]*[ -/]*[@-~])`,
  'y',
);
const CONTROL_HEAD = new RegExp(`${ESCAPE}\\[(?:\\[|M[^]{0,2}|[0-?]*[ -/]*)$`, 'y');
const CONTROL_BEGUN = new RegExp(`${ESCAPE}\\[[0-?]*[ -/]*`, 'y');
const SHIFTED = new RegExp(`${ESCAPE}O[\\d;]*[@-~]`, 'y');
const SHIFTED_HEAD = new RegExp(`${ESCAPE}O[\\d;]*$`, 'y');

/** Control sequences that are keys: cursor and editing keys with modifiers, as terminals of all ages send them. */
const KEY = /^\[(?:[\d;:]*[A-EHFPQSZ~^@u]|[235678]\$|[a-d])$/;

/** What breaks a string off or ends it; Ctrl-C, which no string holds, gets a person out of one that never ends. */
const STRING_END = new RegExp(`[${CTRL_C}\u0018\u001A${ESCAPE}\u009C]`);
const OSC_END = new RegExp(`[${CTRL_C}${BELL}\u0018\u001A${ESCAPE}\u009C]`);

/** What breaks a string off. */
const BROKEN_OFF = '\u0018\u001A';

/** What is told of strings; of longer ones no more than so many characters are kept. */
const COLOR_ANSWER = /^\]1[01];[\x20-\x7e]+$/;
const LONGEST_KEPT = 64;

/** One-character forms of the introducers (C1), by which a terminal with eight-bit controls answers. */
const C1 = /[\u008F\u0090\u0098\u009B\u009D-\u009F]/g;

/** What follows an Escape that came too long before to be taken for one thing with it: the rest of an answer. */
const LATE_REST = new RegExp(
  `^(?:\\][^${BELL}${ESCAPE}]+(?:${BELL}|${ESCAPE}\\\\)|[PX^_][^${ESCAPE}]+${ESCAPE}\\\\|\\[[<-?]?[\\d;]+[A-Za-z~])`,
);

/** Makes a reader at the start of input. */
export function createInputReader(): InputReader {
  const reader = new Reader();
  return {
    push: (piece) => reader.push(piece),
    patience: () => reader.patience(),
    timeUp: () => reader.timeUp(),
  };
}

class Reader {
  #parts: InputPart[] = [];
  #keys = '';
  /** A head; at the end of a string's piece the Escape that may end it. */
  #rest = '';
  /** Inside a string: its introducer, and the beginning of it. */
  #string: { readonly introducer: string; begun: boolean; text: string } | null = null;
  /** Inside a paste: what came of it. */
  #paste: string | null = null;
  #lateEscape = false;

  push(piece: string): readonly InputPart[] {
    const late = this.#lateEscape && LATE_REST.test(piece) ? ESCAPE : '';
    this.#lateEscape = false;
    let text = late + this.#rest + piece;
    this.#rest = '';
    while (text !== '') {
      if (this.#paste !== null) text = this.#readPaste(text, piece);
      else if (this.#string !== null) text = this.#readString(text);
      else text = this.#readKeys(text);
    }
    return this.#taken();
  }

  patience(): number | null {
    if (this.#string === null && this.#rest === ESCAPE) return ESCAPE_MS;
    return this.#rest === '' && this.#string === null && this.#paste === null ? null : SEQUENCE_MS;
  }

  timeUp(): readonly InputPart[] {
    const [rest, string] = [this.#rest, this.#string];
    this.#rest = '';
    this.#string = null;
    if (this.#paste !== null) {
      // A paste goes on until its end, however slowly it comes.
      this.#rest = rest;
      if (this.#paste !== '') this.#parts.push({ type: 'paste', text: this.#paste });
      this.#paste = '';
    } else if (string !== null) {
      if (!string.begun && rest === '') this.#escapeThen(string.introducer);
    } else if (rest === ESCAPE) {
      this.#lateEscape = true;
      this.#parts.push({ type: 'escape' });
    } else if (rest.length === 2) {
      this.#escapeThen(rest.slice(1));
    }
    return this.#taken();
  }

  /** Alt and a character with which sequences begin. */
  #escapeThen(character: string): void {
    this.#parts.push({ type: 'escape' }, { type: 'keys', text: character });
  }

  #taken(): readonly InputPart[] {
    this.#flushKeys();
    const parts = this.#parts;
    this.#parts = [];
    return parts;
  }

  #flushKeys(): void {
    if (this.#keys !== '') this.#parts.push({ type: 'keys', text: this.#keys });
    this.#keys = '';
  }

  #add(part: InputPart): void {
    this.#flushKeys();
    this.#parts.push(part);
  }

  /** Reads on up to a string or a paste, or to the end; returns what comes then. */
  #readKeys(given: string): string {
    const text = given.replace(
      C1,
      (control) => `${ESCAPE}${String.fromCharCode(control.charCodeAt(0) - 0x40)}`,
    );
    let at = 0;
    for (;;) {
      const start = text.indexOf(ESCAPE, at);
      this.#keys += text.slice(at, start < 0 ? undefined : start);
      if (start < 0) return '';
      const next = text.charAt(start + 1);
      if (']PX^_'.includes(next) && next !== '') {
        this.#flushKeys();
        this.#string = { introducer: next, begun: false, text: '' };
        return text.slice(start + 2);
      }
      const length = this.#readSequence(text, start, next);
      if (length === null) {
        this.#rest = text.slice(start);
        return '';
      }
      at = start + length;
      if (this.#paste !== null) return text.slice(at);
    }
  }

  /** Takes one sequence that begins here and returns its length; null where it is not whole yet. */
  #readSequence(text: string, at: number, next: string): number | null {
    if (next === '') return null;
    if (next === ESCAPE) {
      this.#add({ type: 'escape' });
      return 1;
    }
    const [whole, head] = next === '[' ? [CONTROL_SEQUENCE, CONTROL_HEAD] : [SHIFTED, SHIFTED_HEAD];
    const sequence = next === '[' || next === 'O' ? matchAt(whole, text, at) : null;
    if (sequence !== null) {
      this.#takeSequence(sequence);
      return sequence.length;
    }
    if ((next === '[' || next === 'O') && matchAt(head, text, at) !== null) return null;
    // A sequence that something breaks off is none; what breaks it off counts.
    if (next === '[') return matchAt(CONTROL_BEGUN, text, at)?.length ?? 2;
    // Alt and a character.
    this.#keys += text.slice(at, at + 2);
    return 2;
  }

  #takeSequence(sequence: string): void {
    const body = sequence.slice(1);
    if (body === '[200~') {
      this.#flushKeys();
      this.#paste = '';
    } else if (body.startsWith('O') || KEY.test(body)) {
      this.#keys += sequence;
    } else {
      this.#add({ type: 'report', text: body });
    }
  }

  #readString(text: string): string {
    if (this.#string === null) return text;
    const end = text.search(this.#string.introducer === ']' ? OSC_END : STRING_END);
    if (end !== 0) this.#string.begun = true;
    this.#string.text = (this.#string.text + text.slice(0, end < 0 ? undefined : end)).slice(0, LONGEST_KEPT);
    if (end < 0) return '';
    const after = text.slice(end + 1);
    const control = text.charAt(end);
    if (control === ESCAPE && after === '') {
      this.#rest = control;
      return '';
    }
    const told = `${this.#string.introducer}${this.#string.text}`;
    this.#string = null;
    if (control === CTRL_C) return text.slice(end);
    const isEnded = control === ESCAPE ? after.startsWith('\\') : !BROKEN_OFF.includes(control);
    if (isEnded && COLOR_ANSWER.test(told)) this.#add({ type: 'report', text: told });
    if (control !== ESCAPE) return after;
    return isEnded ? after.slice(1) : text.slice(end);
  }

  #readPaste(text: string, piece: string): string {
    const end = text.indexOf(PASTE_END);
    if (end >= 0) {
      this.#add({ type: 'paste', text: this.#paste + text.slice(0, end) });
      this.#paste = null;
      return text.slice(end + PASTE_END.length);
    }
    if (piece === CTRL_C && text === piece) {
      // A paste that lost its end; a person wants to get out of it.
      if (this.#paste !== '') this.#add({ type: 'paste', text: this.#paste ?? '' });
      this.#paste = null;
      return text;
    }
    const held = headLength(text, PASTE_END);
    this.#paste += text.slice(0, text.length - held);
    this.#rest = text.slice(text.length - held);
    return '';
  }
}

/** How many characters at the end of a text are the beginning of a mark. */
function headLength(text: string, mark: string): number {
  for (let length = Math.min(text.length, mark.length - 1); length > 0; length -= 1) {
    if (text.endsWith(mark.slice(0, length))) return length;
  }
  return 0;
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
