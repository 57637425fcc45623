/** A panel: lines within rounded borders, the upper one with a title and with words at its right. */
import { type Drawing, linesOnly, stacked } from './drawing.ts';
import { cut, textWidth } from './text.ts';
import { type Piece, paintPieces, type Theme, type Tone } from './theme.ts';

/** Cells that a border takes at either side, with the blank beside it. */
const PANEL_SIDE = 2;

/** Cells of the upper border that are no words: corners, and the line and the blanks beside words. */
const CORNERS = 4;
const BLANKS = 2;

/** What stands on the upper border, and how the borders look. */
export interface PanelFrame {
  readonly title: string;
  /** At the right, as far as there is room; nothing: empty. */
  readonly right: string | readonly Piece[];
  /** The cursor is in it: its borders have the accent. */
  readonly isFocused: boolean;
}

/** Cells for what is inside a panel of this width. */
export function roomInPanel(width: number): number {
  return Math.max(0, width - 2 * PANEL_SIDE);
}

/**
 * The lines of a panel of this width, made of pieces so that what they carry stays on them: each is cut or filled to the
 * width, and there are `height` of them between the borders, where that is given.
 */
export function panelLines<Of extends readonly [string, Tone, ...unknown[]]>(
  lines: readonly (readonly Of[])[],
  frame: PanelFrame,
  width: number,
  height = lines.length,
): readonly (readonly (Of | Piece)[])[] {
  const tone = borderTone(frame);
  const room = roomInPanel(width);
  const inside = Array.from({ length: height }, (_, line): readonly (Of | Piece)[] => [
    ['│ ', tone],
    ...piecesWithin(lines[line] ?? [], room),
    [' │', tone],
  ]);
  return [upperBorder(frame, width), ...inside, lowerBorder(frame, width)];
}

/** A drawing in a panel of this width; each of its lines has just the cells that there are inside. */
export function inPanel<On>(
  inside: Drawing<On>,
  frame: PanelFrame,
  width: number,
  theme: Theme,
): Drawing<On> {
  const tone = borderTone(frame);
  const [left, right] = [paintPieces(theme, [['│ ', tone]]), paintPieces(theme, [[' │', tone]])];
  return stacked<On>([
    linesOnly([paintPieces(theme, upperBorder(frame, width))]),
    {
      lines: inside.lines.map((text) => left + text + right),
      zones: () =>
        inside.zones().map((zone) => ({ ...zone, from: zone.from + PANEL_SIDE, to: zone.to + PANEL_SIDE })),
    },
    linesOnly([paintPieces(theme, lowerBorder(frame, width))]),
  ]);
}

/** Pieces in exactly so many cells: cut, or filled with blanks. */
function piecesWithin<Of extends readonly [string, Tone, ...unknown[]]>(
  pieces: readonly Of[],
  width: number,
): readonly (Of | Piece)[] {
  let room = width;
  const fitted: (Of | Piece)[] = [];
  for (const piece of pieces) {
    const [text, tone] = piece;
    const cells = textWidth(text);
    if (cells <= room) fitted.push(piece);
    else if (room > 0) fitted.push([cut(text, room), tone]);
    room -= Math.min(cells, room);
  }
  return room === 0 ? fitted : [...fitted, [' '.repeat(room), 'plain']];
}

function borderTone({ isFocused }: PanelFrame): Tone {
  return isFocused ? 'accent' : 'border';
}

/** `╭─ Title ─────── right ─╮`: the title has its room before the words at the right have theirs. */
function upperBorder(frame: PanelFrame, width: number): readonly Piece[] {
  const tone = borderTone(frame);
  const given = typeof frame.right === 'string' ? [[frame.right, 'quiet'] as const] : frame.right;
  const title = cut(frame.title, width - CORNERS - BLANKS);
  const left = title === '' ? [] : ([[` ${title} `, 'heading']] as const);
  let room = Math.max(0, width - CORNERS - (title === '' ? 0 : textWidth(title) + BLANKS));
  const words = wordsWithin(given, room - BLANKS - 1);
  room -= words.length === 0 ? 0 : cellsOf(words) + BLANKS;
  return [
    ['╭─', tone],
    ...left,
    ['─'.repeat(Math.max(0, room)), tone],
    ...(words.length === 0 ? [] : [[' ', tone] as const, ...words, [' ', tone] as const]),
    ['─╮', tone],
  ];
}

function lowerBorder(frame: PanelFrame, width: number): readonly Piece[] {
  return [[`╰${'─'.repeat(Math.max(0, width - 2))}╯`, borderTone(frame)]];
}

function wordsWithin(pieces: readonly Piece[], width: number): readonly Piece[] {
  let room = width;
  return pieces.flatMap(([text, tone]): readonly Piece[] => {
    const part = cut(text, room);
    room -= textWidth(part);
    return part === '' ? [] : [[part, tone]];
  });
}

function cellsOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, [text]) => sum + textWidth(text), 0);
}
