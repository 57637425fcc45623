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

/** A segmenter that only asks the real one about text in which characters may join. */
export class QuickSegmenter {
  readonly #locales: Intl.LocalesArgument;
  readonly #options: Intl.SegmenterOptions | undefined;
  #real: Intl.Segmenter | null = null;

  constructor(locales?: Intl.LocalesArgument, options?: Intl.SegmenterOptions) {
    this.#locales = locales;
    this.#options = options;
  }

  /** The segments of a text with where they begin, as the real segmenter gives them; `containing` is left out. */
  segment(text: string): Iterable<Pick<Intl.SegmentData, 'segment' | 'index'>> {
    const byCharacter = (this.#options?.granularity ?? 'grapheme') === 'grapheme';
    if (byCharacter && !MAY_JOIN.test(text)) return characters(text);
    this.#real ??= new Segmenter(this.#locales, this.#options);
    return this.#real.segment(text);
  }
}

function* characters(text: string): Iterable<Pick<Intl.SegmentData, 'segment' | 'index'>> {
  for (let index = 0; index < text.length; index += 1) yield { segment: text.charAt(index), index };
}
