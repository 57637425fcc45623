import { formatCount } from '../../../../model/format.ts';
import { countWithin } from '../../../kit/cells.ts';
import type { Tone } from '../../../kit/theme.ts';
import type { Destination } from '../../../state/destination.ts';
import type { PanelLine, PanelPiece } from './panel.ts';

/** What a card says; lines are made for so many cells. */
export interface Card {
  readonly title: string;
  /** The big number. */
  readonly number: PanelLine;
  /** What it is of. */
  readonly about: PanelLine;
  /** How it went, or how much it is of all. */
  readonly chart: (room: number) => PanelLine;
  /** What is to be looked at; none: nothing. */
  readonly words: (room: number) => PanelLine;
}

/** A count on a card, which opens its rows; nothing to open where it is nothing. */
export interface CardCount {
  readonly id: string;
  readonly count: number;
  readonly to: Destination;
}

/** The count as a text that the cursor can stand on. */
export function cardCount(
  { id, count, to }: CardCount,
  text = formatCount(count),
  tone: Tone = 'plain',
): PanelPiece {
  return count === 0 ? [text, tone === 'plain' ? 'quiet' : tone] : [text, tone, { id, to, rows: count }];
}

/** A count with what it is of, in a long and a short form. */
export interface CardWord extends CardCount {
  readonly long: string;
  readonly short: string;
  readonly tone: Tone;
}

/** The counts that are not nothing, one behind the other: `31 without · 18 late`, where there is little room `31 no 18 late`. */
export function cardWords(words: readonly CardWord[], room: number): PanelLine {
  const some = words.filter(({ count }) => count > 0);
  const isRoomy = some.map(({ count, long }) => `${formatCount(count)} ${long}`).join(' · ').length <= room;
  return some.flatMap(
    (word, index): PanelLine => [
      [index === 0 ? '' : isRoomy ? ' · ' : ' ', 'quiet'],
      cardCount(word, isRoomy ? formatCount(word.count) : countWithin(word.count, 5)),
      [` ${isRoomy ? word.long : word.short}`, word.tone],
    ],
  );
}
