/**
 * What is drawn together with what can be clicked in it, so that no click has to know where something stands. A
 * drawing is made for every frame, its zones only when somebody clicks.
 */
import { textWidth } from './text.ts';
import { paintPieces, type Theme, type Tone } from './theme.ts';

/** A part of a line that can be clicked; `to` is the first cell behind it. */
export interface Zone<On> {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  /** What a click there is on. */
  readonly on: On;
}

/** Lines, and the zones in them; of zones that overlap the first one counts. */
export interface Drawing<On> {
  readonly lines: readonly string[];
  readonly zones: () => readonly Zone<On>[];
}

/** A piece of a line, with what a click on it is on. */
export type HotPiece<On> = readonly [text: string, tone: Tone, on?: On];

const NO_ZONES = (): readonly never[] => [];

/** Lines in which nothing can be clicked. */
export function linesOnly(lines: readonly string[]): Drawing<never> {
  return { lines, zones: NO_ZONES };
}

/** Lines made of pieces, some of which can be clicked. */
export function painted<On>(theme: Theme, lines: readonly (readonly HotPiece<On>[])[]): Drawing<On> {
  return {
    lines: lines.map((pieces) => paintPieces(theme, pieces)),
    zones: () => lines.flatMap((pieces, line) => pieceZones(pieces, line)),
  };
}

function pieceZones<On>(pieces: readonly HotPiece<On>[], line: number): readonly Zone<On>[] {
  let to = 0;
  return pieces.flatMap(([text, , on]) => {
    const from = to;
    to += textWidth(text);
    return on === undefined || to === from ? [] : [{ line, from, to, on }];
  });
}

/** The drawing with each of its lines a zone too, as far as its own zones leave room. Undefined: not that line. */
export function withWholeLines<On>(
  { lines, zones }: Drawing<On>,
  width: number,
  on: (line: number) => On | undefined,
): Drawing<On> {
  const whole = () =>
    lines.flatMap((_, line) => {
      const found = on(line);
      return found === undefined ? [] : [{ line, from: 0, to: width, on: found }];
    });
  return { lines, zones: () => [...zones(), ...whole()] };
}

/** The drawing with something else on its zones. Undefined: nothing. */
export function aimed<From, To>(
  { lines, zones }: Drawing<From>,
  to: (on: From, line: number) => To | undefined,
): Drawing<To> {
  return {
    lines,
    zones: () =>
      zones().flatMap((zone) => {
        const on = to(zone.on, zone.line);
        return on === undefined ? [] : [{ ...zone, on }];
      }),
  };
}

/** Drawings one below the other. */
export function stacked<On>(parts: readonly Drawing<On>[]): Drawing<On> {
  return {
    lines: parts.flatMap(({ lines }) => lines),
    zones: () => {
      let above = 0;
      return parts.flatMap(({ lines, zones }) => {
        const start = above;
        above += lines.length;
        return zones().map((zone) => ({ ...zone, line: zone.line + start }));
      });
    },
  };
}

/** The drawing in exactly so many lines: what is missing is blank, what is too much is left out. */
export function inHeight<On>({ lines, zones }: Drawing<On>, height: number): Drawing<On> {
  return {
    lines: Array.from({ length: height }, (_, line) => lines[line] ?? ''),
    zones: () => zones().filter(({ line }) => line < height),
  };
}

/** What a click on this cell is on; undefined: nothing. */
export function onAt<On>({ zones }: Drawing<On>, column: number, line: number): On | undefined {
  return zones().find((zone) => zone.line === line && column >= zone.from && column < zone.to)?.on;
}
