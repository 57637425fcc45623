import { wrap } from '../../kit/text.ts';
import type { Piece, Tone } from '../../kit/theme.ts';

/** A sentence of a review, on as many lines as it takes. */
export function said(text: string, tone: Tone, width: number): readonly (readonly Piece[])[] {
  return wrap(text, Math.max(1, width - 2)).map((line) => [[` ${line}`, tone]]);
}
