/** Reads the mouse's reports out of what a terminal sends. Ink drops them: they are no keys. */
import { type MouseEvent, mouseEvent } from './mouse.ts';

/** A report, or the marks around a paste, whose text is nobody's report. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: every sequence of a terminal begins with Escape
const SEQUENCES = /\u001B(?:(\[<\d+;\d+;\d+[Mm])|\[(200|201)~)/g;

/** The beginning of a sequence whose rest comes with the next piece. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: every sequence of a terminal begins with Escape
const UNFINISHED = /\u001B(?:\[(?:<[\d;]*|20?0?|201)?)?$/;

/** Finds reports in input that comes in pieces. */
export function createMouseReader(receive: (event: MouseEvent) => void): (piece: string) => void {
  let rest = '';
  let pasting = false;
  return (piece) => {
    const text = rest + piece;
    for (const [, report, paste] of text.matchAll(SEQUENCES)) {
      if (paste !== undefined) pasting = paste === '200';
      const event = report === undefined || pasting ? null : mouseEvent(report);
      if (event !== null && event !== undefined) receive(event);
    }
    rest = UNFINISHED.exec(text)?.[0] ?? '';
  };
}

/** The same stream of input; everything that is read from it passes by `see`. */
export function watchedInput<Input extends NodeJS.ReadableStream>(
  input: Input,
  see: (piece: string) => void,
): Input {
  return new Proxy(input, {
    get: (target, property) => {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== 'function') return value;
      if (property !== 'read') return value.bind(target);
      return (size?: number) => {
        const piece = target.read(size);
        if (piece !== null) see(String(piece));
        return piece;
      };
    },
  });
}
