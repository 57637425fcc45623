/**
 * Stands in for `Intl.Segmenter` in what is bundled, our own code and Ink's alike (see `scripts/build.mjs`). Ink takes
 * every line of every frame apart by grapheme clusters, though nearly all of them are plain text in which each
 * character is one; and the first real segmenter of a process loads its tables for some 10 ms.
 */
const { Segmenter } = Intl;

/**
 * All but characters that never join their neighbours, which are ASCII without the carriage return (it joins a line
 * feed), Latin, general punctuation, and what lines and boxes are drawn with.
 */
const MAY_JOIN = /\r|[\u0300-\u200f\u2028-\u24ff\u2600-\uffff]/;

type QuickSegment = Pick<Intl.SegmentData, 'segment' | 'index'>;

/** What the libraries that are bundled ask of segments. */
export interface QuickSegments extends Iterable<QuickSegment> {
  /** The segment around this place; undefined beyond the text. */
  readonly containing: (index?: number) => QuickSegment | undefined;
}

/** A segmenter that only asks the real one about text in which characters may join. */
export class QuickSegmenter {
  readonly #locales: Intl.LocalesArgument;
  readonly #options: Intl.SegmenterOptions | undefined;
  #real: Intl.Segmenter | null = null;

  constructor(locales?: Intl.LocalesArgument, options?: Intl.SegmenterOptions) {
    this.#locales = locales;
    this.#options = options;
  }

  /** The segments of a text with where they begin, and the one around a place, as the real segmenter gives them. */
  segment(text: string): QuickSegments {
    const byCharacter = (this.#options?.granularity ?? 'grapheme') === 'grapheme';
    if (byCharacter && !MAY_JOIN.test(text)) return new Characters(text);
    this.#real ??= new Segmenter(this.#locales, this.#options);
    return this.#real.segment(text);
  }
}

/** Each character is a segment of its own. */
class Characters implements QuickSegments {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  *[Symbol.iterator](): Iterator<QuickSegment> {
    for (let index = 0; index < this.#text.length; index += 1) yield this.#at(index);
  }

  containing(index = 0): QuickSegment | undefined {
    return index >= 0 && index < this.#text.length ? this.#at(index) : undefined;
  }

  #at(index: number): QuickSegment {
    return { segment: this.#text.charAt(index), index };
  }
}
